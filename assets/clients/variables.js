// What pasted code uses and does not bring along: variables, the page behind `this`, reactive values; and what is assigned to them.
//
// A name without a value is a stand-in that can be read, called and assigned to. While the code starts, its text is `{{name}}`,
// so that a request tells what has to be filled in; while the stream runs, it is empty.
((tools, filledIn) => {
  'use strict'
  const { run, record, onMessage, own } = tools
  const known = new Map(Object.entries(filledIn)) // what was assigned or filled in, by path
  const TEXT_METHODS = new Set(['trim', 'trimStart', 'trimEnd', 'toLowerCase', 'toUpperCase', 'replace', 'replaceAll', 'split', 'substring',
    'substr', 'startsWith', 'endsWith', 'charAt', 'padStart', 'match', 'localeCompare'])
  const state = { starting: true, asking: false } // asking: a request is written down

  const join = (path, key) => path ? `${path}.${String(key)}` : String(key)
  const isObject = (value) => value !== null && typeof value === 'object' && !(value instanceof ArrayBuffer) &&
    !ArrayBuffer.isView(value) && !(value instanceof Promise)

  // An object of the app's, whose properties are shown.
  function tracked (object, path) {
    return new Proxy(object, {
      get (target, key) {
        const value = Reflect.get(target, key)
        return isObject(value) && typeof key === 'string' ? tracked(value, join(path, key)) : value
      },
      set (target, key, value) {
        if (!(Array.isArray(target) && key === 'length') && typeof key === 'string') record(join(path, key), value)
        return Reflect.set(target, key, value)
      }
    })
  }

  // `setData({ 'list[0].text': … })` changes what `list` holds.
  function assign (path, value) {
    const keys = path.replace(/\[(\w+)\]/g, '.$1').split('.')
    let target = keys.length > 1 ? known.get(keys[0]) : undefined
    if (!isObject(target)) return known.set(keys.join('.'), value)
    for (const key of keys.slice(1, -1)) target = isObject(target[key]) ? target[key] : target[key] = {}
    target[keys[keys.length - 1]] = value
  }

  function setData (changes, done) {
    for (const [key, value] of Object.entries(changes ?? {})) {
      assign(key, value)
      record(key, value)
    }
    if (typeof done === 'function') run(done)
  }

  // `setText(…)` of a component that was not pasted sets `text`.
  function setter (path) {
    const name = /^set([A-Z])(\w*)$/.exec(path)
    return name && ((value) => {
      const key = name[1].toLowerCase() + name[2]
      const next = typeof value === 'function' ? value(known.get(key) ?? '') : value
      known.set(key, next)
      record(key, next)
    })
  }

  const called = (path, args) => typeof args[0] === 'string' ? `${path}('${args[0]}')` : `${path}()`

  // `blank`: how it reads while the stream runs. `chains`: what it returns can be used, too (`document`, `wx.createSelectorQuery()`).
  function variable (path, { blank = '', chains = false, awaited = false } = {}) {
    const text = () => path && (state.asking || state.starting) ? `{{${path}}}` : blank
    const page = path === ''
    const special = {
      toString: text,
      valueOf: text,
      toJSON: text,
      then: awaited ? (fulfilled) => Promise.resolve(variable(path, { blank, chains })).then(fulfilled) : undefined,
      prototype: undefined,
      call: (_this, ...args) => use(args),
      apply: (_this, args) => use(args),
      setData,
      $nextTick: (call) => typeof call === 'function' ? run(call) : Promise.resolve(),
      $set: (object, key, value) => { object[key] = value },
      onChunkReceived: (listener) => own.onChunkReceived(listener),
      onHeadersReceived: (listener) => own.onHeadersReceived(listener)
    }
    function use (args) {
      const set = setter(path)
      if (set) return set(args[0])
      if (chains) return variable(called(path, args), { chains })
      // Whether someone is logged in, say, is not known; that nothing speaks against it is the better guess.
      return state.starting && !/^(?:is|has)[A-Z]/.test(path) ? variable(called(path, args), { awaited: true }) : undefined
    }
    return new Proxy(function () {}, {
      get (_target, key) {
        if (key === Symbol.toPrimitive) return (hint) => hint === 'number' ? blank : text()
        if (key === Symbol.iterator) return function * () {}
        if (typeof key !== 'string') return undefined
        const inner = join(path, key)
        if (known.has(inner)) {
          const value = known.get(inner)
          return isObject(value) ? tracked(value, inner) : value
        }
        if (Object.hasOwn(special, key)) return special[key]
        if (page && key === 'data') return root
        if (TEXT_METHODS.has(key)) return (...args) => String.prototype[key].apply(text(), args)
        return variable(inner, { chains })
      },
      set (_target, key, value) {
        if (key === 'onmessage' && typeof value === 'function') onMessage(value)
        known.set(join(path, key), value)
        record(join(path, key), value)
        return true
      },
      has: () => true,
      apply: (_target, _this, args) => use(args),
      construct: () => variable(path, { blank, chains })
    })
  }

  const root = variable('')
  const named = (name) => known.has(name) ? known.get(name) : variable(name)
  return { known, named, root, setData, state, tracked, variable }
})
