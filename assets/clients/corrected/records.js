
// A record is whole when its last brace closes: a line end comes before it, after it or, with an error, not at all. //? ndjson
// An object of the array is whole when its last brace closes, long before the array is. //? json-array
function readRecords (onData) {
  let record = '' // the record in progress
  let depth = 0 // its open braces
  let inString = false
  let escaped = false
  return (piece) => {
    for (const char of piece) {
      if (char === '\n') { // no record goes over a line end: one that broke off is given up //? ndjson
        record = '' //? ndjson
        depth = 0 //? ndjson
        inString = escaped = false //? ndjson
      } //? ndjson
      if (depth === 0 && char !== '{') continue // what lies between records
      record += char
      if (escaped) escaped = false
      else if (char === '\\') escaped = inString
      else if (char === '"') inString = !inString
      else if (inString) continue // a brace in a string is text
      else if (char === '{') depth++
      else if (char === '}' && --depth === 0) {
        onData(record)
        record = ''
      }
    }
  }
}
