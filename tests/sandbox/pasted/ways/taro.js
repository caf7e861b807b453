const task = Taro.request({ url, enableChunked: true })
task.onChunkReceived(res => take(decoder.decode(res.data, { stream: true })))
