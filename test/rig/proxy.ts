/** A TCP proxy between API and PostgreSQL that breaks what passes through it, at a moment of our choice. */
import { createServer, connect, type Server, type Socket } from 'node:net'

/** When the next connection that commits is cut: with the COMMIT not sent, sent by half, or sent and its answer lost. */
export type CutAt = 'before' | 'during' | 'after'

interface Pair {
  client: Socket
  server: Socket
  /** Nothing passes any more, and nobody is told. */
  swallows: 'nothing' | 'both' | 'answers'
  /** The name under which this connection prepared COMMIT. */
  commit: string | null
}

export class Proxy {
  readonly port: number
  cuts = 0
  /** Added to each packet, either way. */
  delayMs = 0
  private next: CutAt | null = null
  private readonly pairs = new Set<Pair>()
  private readonly listening: Server

  private constructor(listening: Server, port: number) {
    this.listening = listening
    this.port = port
  }

  static async open(target: number): Promise<Proxy> {
    const listening = createServer()
    await new Promise<void>((done) => listening.listen(0, '127.0.0.1', done))
    const proxy = new Proxy(listening, (listening.address() as { port: number }).port)
    listening.on('connection', (client) => proxy.join(client, connect(target, '127.0.0.1')))
    return proxy
  }

  /** Cuts the next commit of anybody. */
  cutNextCommit(at: CutAt): void {
    this.next = at
  }

  /** Resets every connection there is. */
  resetAll(): void {
    for (const pair of this.pairs) this.cut(pair)
  }

  /** Every connection there is goes silent for good: nothing passes (a black hole) or only what the API sends (half-open). New ones work. */
  swallowAll(what: 'both' | 'answers'): number {
    for (const pair of this.pairs) pair.swallows = what
    return this.pairs.size
  }

  async close(): Promise<void> {
    this.resetAll()
    await new Promise((done) => this.listening.close(done))
  }

  private cut(pair: Pair): void {
    this.cuts++
    this.pairs.delete(pair)
    pair.client.resetAndDestroy()
    pair.server.resetAndDestroy()
  }

  private join(client: Socket, server: Socket): void {
    const pair: Pair = { client, server, swallows: 'nothing', commit: null }
    this.pairs.add(pair)
    let awaitsAnswer = false
    client.on('data', (data: Buffer) => {
      if (pair.swallows === 'both') return
      const isCommit = this.commits(pair, data) // always: it learns the name, too
      const at = isCommit ? this.next : null
      if (at) this.next = null
      if (at === 'before') return this.cut(pair)
      if (at === 'during') return void server.write(data.subarray(0, data.length - 8), () => this.cut(pair))
      if (at === 'after') awaitsAnswer = true
      this.later(() => server.write(data))
    })
    server.on('data', (data: Buffer) => {
      if (pair.swallows !== 'nothing') return
      if (awaitsAnswer) return this.cut(pair)
      this.later(() => client.write(data))
    })
    for (const [one, two] of [[client, server], [server, client]] as const) {
      one.on('error', () => undefined)
      one.on('close', () => {
        this.pairs.delete(pair)
        if (pair.swallows === 'nothing') two.end()
      })
    }
  }

  private later(send: () => void): void {
    if (this.delayMs === 0) send()
    else setTimeout(send, this.delayMs)
  }

  /** Does the train end in COMMIT? It is prepared once a connection, under a name that we learn, and bound by that name. */
  private commits(pair: Pair, data: Buffer): boolean {
    const text = data.toString('latin1')
    const prepared = /(q[\w-]{20})\0commit\0/.exec(text)
    if (prepared) pair.commit = prepared[1]!
    return pair.commit !== null && text.includes(`${pair.commit}\0`)
  }
}
