const _this = this
const requestTask = uni.request({
  url: url + '/api/chat-process',
  method: 'POST',
  enableChunked: true,
  data: { prompt, options: {} },
  header: { Authorization: `Bearer ${token}` },
  success: (res) => { console.log(res.statusCode) },
  fail: (err) => { console.log(err) }
})
requestTask.onHeadersReceived((res) => { console.log(res.header) })
requestTask.onChunkReceived((res) => {
  const uint8Array = new Uint8Array(uint8Array)
  let text = uni.arrayBufferToBase64(uint8Array)
  text = Buffer.from(text, 'base64').toString('utf-8')
  const lastIndex = text.lastIndexOf('\n', text.length - 2)
  if (lastIndex !== -1) text = text.substring(lastIndex)
  try {
    const lastMessage = JSON.parse(text)
    _this.text = lastMessage.text
  } catch (error) {
    console.log(error)
  }
})
