/** Clients of the bench: as many connections as asked for, each with one request under way; and sockets that watch. */
import { connect } from 'node:net'
import { WebSocket } from 'ws'

export interface Rate {
  perSecond: number
  p50: number
  p99: number
}

export interface Target {
  port: number
  headers: Readonly<Record<string, string>>
}

export interface Sent {
  path: string
  body: object
}

/** Asks for so long; throws at the first answer that is not 200 or holds an error. */
export async function hammer(target: Target, connections: number, seconds: number, next: () => Sent): Promise<Rate> {
  const times: number[] = []
  const until = performance.now() + seconds * 1000
  const begun = performance.now()
  await Promise.all(Array.from({ length: connections }, () => oneConnection(target, next, times, until)))
  const took = (performance.now() - begun) / 1000
  times.sort((a, b) => a - b)
  const at = (part: number): number => times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? NaN
  return { perSecond: times.length / took, p50: at(0.5), p99: at(0.99) }
}

function oneConnection(target: Target, next: () => Sent, times: number[], until: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(target.port, '127.0.0.1').setNoDelay(true)
    const lead = Object.entries({ 'content-type': 'application/json', ...target.headers }).map(([name, value]) => `${name}: ${value}\r\n`).join('')
    let parts: Buffer[] = []
    let size = 0
    let want = -1
    let sentAt = 0
    const send = (): void => {
      const { path, body } = next()
      const text = Buffer.from(JSON.stringify(body))
      sentAt = performance.now()
      socket.write(Buffer.concat([Buffer.from(`POST ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\n${lead}content-length: ${text.length}\r\n\r\n`), text]))
    }
    socket.once('error', reject).once('connect', send).on('data', (data) => {
      parts.push(data)
      size += data.length
      if (want < 0) {
        const head = Buffer.concat(parts).toString('latin1')
        const end = head.indexOf('\r\n\r\n')
        if (end < 0) return
        want = end + 4 + Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0)
      }
      if (size < want) return
      const answer = Buffer.concat(parts).toString('utf8')
      if (!answer.startsWith('HTTP/1.1 200') || answer.includes('"errors"') || answer.includes('"Refusal"')) return reject(new Error(answer.slice(0, 600)))
      parts = []
      size = 0
      want = -1
      times.push(performance.now() - sentAt)
      if (performance.now() < until) return send()
      socket.end()
      resolve()
    })
  })
}

/** Opens sockets that watch; `heard` is called with each text. Answers how to close them. */
export async function watch(port: number, authorization: string, payloads: readonly object[], heard: (socket: number, text: string) => void): Promise<() => void> {
  const sockets: WebSocket[] = []
  const open = (payload: object, index: number): Promise<void> => new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/graphql`, 'graphql-transport-ws', { perMessageDeflate: false })
    sockets.push(socket)
    let first = true
    socket.once('error', reject).on('open', () => socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization } })))
    socket.on('message', (data: Buffer) => {
      const text = data.toString()
      if (text.startsWith('{"type":"connection_ack"')) socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload }))
      else if (text.includes('"type":"next"')) {
        if (first) resolve()
        first = false
        heard(index, text)
      } else if (text.includes('"type":"error"')) reject(new Error(text))
    })
  })
  for (let at = 0; at < payloads.length; at += 50) await Promise.all(payloads.slice(at, at + 50).map((payload, index) => open(payload, at + index)))
  return () => sockets.forEach((socket) => socket.terminate())
}
