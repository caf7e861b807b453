const { body } = await fetch(url)
body.pipeThrough(new TextDecoderStream()).pipeTo(new WritableStream({ write (text) { take(text) } }))
