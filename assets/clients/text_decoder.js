// TextDecoder and TextEncoder of the Encoding Standard, for UTF-8.
((utf8Bytes) => {
  'use strict'

  class TextDecoder {
    #code = 0
    #needed = 0
    #lower = 0x80
    #upper = 0xbf
    #begun = false

    constructor (label = 'utf-8', options = {}) {
      if (!['utf-8', 'utf8', 'unicode-1-1-utf-8'].includes(String(label).trim().toLowerCase())) {
        throw new RangeError(`The "${label}" encoding is not supported here: the sandbox decodes utf-8`)
      }
      this.encoding = 'utf-8'
      this.fatal = Boolean(options?.fatal)
      this.ignoreBOM = Boolean(options?.ignoreBOM)
    }

    decode (input, options) {
      const bytes = input === undefined
        ? new Uint8Array()
        : ArrayBuffer.isView(input) ? new Uint8Array(input.buffer, input.byteOffset, input.byteLength) : new Uint8Array(input)
      const codes = []
      for (let at = 0; at < bytes.length;) at += this.#byte(bytes[at], codes)
      if (!options?.stream) {
        if (this.#needed) this.#bad(codes)
      }
      let text = ''
      for (let at = 0; at < codes.length; at += 0x1000) text += String.fromCodePoint.apply(null, codes.slice(at, at + 0x1000))
      if (text && !this.#begun) {
        this.#begun = true
        if (!this.ignoreBOM && text[0] === '\ufeff') text = text.slice(1)
      }
      if (!options?.stream) this.#begun = false
      return text
    }

    #bad (codes) {
      this.#needed = 0
      this.#lower = 0x80
      this.#upper = 0xbf
      if (this.fatal) throw new TypeError('The encoded data was not valid for encoding utf-8')
      codes.push(0xfffd)
    }

    // Takes one byte; 0 where it has to be looked at again as the first of a character.
    #byte (byte, codes) {
      if (!this.#needed) {
        if (byte < 0x80) codes.push(byte)
        else if (byte >= 0xc2 && byte <= 0xdf) this.#open(1, byte & 0x1f)
        else if (byte >= 0xe0 && byte <= 0xef) {
          if (byte === 0xe0) this.#lower = 0xa0
          if (byte === 0xed) this.#upper = 0x9f
          this.#open(2, byte & 0xf)
        } else if (byte >= 0xf0 && byte <= 0xf4) {
          if (byte === 0xf0) this.#lower = 0x90
          if (byte === 0xf4) this.#upper = 0x8f
          this.#open(3, byte & 7)
        } else this.#bad(codes)
        return 1
      }
      if (byte < this.#lower || byte > this.#upper) {
        this.#bad(codes)
        return 0
      }
      this.#lower = 0x80
      this.#upper = 0xbf
      this.#code = this.#code << 6 | byte & 0x3f
      if (--this.#needed === 0) codes.push(this.#code)
      return 1
    }

    #open (needed, code) {
      this.#needed = needed
      this.#code = code
    }
  }

  class TextEncoder {
    encoding = 'utf-8'
    encode (text = '') { return utf8Bytes(String(text)) }
  }

  // The package text-encoding-shim: no state, whatever `stream` says.
  class Shim {
    decode (bytes) { return decodeURIComponent(escape(String.fromCharCode.apply(null, new Uint8Array(bytes)))) }
  }

  return { TextDecoder, TextEncoder, shim: { TextDecoder: Shim, TextEncoder } }
})
