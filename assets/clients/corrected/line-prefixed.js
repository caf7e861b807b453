
// A line is a code, a colon and JSON: 0 is text, g reasoning, 3 an error, d the end.
function readLines (onData) {
  let rest = '' // the beginning of a line whose end comes with a later chunk
  return (piece) => {
    const lines = (rest + piece).split('\n')
    rest = lines.pop()
    for (const line of lines) if (line.startsWith('0:')) onData(line.slice(2))
  }
}
