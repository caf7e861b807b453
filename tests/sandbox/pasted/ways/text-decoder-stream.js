const response = await fetch(url)
const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
for (let item = await reader.read(); !item.done; item = await reader.read()) take(item.value)
