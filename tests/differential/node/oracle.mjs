// Says what Node's own decoders, and the parsers installed beside this file, make of bytes.
// One request a line on standard input, {"operation", "argument", "items"}; one answer a line on standard output, a list as
// long as the items. Bytes are base64; an item that was cut is a list of pieces.
import { request } from 'node:http'
import { createRequire } from 'node:module'
import { createInterface } from 'node:readline'
import { Duplex } from 'node:stream'
import { byUndici, overHttp1, overHttp2 } from './fetch.mjs'

const require = createRequire(import.meta.url)
const bytes = (piece) => Buffer.from(piece, 'base64')

function text (label, pieces) {
  const decoder = new TextDecoder(label, { ignoreBOM: true }) // a byte order mark is part of our text
  return pieces.map((piece) => decoder.decode(bytes(piece), { stream: true })).join('') + decoder.decode()
}

// By an implementation of the Encoding Standard: Node's own decoders of legacy encodings are ICU's converters.
async function standardText (label, pieces) {
  const { TextDecoder } = await import('@exodus/bytes/encoding.js')
  const decoder = new TextDecoder(label, { ignoreBOM: true })
  return pieces.map((piece) => decoder.decode(bytes(piece), { stream: true })).join('') + decoder.decode()
}

// What the decoder tells at each byte and, last, at the end.
function textByByte (label, pieces) {
  const decoder = new TextDecoder(label, { ignoreBOM: true })
  const told = [...Buffer.concat(pieces.map(bytes))].map((byte) => decoder.decode(Uint8Array.of(byte), { stream: true }))
  return [...told, decoder.decode()]
}

// What Node's HTTP client makes of a connection that answers with these bytes and closes.
function http (method, pieces) {
  return new Promise((resolve) => {
    const said = { heads: [], body: '', trailers: [], complete: false }
    const socket = new Duplex({ read () {}, write (_chunk, _encoding, done) { done() } })
    const outgoing = request({ method, host: 'a', createConnection: () => socket })
    const head = ({ statusCode, statusMessage, rawHeaders }) => said.heads.push([statusCode, statusMessage, rawHeaders])
    const over = () => resolve(said)
    outgoing.on('information', head).on('error', over).on('close', over).on('upgrade', over)
    outgoing.on('response', (response) => {
      head(response)
      const body = []
      response.on('data', (data) => body.push(data)).on('error', () => {}).on('close', () => {
        said.body = Buffer.concat(body).toString('base64')
        said.trailers = response.rawTrailers
        said.complete = response.complete
        over()
      })
    })
    outgoing.end()
    setImmediate(() => [...pieces.map(bytes), null].forEach((piece) => piece?.length !== 0 && socket.push(piece)))
  })
}

function json (_argument, pieces) {
  try {
    JSON.parse(pieces.map((piece) => bytes(piece).toString('utf8')).join(''))
    return null
  } catch (error) {
    return error.message
  }
}

function eventsourceParser (_argument, pieces) {
  const { createParser } = require('eventsource-parser')
  const events = []
  const comments = []
  let retry = null
  const parser = createParser({
    onEvent: ({ event, data, id }) => events.push([event ?? 'message', data, id ?? null]),
    onComment: (comment) => comments.push(comment),
    onRetry: (value) => { retry = value },
    onError: () => {}
  })
  const decoder = new TextDecoder()
  for (const piece of pieces) parser.feed(decoder.decode(bytes(piece), { stream: true }))
  parser.feed(decoder.decode())
  if (Buffer.concat(pieces.map(bytes)).at(-1) === 0x0d) {
    parser.feed(':\n') // after a CR it waits for the LF that may follow; a comment shows that none does
    comments.pop()
  }
  return { events, comments, retry }
}

function undici (_argument, pieces) {
  const { EventSourceStream } = require('undici/lib/web/eventsource/eventsource-stream.js')
  const events = []
  const settings = { lastEventId: '', reconnectionTime: null }
  const stream = new EventSourceStream({
    eventSourceSettings: settings,
    push: (event) => event && events.push([event.type, event.options.data, event.options.lastEventId])
  })
  // Its own method, since a stream would come back to us on a later turn of the loop.
  for (const piece of pieces) stream._transform(bytes(piece), '', (error) => { if (error) throw error })
  return { events, comments: null, retry: settings.reconnectionTime }
}

// What a client makes of a server at each address.
const fetched = (client, pieces) => clients[client](Buffer.concat(pieces.map(bytes)).toString())
const clients = {
  http: overHttp1,
  http2: overHttp2,
  undici: (url) => byUndici(url, false),
  'undici-http2': (url) => byUndici(url, true)
}

const operations = {
  fetched,
  text,
  'standard-text': standardText,
  'text-by-byte': textByByte,
  http,
  json,
  'eventsource-parser': eventsourceParser,
  undici
}

for await (const line of createInterface({ input: process.stdin })) {
  const { operation, argument, items } = JSON.parse(line)
  const answer = await Promise.all(items.map((pieces) => operations[operation](argument, pieces)))
  process.stdout.write(JSON.stringify(answer) + '\n')
}
