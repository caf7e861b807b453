//+ about
function streamReply (onText, onError) {
  //+ reply
  const decode = utf8Decoder()
  const task = wx.request({ // uni.request and Taro.request take the same
    url: __URL__,
    method: __METHOD__,
    header: __HEADERS__, //? headers
    data: __BODY__, //? body
    enableChunked: true, // without it the reply comes in one piece, at its end
    timeout: 600000, // ms; the usual 60 s would cut a long reply off
    success: (response) => {
      if (response.statusCode >= 400) onError(`HTTP ${response.statusCode}`)
    },
    fail: (error) => onError(error.errMsg), // the text that came before stays
    complete: () => feed(decode([], true) + '\n\n') // the last event may lack its empty line //? sse
    complete: () => feed(decode([], true) + '\n') // the last line may lack its end //? line-prefixed
    complete: () => feed(decode([], true)) //? !by-lines
  })
  task.onChunkReceived((response) => feed(decode(response.data)))
  return task // task.abort() stops it
}

//+ text-of //? json
//+ reader //? !text
//+ decoder

streamReply(
  (text) => this.setData({ text }), // the reply so far; in uni-app: this.text = text
  (message) => console.error(message)
)
