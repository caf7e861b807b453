const api = {
  chat (prompt, onSize) {
    const task = wx.request({ data: { prompt }, enableChunked: true })
    task.onChunkReceived((res) => { _this.size = res.data.byteLength })
    return task
  }
}
