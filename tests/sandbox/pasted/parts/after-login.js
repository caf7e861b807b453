wx.login({
  success: (res) => {
    if (!res.code) return
    wx.request({ enableChunked: true }).onChunkReceived((res) => { _this.size = res.data.byteLength })
  }
})
