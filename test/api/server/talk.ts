/** A socket that speaks graphql-transport-ws by hand, so tests see every message and close code. */
import { WebSocket } from './packages.ts'

export interface Message {
  type: string
  id?: string
  payload?: { data?: Record<string, Record<string, unknown>>; errors?: { message: string; extensions: { code: string } }[]; [key: string]: unknown }
}

export class Talk {
  readonly socket: WebSocket
  readonly messages: Message[] = []
  readonly closed: Promise<number>
  private readonly waiting: (() => void)[] = []

  constructor(url: string, headers: Record<string, string> = {}) {
    this.socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', { headers })
    this.closed = new Promise((resolve) => this.socket.on('close', (code: number) => resolve(code)))
    this.socket.on('error', () => undefined)
    this.socket.on('message', (data: Buffer) => {
      this.messages.push(JSON.parse(String(data)) as Message)
      for (const wake of this.waiting.splice(0)) wake()
    })
  }

  /** Opens, and signs in unless told otherwise. */
  static async open(url: string, init: object | null = { authorization: 'Bearer clerk' }, headers?: Record<string, string>): Promise<Talk> {
    const talk = new Talk(url, headers)
    await new Promise((resolve, reject) => talk.socket.once('open', resolve).once('error', reject))
    if (init) {
      talk.say({ type: 'connection_init', payload: init })
      await Promise.race([talk.next((message) => message.type === 'connection_ack'), talk.closed])
    }
    return talk
  }

  say(message: object): void {
    this.socket.send(JSON.stringify(message))
  }

  subscribe(id: string, query: string, variables: object = {}): void {
    this.say({ type: 'subscribe', id, payload: { query, variables } })
  }

  /** The first message, from the start, that fits. */
  async next(fits: (message: Message) => boolean): Promise<Message> {
    for (;;) {
      const found = this.messages.find(fits)
      if (found) return found
      await new Promise<void>((resolve) => this.waiting.push(resolve))
    }
  }

  /** Waits for a value of the `value` subscription. */
  value(id: string, value: number): Promise<Message> {
    return this.next((message) => message.id === id && message.payload?.data?.value?.value === value)
  }

  of(id: string): Message[] {
    return this.messages.filter((message) => message.id === id)
  }
}
