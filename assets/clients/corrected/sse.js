
// Server-sent events: an event is its lines "data: …" and an empty line.
function readEvents (onData) {
  let rest = '' // the beginning of a line whose end comes with a later chunk
  let lines = [] // the data lines of the event in progress
  let name = '' // its name //? event
  return (piece) => {
    // A line ends with LF, CR LF or CR. A CR that is the last character may be half of a CR LF: it waits.
    const found = (rest + piece).split(/\r\n|\n|\r(?!$)/)
    rest = found.pop()
    for (const line of found) {
      if (line.startsWith('data:')) {
        lines.push(line.slice(5).replace(/^ /, '')) // the blank may be missing
      } else if (line.startsWith('event:')) { //? event
        name = line.slice(6).trim() //? event
      } else if (line === '') {
        if (lines.length) onData(lines.join('\n')) //? !event
        const wanted = __EVENT__ //? event
        if (lines.length && wanted) onData(lines.join('\n')) //? event
        lines = []
        name = '' //? event
      } // all else holds no text: comments (": keep-alive"), event:, id:, retry: //? !event
      } // all else holds no text: comments (": keep-alive"), id:, retry: //? event
    }
  }
}
