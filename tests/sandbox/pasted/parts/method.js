sendMessage () {
  wx.request({ enableChunked: true }).onChunkReceived((res) => { this.setData({ size: res.data.byteLength }) })
},
