// The real libraries over chunks. Standard input: a JSON list of {client, chunks, headers}, chunks in base64; standard output:
// a JSON list of {outputs: [[chunk, text]], errors: [[chunk, class, message]]}, or {value} / {message} for "json".
'use strict'
const { StringDecoder } = require('node:string_decoder')
const { readFileSync, writeSync } = require('node:fs')

console.error = console.log = () => {} // the libraries say on the console what they throw

class Log {
  outputs = []
  errors = []
  chunk = 0
  give (text) { this.outputs.push([this.chunk, text]) }
  fail (error) { this.errors.push([this.chunk, error.constructor.name, error.message]) }
}

// A callback: what it throws is its own affair, the next chunk comes.
function callback (decode, finish = () => '') {
  return async ({ chunks }, log) => {
    for (const [index, chunk] of chunks.entries()) {
      log.chunk = index
      try { log.give(decode(chunk)) } catch (error) { log.fail(error) }
    }
    const rest = finish()
    if (rest) log.give(rest)
  }
}

function perRun (make) {
  return async (run, log) => callback(...make())(run, log)
}

function shim () {
  const { TextDecoder, TextEncoder } = globalThis
  globalThis.TextDecoder = globalThis.TextEncoder = undefined // it takes the native ones where there are any
  const found = require('text-encoding-shim')
  Object.assign(globalThis, { TextDecoder, TextEncoder })
  return found.TextDecoder
}
const Shim = shim()
const Npm = require('buffer/').Buffer

// A body that is read chunk by chunk: the next one is made when the last one was handled.
function response ({ chunks, headers }, log) {
  let next = 0
  const body = new ReadableStream({
    pull (controller) {
      if (next === chunks.length) return controller.close()
      log.chunk = next
      controller.enqueue(new Uint8Array(chunks[next++]))
    }
  }, { highWaterMark: 0 })
  return new Response(body, { headers })
}

const clients = {
  'textdecoder-per-chunk': callback((chunk) => new TextDecoder().decode(chunk)),
  'textdecoder-recreated': callback((chunk) => new TextDecoder().decode(chunk, { stream: true })),
  'textdecoder-stream': perRun(() => {
    const decoder = new TextDecoder()
    return [(chunk) => decoder.decode(chunk, { stream: true }), () => decoder.decode()]
  }),
  'node-buffer': callback((chunk) => chunk.toString('utf8')),
  'npm-buffer': callback((chunk) => Npm.from(chunk.toString('base64'), 'base64').toString('utf-8')),
  'node-stringdecoder': perRun(() => {
    const decoder = new StringDecoder('utf8')
    return [(chunk) => decoder.write(chunk), () => decoder.end()]
  }),
  'decodeuri-escape': callback((chunk) => decodeURIComponent(escape(String.fromCharCode.apply(null, chunk)))),
  'text-encoding-shim': perRun(() => {
    const decoder = new Shim()
    return [(chunk) => decoder.decode(new Uint8Array(chunk), { stream: true })]
  }),
  latin1: callback((chunk) => Array.from(chunk, (byte) => String.fromCharCode(byte)).join('')),

  async 'mini-program-last-line' ({ chunks }, log) {
    for (const [index, chunk] of chunks.entries()) {
      log.chunk = index
      let text = Npm.from(chunk.toString('base64'), 'base64').toString('utf-8')
      const last = text.lastIndexOf('\n', text.length - 2)
      if (last !== -1) text = text.substring(last)
      try { log.give(JSON.parse(text).text ?? null) } catch (error) { log.fail(error) }
    }
  },

  async 'eventsource-parser' ({ chunks }, log) {
    const { createParser } = require('eventsource-parser')
    const parser = createParser({ onEvent: (event) => log.give(event.data) })
    const decoder = new TextDecoder()
    const feed = (text) => { if (text) parser.feed(text) } // TextDecoderStream passes on no empty text
    for (const [index, chunk] of chunks.entries()) {
      log.chunk = index
      feed(decoder.decode(chunk, { stream: true }))
    }
    feed(decoder.decode())
  },

  async 'fetch-event-source' (run, log) {
    const { fetchEventSource } = require('@microsoft/fetch-event-source')
    await fetchEventSource('http://127.0.0.1/', {
      openWhenHidden: true,
      fetch: async () => response(run, log),
      onmessage: (message) => log.give(message.data),
      onerror: (error) => { throw error }
    }).catch((error) => log.fail(error))
  },

  async 'undici-eventsource' ({ chunks }, log) {
    const { EventSourceStream } = require('undici/lib/web/eventsource/eventsource-stream.js')
    const stream = new EventSourceStream({ eventSourceSettings: {}, push: (event) => event && log.give(event.options.data) })
    for (const [index, chunk] of chunks.entries()) {
      log.chunk = index
      stream._transform(chunk, '', (error) => { if (error) log.fail(error) })
    }
  },

  async 'openai-node' (run, log) {
    const { Stream } = require('openai/streaming')
    try {
      for await (const item of Stream.fromSSEResponse(response(run, log), new AbortController())) log.give(JSON.stringify(item))
    } catch (error) { log.fail(error) }
  }
}

globalThis.window = { clearTimeout, setTimeout }
globalThis.document = { hidden: false, addEventListener () {}, removeEventListener () {} }

function json (text) {
  try { return { value: JSON.stringify(JSON.parse(text)) } } catch (error) { return { message: error.message } }
}

async function main () {
  const answers = []
  for (const run of JSON.parse(readFileSync(0, 'utf8'))) {
    if (run.client === 'json') {
      answers.push(json(run.text))
      continue
    }
    const log = new Log()
    await clients[run.client]({ ...run, chunks: run.chunks.map((chunk) => Buffer.from(chunk, 'base64')) }, log)
    answers.push({ outputs: log.outputs, errors: log.errors })
  }
  const text = Buffer.from(JSON.stringify(answers))
  for (let at = 0; at < text.length;) at += writeSync(1, text, at)
}

main()
