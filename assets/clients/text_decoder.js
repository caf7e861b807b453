// TextDecoder and TextEncoder of the Encoding Standard, for UTF-8 and for the encodings there are tables of.
((utf8Bytes, tables) => {
  'use strict'

  // Codes of one, two and (gb18030) four bytes, by table.
  class Legacy {
    #held = []

    constructor ({ one, two, four }) {
      this.one = one.split('\n')
      this.two = two
      this.four = four
    }

    decode (bytes, stream, bad) {
      let text = ''
      const all = [...this.#held, ...bytes]
      this.#held = []
      for (let at = 0; at < all.length;) {
        const [width, said] = this.#code(all, at)
        if (width > all.length - at && stream) {
          this.#held = all.slice(at)
          break
        }
        text += said ?? bad()
        at += Math.min(width, all.length - at)
      }
      return text
    }

    // How many bytes are one code, or stand for none, and what they say.
    #code (all, at) {
      const lead = all[at]
      if (lead < 0x80) return [1, String.fromCharCode(lead)]
      if (this.one[lead - 0x80]) return [1, this.one[lead - 0x80]]
      if (!(lead in this.two)) return [1]
      if (at + 1 >= all.length) return [2]
      const trail = all[at + 1]
      if (this.four && trail >= 0x30 && trail <= 0x39) return this.#four(all, at)
      const said = this.#trails(lead)[trail - 0x30]
      return said ? [2, said] : [trail < 0x80 ? 1 : 2] // an ASCII byte is not taken along
    }

    #four (all, at) {
      const [first, second, third, last] = all.slice(at, at + 4)
      if (third !== undefined && (third < 0x81 || third > 0xfe)) return [1]
      if (last !== undefined && (last < 0x30 || last > 0x39)) return [1]
      if (last === undefined) return [4]
      const pointer = ((first - 0x81) * 10 + second - 0x30) * 1260 + (third - 0x81) * 10 + last - 0x30
      if (pointer >= 189000 && pointer <= 1237575) return [4, String.fromCodePoint(pointer - 189000 + 0x10000)]
      if (pointer > 39419) return [1]
      let begin
      for (const range of this.four) if (range[0] <= pointer) begin = range
      return [4, String.fromCodePoint(begin[1] + pointer - begin[0])]
    }

    #trails (lead) {
      if (typeof this.two[lead] === 'string') this.two[lead] = this.two[lead].split('\n')
      return this.two[lead]
    }
  }

  class TextDecoder {
    #code = 0
    #needed = 0
    #lower = 0x80
    #upper = 0xbf
    #begun = false
    #legacy = null

    constructor (label = 'utf-8', options = {}) {
      const name = String(label).trim().toLowerCase()
      if (Object.hasOwn(tables, name)) this.#legacy = new Legacy(tables[name])
      else if (!['utf-8', 'utf8', 'unicode-1-1-utf-8'].includes(name)) {
        throw new RangeError(`The "${label}" encoding is not supported here: the sandbox does not know it`)
      }
      this.encoding = this.#legacy ? name : 'utf-8'
      this.fatal = Boolean(options?.fatal)
      this.ignoreBOM = Boolean(options?.ignoreBOM)
    }

    decode (input, options) {
      const bytes = input === undefined
        ? new Uint8Array()
        : ArrayBuffer.isView(input) ? new Uint8Array(input.buffer, input.byteOffset, input.byteLength) : new Uint8Array(input)
      if (this.#legacy) {
        return this.#legacy.decode(bytes, Boolean(options?.stream), () => {
          this.#bad([])
          return '\ufffd'
        })
      }
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
      if (this.fatal) throw new TypeError(`The encoded data was not valid for encoding ${this.encoding}`)
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
