module.exports = {
  go () {
    wx.request({ enableChunked: true }).onChunkReceived((res) => { this.size = res.data.byteLength })
  }
}
