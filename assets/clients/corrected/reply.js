let text = ''
let done = false //? sse
const feed = (piece) => { if (piece) onText(text += piece) } // the body is the text itself //? text
const feed = readEvents((data) => { //? sse
const feed = readRecords((data) => { //? records
const feed = readLines((data) => { //? line-prefixed
  if (data.trim() === '[DONE]') done = true // no JSON: it says that the reply is whole //? sse
  if (done) return //? sse
  onText(text += data) //? raw
  let value //? json
  try { //? json
    value = JSON.parse(data) //? json
  } catch { //? json
    return console.warn('No JSON, left out:', data) // a keep-alive, or half a record where the reply broke off //? json
  } //? json
  const error = __ERROR__ //? errors
  if (error) onError(String(error)) // the status is 200 by then: an error can only come as data //? errors
  const piece = textOf(value) //? json
  if (typeof piece === 'string') onText(text = piece) // each record repeats the whole text so far //? cumulative
  if (typeof piece === 'string' && piece) onText(text += piece) //? delta
}) //? !text
