// `uni`, `wx`, `Taro`: requests with `enableChunked`, what surrounds them in a mini program, and the page or component.
((Buffer, base64, run, log, requested, registers, missing) => {
  'use strict'
  const STREAMS = /\b(?:onChunkReceived|enableChunked|getReader|onmessage|EventSource|fetchEventSource|onprogress|onDownloadProgress|responseText)\b|for await/
  const ASKS = /\b(?:request|fetch|axios|ajax|uploadFile)\b|XMLHttpRequest|\b(?:axios|http)\.\w+\(/
  const tasks = []
  let variables = null
  let body = () => ''

  class RequestTask {
    constructor (options) {
      this.options = options
      this.headers = []
      this.chunks = []
      this.aborted = false
    }

    onHeadersReceived (listener) {
      registers.add('onHeadersReceived')
      this.headers.push(listener)
    }

    onChunkReceived (listener) {
      registers.add('onChunkReceived')
      this.chunks.push(listener)
    }

    offHeadersReceived (listener) { this.headers = this.headers.filter((item) => item !== listener) }
    offChunkReceived (listener) { this.chunks = this.chunks.filter((item) => item !== listener) }
    abort () { this.aborted = true }

    // `await uni.request(…)` waits for the end.
    then (fulfilled, rejected) {
      registers.add('await')
      this.ended ??= new Promise((resolve) => { this.resolve = resolve })
      return this.ended.then(fulfilled, rejected)
    }

    catch () { return this }
    finally (call) { return this.then((result) => { call(); return result }) }
  }

  // The task of code that was pasted without its request.
  const own = new RequestTask({ enableChunked: true })
  tasks.push(own)

  const hints = new Set()

  const request = (api) => (settings = {}) => {
    const task = new RequestTask(settings)
    tasks.push(task)
    requested(`${api}.request`, settings.url, settings)
    const called = ['success', 'fail', 'complete'].filter((name) => typeof settings[name] === 'function')
    for (const name of called) registers.add(name)
    if (api === 'uni' && !called.length && settings.enableChunked) hints.add('uni-promise')
    return task
  }

  const bytesOf = (value) => Uint8Array.from(value instanceof ArrayBuffer ? new Uint8Array(value) : value)
  const platform = (api) => new Proxy({
    request: request(api),
    arrayBufferToBase64: (value) => base64.text(bytesOf(value)),
    base64ToArrayBuffer: (value) => base64.bytes(value).buffer,
    getStorageSync: (key) => variables.named(String(key)),
    nextTick: (call) => run(call),
    connectSocket: () => {
      missing.add('WebSocket')
      return variables.variable('connectSocket()', { chains: true })
    }
  }, {
    // Logging in, toasts and all the rest: done at once, with an answer that is not known.
    get: (target, key) => key in target ? target[key] : (options) => {
      const answer = variables.variable(`${String(key)}()`, { chains: true, awaited: true })
      for (const name of ['success', 'complete']) if (typeof options?.[name] === 'function') run(() => options[name](answer))
      return answer
    }
  })

  // What is passed for parameters that are simple names: variables of these names.
  function parameters (pattern, code) {
    const [, list = ''] = pattern.exec(String(code)) ?? []
    const names = list.split(',').map((part) => /^\s*(\w+)\s*$/.exec(part)?.[1])
    return names.map((name) => name && variables.named(name))
  }

  // Calls a function of the pasted code that nobody calls.
  function call (method) {
    run(() => {
      const result = method.apply(variables.root, parameters(/^[^(]*\(([^()]*)\)/, method))
      if (!registers.size && !(result instanceof Promise)) callThose(members(result)) // of a composable, say
      return result
    })
  }

  // The functions of an object, or of an instance of a class.
  function members (value) {
    if (typeof value === 'function') {
      if (!/^class\b/.test(String(value))) return [value]
      const made = new value(...parameters(/\bconstructor\s*\(([^()]*)\)/, value)) // eslint-disable-line new-cap
      return Object.getOwnPropertyNames(value.prototype).filter((name) => name !== 'constructor').map((name) => bound(made[name], made))
    }
    return value !== null && typeof value === 'object' ? Object.values(value).filter((item) => typeof item === 'function') : []
  }

  const bound = (method, target) => typeof method === 'function'
    ? Object.defineProperty((...args) => method.apply(target, args), 'toString', { value: () => String(method) })
    : method

  // Those that read a stream, else those that ask for anything at all.
  function callThose (methods) {
    const reading = methods.filter((method) => STREAMS.test(String(method)))
    for (const method of reading.length ? reading : methods.filter((method) => ASKS.test(String(method)))) call(method)
  }

  function Page (definition = {}) {
    const { root, known, setData } = variables
    const options = typeof definition === 'function' ? {} : definition
    const data = typeof options.data === 'function' ? options.data.call(root) : options.data
    setData(data ?? {})
    log().states.length = 0 // what a page begins with is nothing that it was set to
    const methods = { ...options, ...options.methods }
    delete methods.data
    for (const [name, method] of Object.entries(methods)) if (typeof method === 'function') known.set(name, method.bind(root))
    callThose(Object.values(methods).filter((method) => typeof method === 'function'))
  }

  const live = () => tasks.filter((task) => !task.aborted)

  return {
    callThose,
    members,
    own,
    hints () {
      if (tasks.some((task) => task.chunks.length && !task.options?.enableChunked)) hints.add('not-chunked')
      return [...hints]
    },
    Page,
    reads: (call) => STREAMS.test(String(call)) || ASKS.test(String(call)),
    globals: {
      uni: platform('uni'),
      wx: platform('wx'),
      Taro: platform('Taro'),
      my: platform('my'),
      Page,
      Component: Page,
      getApp: () => variables.root,
      getCurrentPages: () => [variables.root],
      onChunkReceived: (listener) => own.onChunkReceived(listener)
    },
    use (made, whole) {
      variables = made
      body = whole
    },
    open (head) {
      const result = { header: Object.fromEntries(head.headers), statusCode: head.status, cookies: [] }
      for (const task of live()) for (const listener of task.headers) run(() => listener.call(variables.root, result))
    },
    chunk (bytes) {
      for (const task of live()) {
        if (!task.options?.enableChunked) continue
        for (const listener of task.chunks) run(() => listener.call(variables.root, { data: bytes.slice().buffer }))
      }
    },
    end (head) {
      for (const task of live()) {
        const data = task.options?.enableChunked ? '' : body()
        const result = { statusCode: head.status, header: Object.fromEntries(head.headers), data, errMsg: 'request:ok', cookies: [] }
        for (const name of ['success', 'complete']) {
          if (typeof task.options?.[name] === 'function') run(() => task.options[name](result))
        }
        task.resolve?.(result)
      }
    }
  }
})
