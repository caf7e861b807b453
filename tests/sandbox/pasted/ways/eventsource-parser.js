const parser = createParser({ onEvent (event) { show(JSON.parse(event.data).t) } })
for await (const chunk of (await fetch(url)).body) parser.feed(decoder.decode(chunk, { stream: true }))
