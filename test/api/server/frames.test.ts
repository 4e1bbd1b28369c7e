/** Our own frames against a client of ws: every way a length is written. */
import type { Duplex } from 'node:stream'
import { expect, test } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { frameOf } from '../../../apps/api/src/platform/live-sockets.ts'

test('a client reads what was framed, whatever its length', async () => {
  const texts = [0, 1, 125, 126, 127, 65_535, 65_536, 200_000].map((length) => '欠'.repeat(length / 3).padEnd(length, 'x')).concat('again', 'again')
  const server = new WebSocketServer({ port: 0, perMessageDeflate: false })
  server.on('connection', (socket) => {
    const raw = (socket as unknown as { _socket: Duplex })._socket
    for (const text of texts) raw.write(frameOf(Buffer.from(text)))
    socket.send('by ws')
  })
  const client = new WebSocket(`ws://127.0.0.1:${(server.address() as { port: number }).port}`, { perMessageDeflate: false })
  const heard = await new Promise<string[]>((resolve, reject) => {
    const all: string[] = []
    client.on('error', reject).on('message', (data: Buffer, isBinary) => {
      if (isBinary) reject(new Error('binary'))
      if (all.push(data.toString()) === texts.length + 1) resolve(all)
    })
  })
  client.terminate()
  server.close()
  expect(heard).toEqual([...texts, 'by ws'])
})
