const response = await fetch(url)
for await (const chunk of response.body) take(decoder.decode(chunk, { stream: true }))
