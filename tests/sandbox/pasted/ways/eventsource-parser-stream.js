const { body } = await fetch(url)
const events = body.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream())
for await (const event of events) show(JSON.parse(event.data).t)
