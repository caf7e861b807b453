wx.request({ url, enableChunked: true, success () {} }).onChunkReceived((res) => {
  take(decoder.decode(res.data, { stream: true }))
})
