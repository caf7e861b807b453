// Buffer with the semantics of the npm package `buffer` 6: what a mini program has, where it has one at all.
(() => {
  'use strict'
  const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
  const VALUES = new Map([...BASE64].map((letter, value) => [letter, value]).concat([['-', 62], ['_', 63]]))
  const { fromCharCode } = String

  function text (units) {
    let result = ''
    for (let at = 0; at < units.length; at += 0x1000) result += fromCharCode.apply(null, units.slice(at, at + 0x1000))
    return result
  }

  function base64Bytes (string) {
    const digits = []
    for (const letter of string.split('=')[0]) {
      const value = VALUES.get(letter)
      if (value !== undefined) digits.push(value)
    }
    const bytes = new Uint8Array(Math.floor(digits.length * 3 / 4))
    for (let at = 0, out = 0; out < bytes.length; at += 4) {
      const triple = digits[at] << 18 | digits[at + 1] << 12 | digits[at + 2] << 6 | digits[at + 3]
      bytes[out++] = triple >> 16
      if (out < bytes.length) bytes[out++] = triple >> 8
      if (out < bytes.length) bytes[out++] = triple
    }
    return bytes
  }

  function base64Text (bytes) {
    const parts = []
    for (let at = 0; at < bytes.length; at += 3) {
      const triple = bytes[at] << 16 | (bytes[at + 1] ?? 0) << 8 | (bytes[at + 2] ?? 0)
      const left = bytes.length - at
      parts.push(BASE64[triple >> 18] + BASE64[triple >> 12 & 63] +
        (left > 1 ? BASE64[triple >> 6 & 63] : '=') + (left > 2 ? BASE64[triple & 63] : '='))
    }
    return parts.join('')
  }

  function utf8Bytes (string) {
    const bytes = []
    for (const character of string) {
      let code = character.codePointAt(0)
      if (code >= 0xd800 && code < 0xe000) code = 0xfffd
      if (code < 0x80) bytes.push(code)
      else if (code < 0x800) bytes.push(0xc0 | code >> 6, 0x80 | code & 63)
      else if (code < 0x10000) bytes.push(0xe0 | code >> 12, 0x80 | code >> 6 & 63, 0x80 | code & 63)
      else bytes.push(0xf0 | code >> 18, 0x80 | code >> 12 & 63, 0x80 | code >> 6 & 63, 0x80 | code & 63)
    }
    return new Uint8Array(bytes)
  }

  // One U+FFFD per bad byte, not per ill-formed sequence.
  function utf8Text (bytes) {
    const units = []
    for (let at = 0; at < bytes.length;) {
      const lead = bytes[at]
      let width = lead > 0xef ? 4 : lead > 0xdf ? 3 : lead > 0xbf ? 2 : 1
      let code = lead < 0x80 ? lead : -1
      if (width > 1 && at + width <= bytes.length) {
        let whole = true
        code = lead & (width === 2 ? 0x1f : 0xf)
        for (let next = 1; next < width; next++) {
          whole = whole && (bytes[at + next] & 0xc0) === 0x80
          code = code << 6 | bytes[at + next] & 0x3f
        }
        const least = [0, 0, 0x80, 0x800, 0x10000][width]
        if (!whole || code < least || code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) code = -1
      }
      if (code < 0) {
        code = 0xfffd
        width = 1
      }
      if (code > 0xffff) {
        units.push(0xd800 | code - 0x10000 >> 10)
        code = 0xdc00 | code & 0x3ff
      }
      units.push(code)
      at += width
    }
    return text(units)
  }

  const latin1Bytes = (string) => Uint8Array.from(string, (letter) => letter.charCodeAt(0))
  const hexBytes = (string) => Uint8Array.from(string.match(/[0-9a-f]{2}/gi) ?? [], (pair) => parseInt(pair, 16))
  const hexText = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  const CODINGS = {
    utf8: [utf8Bytes, utf8Text],
    base64: [base64Bytes, base64Text],
    hex: [hexBytes, hexText],
    latin1: [latin1Bytes, (bytes) => text(Array.from(bytes))],
    ascii: [latin1Bytes, (bytes) => text(Array.from(bytes, (byte) => byte & 0x7f))]
  }
  Object.assign(CODINGS, { 'utf-8': CODINGS.utf8, binary: CODINGS.latin1 })

  function coding (name) {
    const found = CODINGS[String(name || 'utf8').toLowerCase()]
    if (!found) throw new TypeError(`Unknown encoding: ${name}`)
    return found
  }

  class Buffer extends Uint8Array {
    constructor (value, encoding, length) {
      if (typeof value === 'string') {
        const bytes = coding(encoding)[0](value)
        super(bytes.buffer, bytes.byteOffset, bytes.byteLength)
      } else super(value, encoding, length)
    }

    static from (value, encoding, length) {
      if (typeof value === 'string') return wrap(coding(encoding)[0](value))
      if (value instanceof ArrayBuffer) return new Buffer(value, encoding, length)
      if (ArrayBuffer.isView(value) || Array.isArray(value)) return wrap(Uint8Array.from(value))
      if (value?.type === 'Buffer' && Array.isArray(value.data)) return wrap(Uint8Array.from(value.data))
      throw new TypeError('The first argument must be one of type string, Buffer, ArrayBuffer, Array, ' +
        `or Array-like Object. Received type ${typeof value}`)
    }

    static alloc (size) { return new Buffer(size) }
    static allocUnsafe (size) { return new Buffer(size) }
    static isBuffer (value) { return value instanceof Buffer }
    static isEncoding (name) { return String(name).toLowerCase() in CODINGS }
    static byteLength (value, encoding) {
      return typeof value === 'string' ? coding(encoding)[0](value).length : value.byteLength
    }

    static concat (list, total) {
      const size = total ?? list.reduce((sum, item) => sum + item.length, 0)
      const joined = new Buffer(size)
      let at = 0
      for (const item of list) {
        joined.set(item.subarray(0, Math.max(size - at, 0)), at)
        at = Math.min(at + item.length, size)
      }
      return joined
    }

    toString (encoding, start, end) {
      return coding(encoding)[1](this.subarray(start ?? 0, end ?? this.length))
    }

    toJSON () { return { type: 'Buffer', data: Array.from(this) } }
    slice (start, end) { return this.subarray(start, end) }
    equals (other) { return base64Text(this) === base64Text(other) }
  }

  const wrap = (bytes) => new Buffer(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return { Buffer, base64Bytes, base64Text, latin1Bytes, utf8Bytes }
})()
