// fetch with a body that is read, EventSource and fetchEventSource: fed by what the runtime receives.
((TextDecoder, Buffer, run, requested, registers) => {
  'use strict'
  const bodies = []
  const sources = []
  let head = null

  class Body {
    #chunks = []
    #ended = false
    #waiting = []

    push (chunk) {
      const waiting = this.#waiting.shift()
      if (waiting) waiting({ done: false, value: chunk })
      else this.#chunks.push(chunk)
    }

    end () {
      this.#ended = true
      for (const waiting of this.#waiting.splice(0)) waiting({ done: true, value: undefined })
    }

    read () {
      if (this.#chunks.length) return Promise.resolve({ done: false, value: this.#chunks.shift() })
      if (this.#ended) return Promise.resolve({ done: true, value: undefined })
      return new Promise((resolve) => this.#waiting.push(resolve))
    }

    getReader () {
      registers.add('getReader')
      return { read: () => this.read(), cancel: () => Promise.resolve(), releaseLock () {}, closed: new Promise(() => {}) }
    }

    cancel () { return Promise.resolve() }
    pipeThrough (transform) { return transform.through(this) }

    async * [Symbol.asyncIterator] () {
      registers.add('for await')
      for (let item = await this.read(); !item.done; item = await this.read()) yield item.value
    }
  }

  class TextDecoderStream {
    through (body) {
      const decoder = new TextDecoder()
      const texts = new Body()
      const pump = async () => {
        for await (const chunk of body) {
          const text = decoder.decode(chunk, { stream: true })
          if (text) texts.push(text)
        }
        const rest = decoder.decode()
        if (rest) texts.push(rest)
        texts.end()
      }
      pump()
      return texts
    }
  }

  async function whole (body) {
    const chunks = []
    for await (const chunk of body) chunks.push(chunk)
    return Buffer.concat(chunks.map((chunk) => Buffer.from(chunk)))
  }

  function response (body) {
    const pairs = head.headers.map(([name, value]) => [name.toLowerCase(), value])
    const headers = new Map(pairs)
    const get = (name) => headers.get(String(name).toLowerCase()) ?? null
    const text = async () => new TextDecoder().decode(await whole(body))
    return {
      ok: head.status >= 200 && head.status < 300,
      status: head.status,
      headers: { get, has: (name) => get(name) !== null, entries: () => headers.entries(), forEach: (f) => headers.forEach(f) },
      body,
      text,
      json: async () => JSON.parse(await text()),
      arrayBuffer: async () => (await whole(body)).buffer
    }
  }

  function fetch (target, options) {
    requested('fetch', target, options)
    const body = new Body()
    return new Promise((resolve) => bodies.push({ body, open: () => resolve(response(body)) }))
  }

  // The standard's reader of event streams.
  class Events {
    #decoder = new TextDecoder()
    #rest = ''
    #data = []
    #event = ''
    #id = ''

    constructor (deliver) { this.deliver = deliver }

    feed (bytes) {
      const text = this.#rest + this.#decoder.decode(bytes, { stream: true })
      const held = text.endsWith('\r') ? 1 : 0 // half of a CR LF, perhaps
      const lines = text.slice(0, text.length - held).split(/\r\n|\r|\n/)
      this.#rest = lines.pop() + '\r'.repeat(held)
      for (const line of lines) this.#line(line)
    }

    #line (line) {
      if (line === '') {
        if (this.#data.length) {
          this.deliver({ type: this.#event || 'message', event: this.#event, data: this.#data.join('\n'), lastEventId: this.#id, id: this.#id })
        }
        this.#data = []
        this.#event = ''
        return
      }
      const colon = line.indexOf(':')
      const field = colon < 0 ? line : line.slice(0, colon)
      const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '')
      if (field === 'data') this.#data.push(value)
      else if (field === 'event') this.#event = value
      else if (field === 'id' && !value.includes('\0')) this.#id = value
    }
  }

  class EventSource {
    #listeners = []
    readyState = 0

    constructor (url) {
      this.url = String(url)
      requested('EventSource', url)
      sources.push({
        open: () => {
          this.readyState = 1
          if (typeof this.onmessage === 'function') registers.add('onmessage')
          if (typeof this.onopen === 'function') run(() => this.onopen({ type: 'open' }))
        },
        events: new Events((event) => this.#deliver(event))
      })
    }

    #deliver (event) {
      if (this.readyState === 2) return
      if (event.type === 'message' && typeof this.onmessage === 'function') run(() => this.onmessage(event))
      for (const [type, listener] of this.#listeners) if (type === event.type) run(() => listener.call(this, event))
    }

    addEventListener (type, listener) {
      registers.add(`on${type}`)
      this.#listeners.push([type, listener])
    }

    removeEventListener (type, listener) { this.#listeners = this.#listeners.filter((item) => item[0] !== type || item[1] !== listener) }
    close () { this.readyState = 2 }
  }

  function fetchEventSource (url, options = {}) {
    requested('fetchEventSource', url, options)
    for (const name of ['onopen', 'onmessage', 'onclose']) if (typeof options[name] === 'function') registers.add(name)
    const body = new Body()
    sources.push({
      open: () => { if (options.onopen) run(() => options.onopen(response(body))) },
      events: new Events((event) => { if (options.onmessage) run(() => options.onmessage(event)) }),
      end: () => { if (options.onclose) run(() => options.onclose()) }
    })
    return new Promise(() => {})
  }

  function onMessage (listener) {
    registers.add('onmessage')
    sources.push({ events: new Events((event) => run(() => listener(event))) })
  }

  return {
    globals: { fetch, EventSource, fetchEventSource, TextDecoderStream },
    onMessage,
    open (value) {
      head = value
      for (const item of [...bodies, ...sources]) item.open?.()
    },
    chunk (bytes) {
      for (const { body } of bodies) body.push(new Uint8Array(bytes))
      for (const { events } of sources) events.feed(bytes)
    },
    end () {
      for (const { body } of bodies) body.end()
      for (const source of sources) source.end?.()
    }
  }
})
