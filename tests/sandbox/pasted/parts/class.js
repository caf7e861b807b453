export class Chat {
  size = 0

  constructor (base) { this.base = base }

  send (prompt) {
    wx.request({ url: `${this.base}/chat`, data: { prompt }, enableChunked: true })
      .onChunkReceived((res) => { this.take(res.data) })
  }

  take (data) { that.size = data.byteLength }
}
