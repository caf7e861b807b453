// The globals that pasted code finds, made fast once per context; and whether it left them as they were.
(() => {
  'use strict'
  const { apply, ownKeys, getOwnPropertyDescriptor: property, getPrototypeOf, isExtensible } = Reflect
  const { defineProperty, is } = Object
  const { stringify } = JSON
  const evaluate = globalThis.eval
  const hooks = { caught () {}, report () {}, code: null, told, isError } // of the runtime that is in use

  // Errors of this class are the engine's: only one that it threw itself leads there.
  const { InternalError: { prototype: internal }, RegExp: { prototype: { exec } } } = globalThis
  delete internal.constructor
  delete globalThis.InternalError
  const NAME = /^[\p{ID_Start}$_][\p{ID_Continue}$.]{0,99}$/u
  const OURS = new Set(['InternalError', 'NoHandler', 'NoProcess'])
  const isOurs = OURS.has.bind(OURS)
  const isInternal = Object.prototype.isPrototypeOf.bind(internal)
  const LONGEST = 10_000 // characters of a message, and of a stack

  const { isError: isPlainError } = Error
  const { get: nameOfDomException } = property(DOMException.prototype, 'name')

  // No Proxy is one, whatever it says.
  function isError (value) {
    return isPlainError(value) || tried(() => typeof apply(nameOfDomException, value, []) === 'string', false)
  }

  function tried (look, otherwise) {
    try { return look() } catch { return otherwise }
  }

  function cut (text) {
    return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
  }

  // Nobody can catch that he is interrupted: what says so is no error of the engine.
  function nameOf (error, message) {
    if (isInternal(error)) return message.startsWith('interrupted') ? 'Error' : 'InternalError'
    const name = tried(() => error.name, '')
    return typeof name === 'string' && !isOurs(name) && apply(exec, NAME, [name]) !== null ? name : 'Error'
  }

  // What is thrown, as three texts. The name is the one that an Error carries, where it is a name and none that this sandbox gives
  // itself; all else that can be thrown, a Proxy of an Error too, is called Error.
  function told (error, words = String) {
    if (!isError(error)) return ['Error', cut(tried(() => words(error), '')), '']
    const message = cut(tried(() => String(error.message), ''))
    const stack = tried(() => error.stack, '')
    return [nameOf(error, message), message, typeof stack === 'string' ? cut(stack) : '']
  }

  // Makes a function of the pasted code; why that cannot be, where it cannot.
  function compile (text) {
    try {
      hooks.code = evaluate(text)
      return ''
    } catch (error) { return stringify(told(error)) }
  }

  // A handler may overwrite what is ours, too: what there is stays, what it adds is its own.
  function keep (object) {
    for (const key of ownKeys(object)) {
      const { configurable, value, get } = property(object, key)
      if (configurable && value !== undefined) defineProperty(object, key, { writable: false, configurable: false })
      else if (configurable && get) defineProperty(object, key, { configurable: false })
    }
  }

  // Promise handlers of the pasted code catch, too.
  const { then } = Promise.prototype
  Promise.prototype.then = function (fulfilled, rejected) { // eslint-disable-line no-extend-native
    const mark = typeof rejected === 'function' && rejected !== hooks.report
    return apply(then, this, [fulfilled, mark ? (error) => { hooks.caught(error); return rejected(error) } : rejected])
  }

  for (const object of [Array.prototype, String.prototype, Map.prototype, Set.prototype, RegExp.prototype, Function.prototype,
    Promise.prototype, getPrototypeOf(Uint8Array.prototype), getPrototypeOf([][Symbol.iterator]()), Object, Array, Promise, Reflect,
    JSON]) keep(object)
  keep(globalThis)
  // Everything that is written down passes by here: an object may have a toJSON of its own, not all of them at once.
  defineProperty(Object.prototype, 'toJSON', { // eslint-disable-line no-extend-native
    get: () => undefined,
    set (value) {
      if (this !== Object.prototype && this !== Array.prototype) defineProperty(this, 'toJSON', { value, writable: true, configurable: true })
    },
    configurable: false
  })
  defineProperty(Array.prototype, 'toJSON', { value: undefined }) // eslint-disable-line no-extend-native

  // Every object that all code shares: the globals, their prototypes, and those that only a value leads to.
  function shared () {
    const found = new Set()
    const add = (value) => {
      if (value === null || (typeof value !== 'object' && typeof value !== 'function') || found.has(value)) return
      found.add(value)
      add(getPrototypeOf(value))
      for (const key of ownKeys(value)) {
        const { value: inner, get, set } = property(value, key)
        for (const item of [inner, get, set]) add(item)
      }
    }
    for (const value of [globalThis, [][Symbol.iterator](), ''[Symbol.iterator](), new Map().keys(), new Set().keys(), 'x'.matchAll(/x/g),
      (function * () {})(), (async function * () {})(), async () => {}]) add(value)
    return [...found]
  }

  let objects = []
  let before = []

  function remember () {
    objects = shared()
    before = objects.map((object) => {
      const keys = ownKeys(object)
      // Of a plain function only that nothing was added to its length and name.
      const properties = typeof object === 'function' && keys.length < 3 ? [] : keys.map((key) => property(object, key))
      return { extensible: isExtensible(object), prototype: getPrototypeOf(object), keys, properties }
    })
  }

  function same (object, { extensible, prototype, keys, properties }) {
    const now = ownKeys(object)
    if (now.length !== keys.length || isExtensible(object) !== extensible || getPrototypeOf(object) !== prototype) return false
    for (let at = 0; at < properties.length; at++) {
      const one = property(object, keys[at])
      const other = properties[at]
      if (!one || !is(one.value, other.value) || one.get !== other.get || one.set !== other.set) return false
    }
    return true
  }

  // The next run may have the same context only if this one changed nothing of what was remembered.
  function pristine () {
    for (let at = 0; at < objects.length; at++) if (!same(objects[at], before[at])) return false
    return true
  }

  return { hooks, compile, remember, pristine }
})()
