// Runs pasted code in Node itself, over a real Response with a real stream: [{ source, chunks }] in, [{ states, error }] out.
'use strict'
const parser = import('eventsource-parser')
const streams = import('eventsource-parser/stream')
const AsyncFunction = (async () => {}).constructor

async function played ({ source, chunks }) {
  const states = []
  const page = new Proxy({}, {
    set (target, key, value) {
      states.push([key, value === undefined ? null : value])
      return Reflect.set(target, key, value)
    }
  })
  let done
  const over = new Promise((resolve) => { done = resolve })
  async function fetch () {
    const pending = chunks.map((chunk) => new Uint8Array(Buffer.from(chunk, 'base64')))
    return new Response(new ReadableStream({
      async pull (controller) {
        await new Promise((resolve) => setImmediate(resolve))
        if (pending.length) controller.enqueue(pending.shift())
        else {
          controller.close()
          setTimeout(done, 30)
        }
      }
    }))
  }
  const { createParser } = await parser
  const { EventSourceParserStream } = await streams
  let error = null
  try {
    const code = new AsyncFunction('fetch', 'url', 'createParser', 'EventSourceParserStream', source)
    await code.call(page, fetch, 'http://localhost/', createParser, EventSourceParserStream)
    await over
  } catch (thrown) { error = [thrown.name, thrown.message] }
  return { states, error }
}

(async () => {
  const cases = JSON.parse(require('fs').readFileSync(0, 'utf8'))
  const answers = []
  for (const one of cases) answers.push(await played(one))
  process.stdout.write(JSON.stringify(answers))
})()
