
// Phones have no TextDecoder; most stand-ins for it break the character that a chunk's end cuts. This one keeps its bytes.
function utf8Decoder () {
  let held = [] // the first bytes of a character whose other bytes come with the next chunk
  let begun = false
  return (data, last = false) => {
    const bytes = held.concat(Array.from(new Uint8Array(data)))
    const size = last ? bytes.length : sizeOfWhole(bytes)
    held = bytes.slice(size)
    let piece = utf8(bytes.slice(0, size))
    if (!begun) piece = piece.replace(/^\ufeff/, '') // a byte order mark is no text
    begun = begun || size > 0
    return piece
  }
}

// How many bytes there are up to the end of the last whole character.
function sizeOfWhole (bytes) {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back]
    if (byte >= 0xc0) { // the first byte of a character of 2, 3 or 4
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
      return back < length ? bytes.length - back : bytes.length
    }
  }
  return bytes.length
}

// Whole characters to text. What is no UTF-8 becomes U+FFFD; decodeURIComponent would throw all of the piece away.
function utf8 (bytes) {
  let text = ''
  for (let at = 0; at < bytes.length;) {
    const lead = bytes[at++]
    let left = lead >= 0xf0 && lead <= 0xf4 ? 3 : lead >= 0xe0 && lead < 0xf0 ? 2 : lead >= 0xc2 && lead < 0xe0 ? 1 : 0
    let code = left ? lead & (0x3f >> left) : lead < 0x80 ? lead : 0xfffd
    let low = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80 // nothing overlong
    let high = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf // no surrogates, nothing beyond U+10FFFF
    for (; left && bytes[at] >= low && bytes[at] <= high; left--) {
      code = code << 6 | bytes[at++] & 0x3f
      low = 0x80
      high = 0xbf
    }
    text += String.fromCodePoint(left ? 0xfffd : code)
  }
  return text
}
