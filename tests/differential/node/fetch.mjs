// What Node's clients make of a server: is the response complete to them, and what of its body did they hand out.
// Each fetches the address it is given and gives [complete, body in base64]; silence ends after a while.
import http from 'node:http'
import https from 'node:https'
import http2 from 'node:http2'
import { createRequire } from 'node:module'

const SILENCE = 1000

function collected (begin) {
  return new Promise((resolve) => {
    const body = []
    let over = (complete) => {
      over = () => {}
      clearTimeout(timer)
      resolve([complete, Buffer.concat(body).toString('base64')])
      stop()
    }
    const timer = setTimeout(() => over(false), SILENCE)
    const stop = begin((data) => body.push(data), (complete) => over(complete))
  })
}

export function overHttp1 (url) {
  return collected((keep, over) => {
    const outgoing = (url.startsWith('https') ? https : http).get(url, { rejectUnauthorized: false, agent: false })
    outgoing.on('error', () => over(false)).on('upgrade', () => over(false))
    outgoing.on('response', (response) => {
      response.on('data', keep).on('error', () => {}).on('close', () => over(response.complete))
    })
    return () => outgoing.destroy()
  })
}

export function overHttp2 (url) {
  return collected((keep, over) => {
    const session = http2.connect(url, { rejectUnauthorized: false })
    session.on('error', () => over(false))
    const stream = session.request({ ':path': '/' })
    let responded = false
    stream.on('response', () => { responded = true }).on('data', keep)
    stream.on('error', () => over(false)).on('aborted', () => over(false))
    stream.on('close', () => over(responded && stream.rstCode === 0 && stream.readableEnded))
    return () => session.destroy()
  })
}

export function byUndici (url, allowH2) {
  const { Agent, request } = createRequire(import.meta.url)('undici')
  const dispatcher = new Agent({ allowH2, connect: { rejectUnauthorized: false } })
  return collected((keep, over) => {
    const asked = request(url, { dispatcher }).then(async ({ body }) => {
      for await (const data of body) keep(data)
      over(true)
    })
    asked.catch(() => over(false))
    return () => { dispatcher.destroy().catch(() => {}) }
  })
}
