const { data } = await axios.get(url, { responseType: 'stream' })
data.on('data', (buffer) => take(decoder.decode(buffer, { stream: true })))
