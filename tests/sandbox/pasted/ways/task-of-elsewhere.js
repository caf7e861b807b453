requestTask.onHeadersReceived(() => {})
requestTask.onChunkReceived((res) => take(decoder.decode(res.data, { stream: true })))
