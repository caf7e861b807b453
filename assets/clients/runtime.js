// What a pasted handler runs in: `uni`, `wx`, `Taro`, `console`, timers, and everything that it sets, written down.
//
// Evaluates to a function of the parts and options that returns the runtime's own functions. They keep their own
// references: a handler may overwrite every global.
((hooks, parts, decoders, makeVariables, makeMini, makeWeb, makeXhr, whyNotJson, options) => {
  'use strict'
  const { Buffer, base64Bytes, base64Text, latin1Bytes, utf8Bytes } = parts
  const { stringify, parse } = JSON
  const { apply } = Reflect
  const { told, isError } = hooks
  // Names that a device does not have: a free variable of this name is a mistake, not something to be filled in.
  const BROWSER = ['window', 'document', 'XMLHttpRequest', 'process', 'localStorage', 'sessionStorage', 'navigator', 'self', 'global']
  const ABSENT = new Set(['TextDecoder', 'TextEncoder', 'WebSocket', 'undefined', 'plus', ...(options.web ? [] : [...BROWSER, 'AbortController'])])

  const PART = 5_000 // values and lines that are handed out in one text

  let log = { states: [], console: [], errors: [], swallowed: 0 }
  let { values, lines, characters } = options.room // how much more is written down; what the console writes beyond it is counted
  let dropped = 0
  const timers = []
  const thrown = [] // by parsers and decoders, until it is known whether they left the handler
  const seen = new Map() // error -> 'caught' | 'reported'

  // --- errors -------------------------------------------------------------------------------------------------

  function report (error) {
    if (seen.get(error) === 'reported') return
    seen.set(error, 'reported')
    if (--values >= 0) log.errors[log.errors.length] = told(error, words)
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

  const tried = (value) => { try { return stringify(value) ?? null } catch { return null } }

  function plain (value) {
    if (value === undefined || typeof value === 'function' || typeof value === 'symbol') return null
    if (typeof value === 'bigint') return String(value)
    try { return parse(stringify(value) ?? 'null') } catch { return String(value) }
  }

  function record (path, value) {
    if (--values < 0) return
    const text = typeof value === 'object' && value !== null ? tried(value) : null
    log.states[log.states.length] = text === null ? [path, plain(value)] : [path, null, text]
  }

  // --- requests -----------------------------------------------------------------------------------------------

  const requests = [] // what the pasted code asked for, in order
  const registers = new Set() // names of what it wants to be called back for, or reads

  // Notes a request: the options as they were passed. Variables without a value stand there by name.
  function requested (api, url, { method, header, headers = header, data, body = data, timeout, url: _url, enableChunked, ...more } = {}) {
    if (requests.length >= 100) return // the first one counts
    state.asking = true
    const noted = { api, url: textOf(url), method: textOf(method ?? 'GET').toUpperCase(), headers: [], data: plain(body), timeout: null }
    const pairs = plain(headers) ?? {}
    for (const [name, value] of Array.isArray(pairs) ? pairs : Object.entries(pairs)) noted.headers.push([textOf(name), textOf(value)])
    if (Number.isFinite(timeout)) noted.timeout = timeout
    noted.more = Object.keys(more).filter((name) => more[name] !== undefined && typeof more[name] !== 'function')
    requests.push(noted)
    state.asking = false
  }

  const textOf = (value) => value === undefined || value === null ? '' : String(value)

  const received = []
  function whole () {
    const text = new decoders.TextDecoder().decode(Buffer.concat(received.map((bytes) => Buffer.from(bytes))))
    try { return parse(text) } catch { return text }
  }

  const missing = new Set() // what it wants and is not here
  const mini = makeMini(Buffer, { text: base64Text, bytes: base64Bytes }, run, () => log, requested, registers, missing)
  const variables = makeVariables({ run, record, own: mini.own, onMessage: (call) => web.onMessage(call) }, options.variables)
  const { root: page, state, tracked, variable } = variables
  const nothing = { globals: {}, onMessage () {}, open () {}, chunk () {}, end () {} } // of what the pasted code does not use
  const web = makeWeb?.(decoders.TextDecoder, Buffer, run, requested, registers, watched('json', parseAsV8)) ?? nothing
  const xhr = makeXhr?.(decoders.TextDecoder, Buffer, run, requested, registers, variables) ?? nothing
  mini.use(variables, whole)

  // --- the globals of the handler -----------------------------------------------------------------------------

  function words (value) {
    if (typeof value === 'string') return value
    if (isError(value)) return told(value).slice(0, 2).join(': ')
    if (typeof value === 'function') return '[function]'
    try { return stringify(value) ?? String(value) } catch { return '[object]' }
  }

  function write (level, text) {
    if (lines <= 0 || characters <= 0) {
      dropped++
      return
    }
    log.console[log.console.length] = [level, text.length > characters ? `${text.slice(0, characters)}…` : text]
    lines--
    characters -= text.length
  }

  const console = {}
  for (const level of ['log', 'info', 'warn', 'error', 'debug', 'trace']) {
    console[level] = (...args) => { write(level, lines > 0 && characters > 0 ? args.map(words).join(' ') : '') }
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

  // `const answer = ref('')`: what `answer.value` is set to, is shown.
  const reactive = (name) => ({
    ref: (value) => tracked({ value }, name),
    shallowRef: (value) => tracked({ value }, name),
    reactive: (value) => tracked(value, name),
    useState (first) {
      let value = typeof first === 'function' ? first() : first
      const set = (next) => {
        value = typeof next === 'function' ? next(value) : next
        record(name || 'state', value)
      }
      return [value, set]
    },
    useRef: (current) => ({ current })
  })

  const exported = { set value (value) { take(value, mini.Page) }, get value () { return {} } }
  const candidates = []

  // What the pasted code is, or gives away: a page, a function that asks for a stream, or one that takes a chunk.
  function take (value, otherwise) {
    if (typeof value === 'function') candidates.push(value)
    else if (value !== null && typeof value === 'object') otherwise(value)
  }

  const { decode: shim } = decoders.shim.TextDecoder.prototype
  decoders.shim.TextDecoder.prototype.decode = watched('decode', shim)
  const MODULES = { buffer: { Buffer }, 'text-encoding-shim': decoders.shim }
  function require (name) {
    if (/^(?:node:)?https?$|^ws$|^net$/.test(name)) missing.add(name)
    return MODULES[name] ?? (/text-?(?:de|en)cod/.test(name) ? decoders : variable(`require('${name}')`, { chains: true }))
  }

  let written = ''
  const browser = {
    window: variable('window', { chains: true }),
    document: variable('document', { chains: true }),
    navigator: variable('navigator', { chains: true }),
    localStorage: { getItem: variables.named, setItem () {} },
    sessionStorage: { getItem: variables.named, setItem () {} },
    process: {
      env: variable('process.env'),
      stdout: { write: (text) => { record('stdout', written += text) } }
    },
    ...xhr.globals
  }
  const provided = {
    ...web.globals,
    ...(options.textDecoder ? { TextEncoder: decoders.TextEncoder, TextDecoder: class TextDecoder extends decoders.TextDecoder {} } : {}),
    ...(options.web ? browser : {}),
    ...mini.globals,
    ...reactive(''),
    console,
    Buffer,
    nextTick: (call) => run(call),
    useEffect: (call) => run(call),
    useCallback: (call) => call,
    onMounted: (call) => run(call),
    onLoad: (call) => run(call),
    defineComponent: (value) => value,
    require,
    module: { get exports () { return {} }, set exports (value) { exported.value = value } },
    exports: {},
    WebSocket: class WebSocket { constructor () { missing.add('WebSocket') } send () {} close () {} addEventListener () {} },
    setTimeout: timer(false),
    setInterval: timer(true),
    requestAnimationFrame: timer(false),
    queueMicrotask: (call) => Promise.resolve().then(() => run(call)),
    clearTimeout: clear,
    clearInterval: clear,
    atob: watched('atob', (value) => Buffer.from(base64Bytes(String(value))).toString('latin1')),
    btoa: (value) => base64Text(latin1Bytes(String(value))),
    JSON: { __proto__: JSON, parse: watched('parse', parseAsV8), stringify },
    decodeURIComponent: watched('decodeURIComponent', decodeURIComponent),
    decodeURI: watched('decodeURI', decodeURI),
    onmessage: undefined,
    _this: page,
    that: page,
    __caught: caught,
    __meta: variable('import.meta'),
    __exported: exported,
    __named: (name, make) => Object.entries(reactive(name)).find(([key]) => provided[key] === make)?.[1] ?? make,
    __declared (name, look) { // a function of the pasted code; some names say what it is for
      peeking = true
      let call
      try { call = look() } catch { /* it is declared further inside */ }
      peeking = false
      if (name === 'onmessage' && typeof call === 'function') web.onMessage(call)
      else if (HANDLERS.has(name) && typeof call === 'function') mini.own.onChunkReceived(call)
      else run(() => { candidates.push(...mini.members(call)) })
    }
  }
  if (options.textDecoder) {
    const { decode } = decoders.TextDecoder.prototype
    provided.TextDecoder.prototype.decode = watched('decode', decode)
  }
  const HANDLERS = new Set(['onChunkReceived', 'onChunk', 'handleChunk', 'handler'])
  let peeking = false
  const free = { __proto__: null, ...options.variables }
  const scope = new Proxy(Object.create(null), {
    has: (_target, name) => typeof name === 'string' && name !== 'arguments' &&
      (name in provided || !(peeking || name in globalThis || ABSENT.has(name))),
    get (_target, name) {
      if (typeof name !== 'string') return undefined
      if (name in provided) return provided[name]
      if (!(name in free)) free[name] = variable(name, { blank: `{{${name}}}` })
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

  Object.freeze(Buffer)
  Object.assign(hooks, { caught, report })

  // --- what the outside calls ---------------------------------------------------------------------------------

  function bytesOf (binary) {
    const bytes = new Uint8Array(binary.length)
    for (let at = 0; at < bytes.length; at++) bytes[at] = binary.charCodeAt(at)
    return bytes
  }

  let head = { status: 200, headers: [] }

  // Functions that nobody called: those that ask for a stream are called now.
  function begin (result) {
    if (typeof result === 'function' && result !== page) {
      if (mini.reads(result)) candidates.push(result)
      else mini.own.onChunkReceived(result)
    }
    if (!registers.size && !requests.length) mini.callThose(candidates)
  }

  const outside = {
    __proto__: null,
    start: () => run(() => hooks.code(scope).call(page).then(begin)),
    open (status, pairs) {
      state.starting = false
      head = { status, headers: parse(pairs) }
      for (const part of [mini, web, xhr]) part.open(head)
    },
    chunk (binary) {
      const bytes = bytesOf(binary)
      received.push(bytes)
      for (const part of [mini, web, xhr]) part.chunk(bytes)
    },
    end () { for (const part of [mini, web, xhr]) part.end(head) },
    tick () { // timers fall due when nothing else is left to do
      const due = timers.splice(0)
      for (const item of due) {
        if (item.repeat) timers.push(item)
        run(item.call)
      }
      return due.some((item) => !item.repeat)
    },
    drain () { // what was written down since; more of it where the text says so
      settle()
      const { states, console, errors, swallowed } = log
      const more = states.length > PART || console.length > PART || errors.length > PART
      const part = {
        states: states.splice(0, PART), console: console.splice(0, PART), errors: errors.splice(0, PART), swallowed, dropped, flooded: values < 0, more
      }
      log.swallowed = 0
      return stringify(part)
    },
    facts () {
      const asked = new Set(stringify(requests).match(/\{\{[^{}]+\}\}/g)?.map((blank) => blank.slice(2, -2)))
      return stringify({ requests, variables: [...asked], registers: [...registers], missing: [...missing], hints: mini.hints() })
    }
  }

  return (name, first, second) => {
    try { return outside[name](first, second) } catch (error) { return report(error) }
  }
})
