// fetch with a body that is read, EventSource and fetchEventSource: fed by what the runtime receives.
((TextDecoder, Buffer, run, requested, registers, parse) => {
  'use strict'
  const bodies = []
  const sources = []
  let head = null

  class Body {
    #chunks = []
    #ended = false
    #waiting = []
    #after = []

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

    pipeThrough (transform) {
      registers.add('pipeThrough')
      return transform.through(this)
    }

    async pipeTo ({ sink }) {
      for await (const item of this.items()) await sink.write?.(item)
      await sink.close?.()
    }

    // Both halves read what arrives.
    tee () {
      const halves = [new Body(), new Body()]
      const pump = async () => {
        for await (const item of this.items()) for (const half of halves) half.push(item)
        for (const half of halves) half.end()
      }
      pump()
      return halves
    }

    // Node's way; `data` is a Buffer there.
    on (type, call) {
      registers.add(`on('${type}')`)
      if (type === 'data') this.#pump(call)
      else if (type === 'end' || type === 'close') this.#after.push(call)
      return this
    }

    async #pump (call) {
      for await (const item of this.items()) run(() => call(typeof item === 'string' ? item : Buffer.from(item)))
      for (const after of this.#after) run(after)
    }

    [Symbol.asyncIterator] () {
      registers.add('for await')
      return this.items()
    }

    async * items () {
      for (let item = await this.read(); !item.done; item = await this.read()) yield item.value
    }
  }

  class TextDecoderStream {
    constructor (label, options) { this.decoder = new TextDecoder(label, options) }

    through (body) {
      const { decoder } = this
      const texts = new Body()
      const pump = async () => {
        for await (const chunk of body.items()) {
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

  class TransformStream {
    constructor (transformer = {}) { this.transformer = transformer }

    through (body) {
      const out = new Body()
      const controller = { enqueue: (item) => out.push(item), terminate: () => out.end() }
      const { transformer } = this
      const pump = async () => {
        await transformer.start?.(controller)
        for await (const item of body.items()) {
          if (transformer.transform) await transformer.transform(item, controller)
          else out.push(item)
        }
        await transformer.flush?.(controller)
        out.end()
      }
      run(pump)
      return out
    }
  }

  class WritableStream {
    constructor (sink = {}) { this.sink = sink }
  }

  async function whole (body) {
    const chunks = []
    for await (const chunk of body.items()) chunks.push(chunk)
    return Buffer.concat(chunks.map((chunk) => Buffer.from(chunk)))
  }

  function response (body) {
    const pairs = head.headers.map(([name, value]) => [name.toLowerCase(), value])
    const headers = new Map(pairs)
    const get = (name) => headers.get(String(name).toLowerCase()) ?? null
    const text = async () => {
      registers.add('text')
      return new TextDecoder().decode(await whole(answer.body))
    }
    const answer = {
      ok: head.status >= 200 && head.status < 300,
      status: head.status,
      statusText: '',
      url: '',
      headers: { get, has: (name) => get(name) !== null, entries: () => headers.entries(), forEach: (f) => headers.forEach(f) },
      body,
      clone: () => {
        const [first, second] = body.tee()
        Object.assign(answer, { body: first })
        return response(second)
      },
      text,
      json: async () => parse(await text()),
      arrayBuffer: async () => {
        registers.add('arrayBuffer')
        return (await whole(answer.body)).buffer
      }
    }
    return answer
  }

  // Headers and URLSearchParams: pairs that read as an object or as a query.
  class Pairs {
    constructor (init = []) {
      const pairs = typeof init === 'string'
        ? init.replace(/^\?/, '').split('&').map((part) => part.split('=').map(decodeURIComponent))
        : Symbol.iterator in Object(init) ? [...init] : Object.entries(init)
      for (const [name, value] of pairs) this.append(name, value)
    }

    append (name, value) { this[name] = name in this ? `${this[name]}, ${value}` : String(value) }
    set (name, value) { this[name] = String(value) }
    get (name) { return this[name] ?? null }
    has (name) { return Object.hasOwn(this, name) }
    delete (name) { delete this[name] }
  }

  class Headers extends Pairs {}

  class URLSearchParams extends Pairs {
    toString () { return Object.entries(this).map((pair) => pair.map(encodeURIComponent).join('=').replace(/%7B%7B|%7D%7D/g, decodeURIComponent)).join('&') }
    toJSON () { return String(this) }
  }

  class AbortController {
    signal = { aborted: false, addEventListener () {}, removeEventListener () {} }
    abort () { this.signal.aborted = true }
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

    feed (bytes) { this.feedText(this.#decoder.decode(bytes, { stream: true })) }

    feedText (more) {
      const text = this.#rest + more
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

  // The package eventsource-parser.
  function createParser (options) {
    registers.add('createParser')
    const call = typeof options === 'function' ? options : options.onEvent
    const events = new Events((event) => call?.(typeof options === 'function' ? { ...event, type: 'event' } : event))
    return { feed: (text) => events.feedText(text), reset () {} }
  }

  class EventSourceParserStream extends TransformStream {
    constructor () {
      let events
      super({
        start: (controller) => { events = new Events((event) => controller.enqueue(event)) },
        transform: (text) => events.feedText(text)
      })
    }
  }

  function onMessage (listener) {
    registers.add('onmessage')
    sources.push({ events: new Events((event) => run(() => listener(event))) })
  }

  return {
    globals: {
      fetch,
      EventSource,
      fetchEventSource,
      createParser,
      EventSourceParserStream,
      TextDecoderStream,
      TransformStream,
      WritableStream,
      Headers,
      URLSearchParams,
      AbortController
    },
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
