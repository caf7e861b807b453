// XMLHttpRequest and what is built on it: axios, jQuery's ajax. Fed by what the runtime receives.
((TextDecoder, Buffer, run, requested, registers, variables) => {
  'use strict'
  const open = []
  let head = null

  class XMLHttpRequest {
    #headers = {}
    #listeners = []
    #decoder = new TextDecoder()
    #chunks = []
    #loaded = 0
    readyState = 0
    status = 0
    statusText = ''
    responseType = ''
    responseText = ''
    upload = { addEventListener () {} }
    api = 'XMLHttpRequest' // or what is built on it

    open (method, url) {
      this.method = method
      this.url = url
      this.readyState = 1
    }

    setRequestHeader (name, value) { this.#headers[name] = value }

    send (data) {
      const { api, url, method, timeout = 0, withCredentials } = this
      requested(api, url, { method, headers: this.#headers, data, timeout: timeout || undefined, withCredentials })
      for (const name of ['readystatechange', 'progress', 'load', 'loadend']) {
        if (this.#wanted(name).length) registers.add(`on${name}`)
      }
      open.push(this)
    }

    addEventListener (type, listener) { this.#listeners.push([type, listener]) }
    removeEventListener (type, listener) { this.#listeners = this.#listeners.filter((item) => item[0] !== type || item[1] !== listener) }
    abort () { if (open.includes(this)) open.splice(open.indexOf(this), 1) }
    overrideMimeType () {}
    getResponseHeader (name) { return head?.headers.find(([key]) => key.toLowerCase() === String(name).toLowerCase())?.[1] ?? null }
    getAllResponseHeaders () { return (head?.headers ?? []).map(([name, value]) => `${name.toLowerCase()}: ${value}\r\n`).join('') }

    get response () {
      if (this.responseType === 'arraybuffer') return this.readyState === 4 ? Buffer.concat(this.#chunks).buffer : null
      if (this.responseType === 'json') return this.readyState === 4 ? JSON.parse(this.responseText) : null
      return this.responseText
    }

    #wanted (type) {
      const own = typeof this[`on${type}`] === 'function' ? [this[`on${type}`]] : []
      return own.concat(this.#listeners.filter((item) => item[0] === type).map((item) => item[1]))
    }

    #fire (type) {
      const event = { type, target: this, currentTarget: this, loaded: this.#loaded, total: 0, lengthComputable: false }
      for (const listener of this.#wanted(type)) run(() => listener.call(this, event))
    }

    #state (value) {
      this.readyState = value
      this.#fire('readystatechange')
    }

    begin () {
      this.status = head.status
      this.#state(2)
    }

    take (bytes) {
      this.#chunks.push(bytes)
      this.#loaded += bytes.length
      if (this.responseType === '' || this.responseType === 'text') this.responseText += this.#decoder.decode(bytes, { stream: true })
      this.#state(3)
      this.#fire('progress')
    }

    close () {
      this.responseText += this.#decoder.decode()
      this.#state(4)
      this.#fire('load')
      this.#fire('loadend')
    }
  }

  const query = (params) => Object.entries(params ?? {}).map((pair) => pair.map(encodeURIComponent).join('=')).join('&')
    .replace(/%7B%7B|%7D%7D/g, decodeURIComponent)

  function sent (method, address, { headers = {}, data, params, responseType, onDownloadProgress, timeout, ...more } = {}) {
    return new Promise((resolve) => {
      const xhr = new XMLHttpRequest()
      const asked = query(params)
      xhr.api = 'axios'
      xhr.open(method, asked ? address + (address.includes('?') ? '&' : '?') + asked : address)
      for (const [name, value] of Object.entries(headers)) xhr.setRequestHeader(name, value)
      xhr.responseType = responseType === 'stream' ? '' : responseType ?? ''
      xhr.timeout = timeout
      if (onDownloadProgress) xhr.onprogress = (event) => onDownloadProgress({ ...event, event })
      if (more.onprogress) xhr.onprogress = more.onprogress
      const answer = (value) => resolve({ data: value, status: xhr.status, statusText: '', headers: Object.fromEntries(head.headers), request: xhr })
      if (responseType === 'stream') streamed(xhr, answer)
      else {
        registers.add('await')
        xhr.addEventListener('load', () => answer(parsed(xhr)))
      }
      xhr.send(data)
    })
  }

  function parsed (xhr) {
    try { return JSON.parse(xhr.responseText) } catch { return xhr.response }
  }

  // Node's stream of Buffers.
  function streamed (xhr, answer) {
    const listeners = []
    const tell = (type, value) => { for (const [wanted, call] of listeners) if (wanted === type) run(() => call(value)) }
    const stream = {
      on (type, call) {
        registers.add(`on('${type}')`)
        listeners.push([type, call])
        return stream
      },
      setEncoding () { stream.decoder = new TextDecoder() }
    }
    xhr.take = (bytes) => tell('data', stream.decoder ? stream.decoder.decode(bytes, { stream: true }) : Buffer.from(bytes))
    xhr.begin = () => answer(stream)
    xhr.close = () => { for (const type of ['end', 'close']) tell(type) }
  }

  function instance (defaults) {
    const call = (first, second) => {
      const config = { ...defaults, ...(typeof first === 'string' ? { ...second, url: first } : first) }
      return sent(config.method ?? 'get', (config.baseURL ?? '') + config.url, config)
    }
    for (const method of ['get', 'delete', 'head', 'options']) call[method] = (url, config) => call({ ...config, url, method })
    for (const method of ['post', 'put', 'patch']) call[method] = (url, data, config) => call({ ...config, url, method, data })
    return Object.assign(call, {
      request: call,
      create: (more) => instance({ ...defaults, ...more }),
      interceptors: { request: { use () {} }, response: { use () {} } },
      defaults: { headers: { common: {} } },
      isCancel: () => false,
      CancelToken: { source: () => ({ token: null, cancel () {} }) }
    })
  }

  function ajax (first, second) {
    const { url, type, method = type ?? 'GET', data, headers = {}, contentType, xhrFields = {}, xhr, ...options } =
      typeof first === 'string' ? { url: first, ...second } : first
    const request = typeof xhr === 'function' ? xhr() : new XMLHttpRequest()
    Object.assign(request, xhrFields, { api: 'ajax' })
    request.open(method, url)
    const typed = contentType ? { 'Content-Type': contentType, ...headers } : headers
    for (const [name, value] of Object.entries(typed)) request.setRequestHeader(name, value)
    if (options.beforeSend) run(() => options.beforeSend(request))
    for (const name of ['success', 'complete']) {
      if (typeof options[name] !== 'function') continue
      registers.add(name)
      request.addEventListener('load', () => options[name](parsed(request), 'success', request))
    }
    request.send(data)
    return request
  }

  const jQuery = variables.variable('$', { chains: true })
  variables.known.set('$.ajax', ajax)
  variables.known.set('$.ajaxSettings', { xhr: () => new XMLHttpRequest() })

  return {
    globals: { XMLHttpRequest, axios: instance({}), $: jQuery, jQuery },
    open (value) {
      head = value
      for (const xhr of [...open]) xhr.begin()
    },
    chunk (bytes) { for (const xhr of [...open]) xhr.take(bytes) },
    end () { for (const xhr of [...open]) xhr.close() }
  }
})
