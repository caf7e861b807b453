methods: {
  go () {
    uni.request({ enableChunked: true }).onChunkReceived((res) => { this.size = res.data.byteLength })
  }
},
