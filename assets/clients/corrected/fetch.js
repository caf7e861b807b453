//+ about
async function streamReply (onText, onError) {
  //+ reply
  // One decoder for the whole reply: it keeps the first bytes of a character that a chunk's end cuts.
  // A new one for each chunk, or one without stream: true, would break it.
  const decoder = new TextDecoder() //? utf-8
  const decoder = new TextDecoder(__ENCODING__) //? !utf-8
  try {
    const response = await fetch(__URL__, {
      method: __METHOD__,
      headers: __HEADERS__, //? headers
      body: JSON.stringify(__BODY__) //? json-body
      body: __BODY__ //? text-body
    })
    if (!response.ok) throw new Error(`HTTP ${response.status}: ${await response.text()}`)
    const reader = response.body.getReader()
    for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
      feed(decoder.decode(chunk.value, { stream: true }))
    }
  } catch (error) {
    onError(error.message) // the text that came before stays
  }
  //+ end
  return text
}

//+ text-of //? json
//+ reader //? !text

streamReply(
  (text) => { document.querySelector('#reply').textContent = text }, // the reply so far
  (message) => console.error(message)
)
