export default {
  setup () {
    const size = ref(0)
    function send () {
      wx.request({ enableChunked: true }).onChunkReceived((res) => { size.value = res.data.byteLength })
    }
    return { size, send }
  }
}
