const response = await fetch(url)
response.body.on('data', (buffer) => take(decoder.decode(buffer, { stream: true })))
