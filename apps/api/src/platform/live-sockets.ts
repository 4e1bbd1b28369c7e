/**
 * graphql-transport-ws on /graphql: graphql-ws keeps the protocol (handshake, ids, close codes), we keep the door (origin,
 * sizes, rate, session) and the way out: payloads of subscriptions go from the hub straight to the socket.
 */
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { IpRange } from '@qingqian/rules/ip-range'
import type { Server } from 'node:http'
import { handleProtocols, makeServer } from 'graphql-ws'
import { type WebSocket, WebSocketServer } from 'ws'
import { requestIdFrom, type Log } from './log.ts'
import type { Metrics } from './metrics.ts'
import type { Gate } from './graphql-gate.ts'
import { type Visitors, cameFrom, isOwnPage } from './http-visitors.ts'
import { Hub } from './live-hub.ts'
import { type Line, operationsOver } from './live-operations.ts'

/** Limits of one socket; tests make them small. */
export interface SocketLimits {
  readonly initWaitMs: number
  readonly maxMessage: number
  readonly messagesPerMinute: number
  /** Unsent bytes above which a socket is passed over. */
  readonly fullAt: number
  readonly pingMs: number
}

export const SOCKET_LIMITS: SocketLimits = { initWaitMs: 3_000, maxMessage: 64 * 1024, messagesPerMinute: 100, fullAt: 64 * 1024, pingMs: 12_000 }

const POLICY_VIOLATION = 1008
const GOING_AWAY = 1001
const BAD_REQUEST = 4400
const INTERNAL = 4500

export interface SocketParts<Context extends object> {
  readonly server: Server
  readonly gate: Gate
  readonly visitors: Visitors<Context>
  readonly origins: readonly string[]
  /** Addresses whose X-Forwarded-For and -Proto are believed. */
  readonly proxies?: readonly IpRange[]
  readonly log: Log
  readonly metrics: Metrics
  readonly limits?: Partial<SocketLimits>
}

/** The sockets of a server. */
export class Sockets<Context extends object> {
  readonly hub: Hub
  private readonly parts: SocketParts<Context>
  private readonly limits: SocketLimits
  private readonly wss: WebSocketServer
  private readonly protocol: ReturnType<typeof makeServer<Record<string, unknown>, Line<Context>>>
  private isClosing = false

  constructor(parts: SocketParts<Context>) {
    this.parts = parts
    this.limits = { ...SOCKET_LIMITS, ...parts.limits }
    this.hub = new Hub(parts.metrics)
    this.wss = new WebSocketServer({ noServer: true, handleProtocols, maxPayload: this.limits.maxMessage, perMessageDeflate: false })
    this.protocol = makeServer({
      connectionInitWaitTimeout: this.limits.initWaitMs,
      ...operationsOver<Context>({ gate: parts.gate, hub: this.hub, visitors: parts.visitors, metrics: parts.metrics }),
    })
    parts.server.on('upgrade', (request, socket, head) => this.upgrade(request, socket, head))
  }

  /** Tells everybody to come back elsewhere; whoever does not go within the time is cut off. */
  async close(withinMs = 1_000): Promise<void> {
    this.isClosing = true
    const all = [...this.wss.clients]
    const gone = Promise.all(all.map((socket) => new Promise<void>((resolve) => socket.once('close', () => resolve()))))
    for (const socket of all) socket.close(GOING_AWAY, 'Going away')
    const late = setTimeout(() => all.forEach((socket) => socket.terminate()), withinMs)
    await gone
    clearTimeout(late)
    this.wss.close()
  }

  private upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => socket.destroy())
    const path = request.url?.split('?', 1)[0]
    if (this.isClosing) return refuse(socket, '503 Service Unavailable')
    if (path !== '/graphql') return refuse(socket, '404 Not Found')
    this.wss.handleUpgrade(request, socket, head, (opened) => this.opened(opened, request))
  }

  private opened(socket: WebSocket, request: IncomingMessage): void {
    const { log, metrics } = this.parts
    const line = this.lineOf(socket, request)
    const pings = this.keepPinging(socket)
    const spare = new MessageBudget(this.limits.messagesPerMinute)
    metrics.sockets.inc()
    socket.on('error', (error) => log.debug({ requestId: line.knock.requestId, err: error }, 'socket failed'))
    const closed = this.protocol.opened({
      protocol: socket.protocol,
      send: (text) => line.sendText(text),
      close: (code, reason) => socket.close(code, reason),
      onMessage: (take) => socket.on('message', (data) => {
        if (socket.readyState !== socket.OPEN) return
        if (!spare.take()) return socket.close(POLICY_VIOLATION, 'Too many messages')
        take(String(data)).catch((error: unknown) => {
          // graphql-ws throws for messages that only a server sends; that is the sender's fault
          if (error instanceof Error && error.message.startsWith('Unexpected message of type')) return socket.close(BAD_REQUEST, 'Unexpected message')
          log.error({ requestId: line.knock.requestId, err: error }, 'socket message failed')
          socket.close(INTERNAL, 'Internal server error')
        })
      }),
    }, line)
    socket.once('close', (code, reason) => {
      clearInterval(pings)
      line.stopWatching?.()
      metrics.sockets.dec()
      metrics.closed.inc({ code: String(code) })
      closed(code, String(reason)).catch((error: unknown) => log.error({ err: error }, 'socket close failed'))
    })
  }

  private lineOf(socket: WebSocket, request: IncomingMessage): Line<Context> {
    const { headers } = request
    return {
      knock: {
        authorization: undefined,
        // a cookie is sent whatever page opened the socket: it counts from our own pages only
        cookie: isOwnPage(headers, this.parts.origins) ? headers.cookie : undefined,
        acceptLanguage: headers['accept-language'],
        userAgent: headers['user-agent'],
        requestId: requestIdFrom(headers['x-request-id']),
        ...cameFrom(request, this.parts.proxies ?? []),
      },
      isFull: () => socket.bufferedAmount > this.limits.fullAt,
      isOpen: () => socket.readyState === socket.OPEN,
      sendText: (text) => {
        if (socket.readyState === socket.OPEN) socket.send(text)
      },
      sendBytes: (bytes) => socket.send(bytes, { binary: false }),
      forbid: () => socket.close(4403, 'Forbidden'),
    }
  }

  /** Notices lines that went dead without a word. */
  private keepPinging(socket: WebSocket): NodeJS.Timeout {
    let answered = true
    socket.on('pong', () => (answered = true))
    return setInterval(() => {
      if (!answered) return socket.terminate()
      answered = false
      if (socket.readyState === socket.OPEN) socket.ping()
    }, this.limits.pingMs)
  }
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`)
}

/** So many messages a minute; what was not used does not add up. */
class MessageBudget {
  private readonly perMinute: number
  private left: number
  private at = performance.now()

  constructor(perMinute: number) {
    this.perMinute = perMinute
    this.left = perMinute
  }

  take(): boolean {
    const now = performance.now()
    this.left = Math.min(this.perMinute, this.left + ((now - this.at) / 60_000) * this.perMinute)
    this.at = now
    this.left -= 1
    return this.left >= 0
  }
}
