// What a pasted handler runs in: `uni`, `wx`, `Taro`, `console`, timers, and everything that it sets, written down.
//
// Evaluates to a function of the parts and options that returns the runtime's own functions. They keep their own
// references: a handler may overwrite every global.
((parts, decoders, makeWeb, whyNotJson, options) => {
  'use strict'
  const { Buffer, base64Bytes, base64Text, latin1Bytes, utf8Bytes } = parts
  const { stringify, parse } = JSON
  const { apply } = Reflect
  // Names that a device does not have: a free variable of this name is a mistake, not something to be filled in.
  const ABSENT = new Set(['TextDecoder', 'TextEncoder', 'window', 'document', 'XMLHttpRequest', 'require', 'process', 'module',
    'exports', 'WebSocket', 'localStorage', 'undefined', 'plus', 'self', 'global', 'AbortController', 'navigator'])

  // A handler may overwrite what is ours, too: what there is stays, what it adds is its own.
  function keep (object) {
    for (const key of Reflect.ownKeys(object)) {
      const property = Object.getOwnPropertyDescriptor(object, key)
      if ('value' in property && property.configurable) Object.defineProperty(object, key, { writable: false, configurable: false })
    }
  }

  let log = { states: [], console: [], errors: [], swallowed: 0 }
  const tasks = []
  const timers = []
  const thrown = [] // by parsers and decoders, until it is known whether they left the handler
  const seen = new Map() // error -> 'caught' | 'reported'

  // --- errors -------------------------------------------------------------------------------------------------

  const nameOf = (error) => error instanceof Error ? String(error.name) : 'Error'
  const messageOf = (error) => error instanceof Error ? String(error.message) : words(error)
  const stackOf = (error) => error instanceof Error ? String(error.stack) : ''

  function report (error) {
    if (seen.get(error) === 'reported') return
    seen.set(error, 'reported')
    log.errors[log.errors.length] = [nameOf(error), messageOf(error), stackOf(error)]
  }

  // Every `catch` of the handler begins with a call of this.
  function caught (error) {
    const before = seen.get(error)
    if (before) return
    if (error instanceof ReferenceError) report(error) // a slip of the pen that no stream can cause
    else seen.set(error, 'caught')
  }

  function watched (name, call) {
    return { [name]: function (...args) {
      try { return apply(call, this, args) } catch (error) {
        thrown[thrown.length] = error
        throw error
      }
    } }[name]
  }

  // Calls something of the handler's; what it throws, at once or as a promise, is an error of the handler.
  function run (call) {
    try {
      const result = call()
      if (result instanceof Promise) result.then(undefined, report)
    } catch (error) { report(error) }
  }

  function settle () {
    for (const error of thrown.splice(0)) {
      if (seen.get(error) === 'caught') log.swallowed++
      else report(error) // nobody caught it: an async function ended with it
    }
    seen.clear()
  }

  // --- what is shown ------------------------------------------------------------------------------------------

  function plain (value) {
    if (value === undefined || typeof value === 'function' || typeof value === 'symbol') return null
    if (typeof value === 'bigint') return String(value)
    try { return parse(stringify(value) ?? 'null') } catch { return String(value) }
  }

  function record (path, value) {
    log.states[log.states.length] = [path, plain(value)]
  }

  const join = (path, key) => path ? `${path}.${String(key)}` : String(key)

  // An object of the app's, whose properties are shown.
  function tracked (object, path) {
    return new Proxy(object, {
      get (target, key) {
        const value = Reflect.get(target, key)
        const nested = value !== null && typeof value === 'object' && typeof key === 'string' && !(value instanceof ArrayBuffer) &&
          !ArrayBuffer.isView(value) && !(value instanceof Promise)
        return nested ? tracked(value, join(path, key)) : value
      },
      set (target, key, value) {
        if (!(Array.isArray(target) && key === 'length') && typeof key === 'string') record(join(path, key), value)
        return Reflect.set(target, key, value)
      }
    })
  }

  function setData (changes, done) {
    for (const [key, value] of Object.entries(changes ?? {})) {
      known.set(key, value)
      record(key, value)
    }
    if (typeof done === 'function') run(done)
  }

  const known = new Map() // what was assigned, by path

  // Something that the pasted code did not bring along: a variable, a function, a property of the page. Read, it is `blank`.
  function variable (path, blank) {
    return new Proxy(function () {}, {
      get (_target, key) {
        if (key === Symbol.toPrimitive) return () => blank
        if (key === Symbol.iterator) return function * () {}
        if (typeof key !== 'string' || key === 'then' || key === 'prototype') return undefined
        if (key === 'setData') return setData
        if (key === 'onChunkReceived') return loose.onChunkReceived
        if (key === 'onHeadersReceived') return loose.onHeadersReceived
        if (key === 'toString' || key === 'valueOf' || key === 'toJSON') return () => blank
        const inner = join(path, key)
        if (!known.has(inner)) return variable(inner, '')
        const value = known.get(inner)
        return value !== null && typeof value === 'object' ? tracked(value, inner) : value
      },
      set (_target, key, value) {
        if (key === 'onmessage' && typeof value === 'function') web.onMessage(value)
        known.set(join(path, key), value)
        record(join(path, key), value)
        return true
      },
      has: () => true,
      apply: () => undefined,
      construct: () => variable(path, blank)
    })
  }

  // --- requests -----------------------------------------------------------------------------------------------

  const requests = [] // what the pasted code asked for, in order
  const registers = new Set() // names of what it wants to be called back for, or reads

  // Notes a request: the options as they were passed. Variables without a value stand there by name.
  function requested (api, url, { method, header, headers = header, data, body = data, timeout } = {}) {
    const noted = { api, url: textOf(url), method: textOf(method ?? 'GET').toUpperCase(), headers: [], data: plain(body), timeout: null }
    for (const [name, value] of Object.entries(plain(headers) ?? {})) noted.headers.push([name, textOf(value)])
    if (Number.isFinite(timeout)) noted.timeout = timeout
    requests.push(noted)
  }

  const textOf = (value) => value === undefined || value === null ? '' : String(value)

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

    offHeadersReceived (listener) { this.headers = this.headers.filter((item) => item !== listener) }
    onChunkReceived (listener) {
      registers.add('onChunkReceived')
      this.chunks.push(listener)
    }

    offChunkReceived (listener) { this.chunks = this.chunks.filter((item) => item !== listener) }
    abort () { this.aborted = true }

    // `await uni.request(…)` waits for the end.
    then (fulfilled, rejected) {
      this.ended ??= new Promise((resolve) => { this.resolve = resolve })
      return this.ended.then(fulfilled, rejected)
    }
  }

  // The task of code that was pasted without its request.
  const loose = (() => {
    const task = new RequestTask({ enableChunked: true })
    return {
      task,
      onChunkReceived: (listener) => task.onChunkReceived(listener),
      onHeadersReceived: (listener) => task.onHeadersReceived(listener)
    }
  })()
  tasks.push(loose.task)
  const web = makeWeb(decoders.TextDecoder, Buffer, run, requested, registers)

  function request (settings = {}) {
    const task = new RequestTask(settings)
    tasks.push(task)
    requested('request', settings.url, settings)
    for (const name of ['success', 'fail', 'complete']) if (typeof settings[name] === 'function') registers.add(name)
    return task
  }

  const bufferOf = (value) => value instanceof ArrayBuffer ? new Uint8Array(value) : value
  const platform = new Proxy({
    request,
    arrayBufferToBase64: (value) => base64Text(Uint8Array.from(bufferOf(value))),
    base64ToArrayBuffer: (value) => base64Bytes(value).buffer
  }, { get: (target, key) => key in target ? target[key] : () => undefined }) // showToast and all the rest

  // --- the globals of the handler -----------------------------------------------------------------------------

  function words (value) {
    if (typeof value === 'string') return value
    if (value instanceof Error) return `${nameOf(value)}: ${messageOf(value)}`
    if (typeof value === 'function') return '[function]'
    try { return stringify(value) ?? String(value) } catch { return '[object]' }
  }

  const console = {}
  for (const level of ['log', 'info', 'warn', 'error', 'debug', 'trace']) {
    console[level] = (...args) => { log.console[log.console.length] = [level, args.map(words).join(' ')] }
  }

  function parseAsV8 (text, reviver) {
    try { return parse(text, reviver) } catch (error) {
      if (error instanceof SyntaxError) error.message = whyNotJson(String(text)) ?? error.message
      throw error
    }
  }

  let ids = 0
  function timer (repeat) {
    return (call, _delay, ...args) => {
      timers.push({ id: ++ids, call: () => call(...args), repeat })
      return ids
    }
  }
  function clear (id) {
    const at = timers.findIndex((item) => item.id === id)
    if (at >= 0) timers.splice(at, 1)
  }

  const page = variable('', '')
  function Page (definition = {}) {
    setData(definition.data ?? {})
    log.states.length = 0 // what a page begins with is nothing that it was set to
    const methods = { ...definition, ...definition.methods }
    for (const [name, method] of Object.entries(methods)) if (typeof method === 'function') known.set(name, method.bind(page))
    for (const method of Object.values(methods)) {
      if (typeof method === 'function' && /\brequest\s*\(|fetch\s*\(/.test(String(method))) run(() => method.call(page))
    }
  }

  const provided = {
    ...web.globals,
    ...(options.textDecoder ? { ...decoders, TextDecoder: class TextDecoder extends decoders.TextDecoder {} } : {}),
    uni: platform,
    wx: platform,
    Taro: platform,
    my: platform,
    console,
    Buffer,
    Page,
    Component: Page,
    ref: (value) => tracked({ value }, ''),
    shallowRef: (value) => tracked({ value }, ''),
    reactive: (value) => tracked(value, ''),
    setTimeout: timer(false),
    setInterval: timer(true),
    requestAnimationFrame: timer(false),
    queueMicrotask: (call) => Promise.resolve().then(() => run(call)),
    clearTimeout: clear,
    clearInterval: clear,
    atob: watched('atob', (value) => Buffer.from(base64Bytes(String(value))).toString('latin1')),
    btoa: (value) => base64Text(latin1Bytes(String(value))),
    JSON: Object.assign(Object.create(JSON), { parse: watched('parse', parseAsV8), stringify }),
    decodeURIComponent: watched('decodeURIComponent', decodeURIComponent),
    decodeURI: watched('decodeURI', decodeURI),
    onmessage: undefined,
    onChunkReceived: loose.onChunkReceived,
    _this: page,
    that: page,
    __caught: caught,
    __declared (name, call) { // a function of the pasted code whose name says what it is for
      if (typeof call !== 'function') return
      if (name === 'onmessage') web.onMessage(call)
      else loose.task.onChunkReceived(call)
    }
  }
  if (options.textDecoder) {
    const { decode } = decoders.TextDecoder.prototype
    provided.TextDecoder.prototype.decode = watched('decode', decode)
  }
  const free = { __proto__: null, ...options.variables }
  const scope = new Proxy(Object.create(null), {
    has: (_target, name) => typeof name === 'string' && name !== 'arguments' &&
      (name in provided || !(name in globalThis || ABSENT.has(name))),
    get (_target, name) {
      if (typeof name !== 'string') return undefined
      if (name in provided) return provided[name]
      if (!(name in free)) free[name] = variable(name, `{{${name}}}`)
      return free[name]
    },
    set (_target, name, value) {
      if (name === 'onmessage' && typeof value === 'function') web.onMessage(value)
      if (name in provided) provided[name] = value
      else {
        free[name] = value
        record(name, value)
      }
      return true
    }
  })

  // Promise handlers of the pasted code catch, too.
  const { then } = Promise.prototype
  Promise.prototype.then = function (fulfilled, rejected) { // eslint-disable-line no-extend-native
    const mark = typeof rejected === 'function' && rejected !== report
    return apply(then, this, [fulfilled, mark ? (error) => { caught(error); return rejected(error) } : rejected])
  }

  for (const object of [Array.prototype, String.prototype, Map.prototype, Set.prototype, RegExp.prototype, Function.prototype,
    Promise.prototype, Object.getPrototypeOf(Uint8Array.prototype), Object.getPrototypeOf([][Symbol.iterator]()), Object, Array,
    Promise, Reflect, JSON, Buffer, Buffer.prototype]) keep(object)
  keep(globalThis)

  // --- what the outside calls ---------------------------------------------------------------------------------

  function bytesOf (binary) {
    const bytes = new Uint8Array(binary.length)
    for (let at = 0; at < bytes.length; at++) bytes[at] = binary.charCodeAt(at)
    return bytes
  }

  const received = []
  const header = (pairs) => Object.fromEntries(pairs)
  let head = { status: 200, headers: [] }
  const live = () => tasks.filter((task) => !task.aborted)

  const outside = {
    __proto__: null,
    start (code) {
      run(() => code(scope).call(page).then((result) => {
        // A function is taken for the handler itself.
        if (typeof result === 'function' && result !== page) loose.task.onChunkReceived(result)
      }))
    },
    open (status, pairs) {
      head = { status, headers: parse(pairs) }
      for (const task of live()) {
        for (const listener of task.headers) run(() => listener.call(page, { header: header(head.headers), statusCode: status, cookies: [] }))
      }
      web.open(head)
    },
    chunk (binary) {
      const bytes = bytesOf(binary)
      received.push(bytes)
      for (const task of live()) {
        if (!task.options?.enableChunked) continue
        for (const listener of task.chunks) run(() => listener.call(page, { data: bytes.slice().buffer }))
      }
      web.chunk(bytes)
    },
    end () {
      for (const task of live()) {
        const data = task.options?.enableChunked ? '' : whole()
        const result = { statusCode: head.status, header: header(head.headers), data, errMsg: 'request:ok', cookies: [] }
        for (const name of ['success', 'complete']) {
          if (typeof task.options?.[name] === 'function') run(() => task.options[name](result))
        }
        task.resolve?.(result)
      }
      web.end()
    },
    tick () { // timers fall due when nothing else is left to do
      const due = timers.splice(0)
      for (const item of due) {
        if (item.repeat) timers.push(item)
        run(item.call)
      }
      return due.some((item) => !item.repeat)
    },
    drain () {
      settle()
      const text = stringify(log)
      log = { states: [], console: [], errors: [], swallowed: 0 }
      return text
    },
    facts () {
      const asked = new Set(stringify(requests).match(/\{\{[^{}]+\}\}/g)?.map((blank) => blank.slice(2, -2)))
      return stringify({ requests, variables: [...asked], registers: [...registers] })
    }
  }

  return (name, first, second) => outside[name](first, second)

  function whole () {
    const text = new decoders.TextDecoder().decode(Buffer.concat(received.map((bytes) => Buffer.from(bytes))))
    try { return parse(text) } catch { return text }
  }
})
