wx.request({ enableChunked: true }).onChunkReceived((res) => setSize(res.data.byteLength))
