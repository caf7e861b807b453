go: async function (e) {
  const token = await login(e.detail.value)
  wx.request({ enableChunked: true, data: { token } }).onChunkReceived((res) => { this.size = res.data.byteLength })
}
