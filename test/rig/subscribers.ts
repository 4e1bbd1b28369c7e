/** Watchers of live totals who move to another server when theirs goes away, and must miss nothing. */
import { setTimeout as sleep } from 'node:timers/promises'
import { WebSocket } from 'ws'

const TOTALS = 'subscription ($unit: String!) { totals(unit: $unit) { journalPosition paid outstandingCount } }'

export interface Shown {
  journalPosition: string
  paid: string
  outstandingCount: number
}

export class Subscriber {
  shown: Shown | null = null
  /** Figures that went back, though nobody took a payment back. */
  backward = 0
  /** From losing a server to the first figures of the next. */
  readonly movedInMs: number[] = []
  private readonly urls: readonly string[]
  private readonly token: string
  private readonly unit: string
  private at: number
  private lostAt = 0
  private socket: WebSocket | null = null
  private isOver = false

  constructor(urls: readonly string[], token: string, unit: string, at: number) {
    this.urls = urls
    this.token = token
    this.unit = unit
    this.at = at
    this.open()
  }

  get server(): number {
    return this.at % this.urls.length
  }

  close(): void {
    this.isOver = true
    this.socket?.terminate()
  }

  private open(): void {
    const socket = new WebSocket(`${this.urls[this.server]!.replace('http', 'ws')}/graphql`, 'graphql-transport-ws')
    this.socket = socket
    socket.on('open', () => socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${this.token}` } })))
    socket.on('message', (data: Buffer) => this.heard(socket, JSON.parse(String(data)) as { type: string; payload?: { data?: { totals: Shown } } }))
    socket.on('error', () => undefined)
    socket.on('close', () => void this.move())
  }

  private heard(socket: WebSocket, message: { type: string; payload?: { data?: { totals: Shown } } }): void {
    if (message.type === 'ping') socket.send('{"type":"pong"}')
    if (message.type === 'connection_ack') socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query: TOTALS, variables: { unit: this.unit } } }))
    const next = message.type === 'next' ? message.payload?.data?.totals : undefined
    if (!next) return
    if (this.shown && BigInt(next.paid.replace('.', '')) < BigInt(this.shown.paid.replace('.', ''))) this.backward++
    this.shown = next
    if (this.lostAt > 0) this.movedInMs.push(performance.now() - this.lostAt)
    this.lostAt = 0
  }

  private async move(): Promise<void> {
    if (this.isOver) return
    if (this.lostAt === 0) this.lostAt = performance.now()
    this.at++
    await sleep(50 + Math.random() * 150)
    if (!this.isOver) this.open()
  }
}
