//+ about
async function streamReply (onText, onError) {
  //+ reply
  // One decoder for the whole reply: it keeps the first bytes of a character that a chunk's end cuts.
  // chunk.toString(), or one without stream: true, would break it.
  const decoder = new TextDecoder() //? utf-8
  const decoder = new TextDecoder(__ENCODING__) //? !utf-8
  try {
    const response = await fetch(__URL__, { // Node 18 or later
      method: __METHOD__,
      headers: __HEADERS__, //? headers
      body: JSON.stringify(__BODY__) //? json-body
      body: __BODY__ //? text-body
    })
    if (!response.ok) throw new Error(`HTTP ${response.status}: ${await response.text()}`)
    // The same for http.get's response, and with axios for response.data of responseType 'stream'.
    for await (const chunk of response.body) feed(decoder.decode(chunk, { stream: true }))
  } catch (error) {
    onError(error.cause?.message ?? error.message) // the text that came before stays
  }
  //+ end
  return text
}

//+ text-of //? json
//+ reader //? !text

streamReply(
  (text) => {}, // the reply so far, each time there is more of it
  (message) => console.error(message)
).then((text) => console.log(text))
