/** Who comes, as the server sees it before knowing them, and what it asks of the part that does. */
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { type IpRange, ipAllowed } from '@qingqian/rules/ip-range'

/** How somebody presents themselves, by HTTP or at a socket's connection_init. */
export interface Knock {
  readonly authorization: string | undefined
  /** The Cookie header; absent when the page that sent it is not one of ours. */
  readonly cookie: string | undefined
  readonly acceptLanguage: string | undefined
  readonly userAgent: string | undefined
  readonly requestId: string
  readonly ip: string
  /** Whether the visitor's side of the line is TLS, so a cookie may be Secure. */
  readonly secure: boolean
  /** Adds a Set-Cookie header to the answer; absent at sockets. */
  readonly setCookie?: (cookie: string) => void
}

/** What the server must be told about visitors. `Context` is what resolvers get; the server never looks inside. */
export interface Visitors<Context extends object> {
  /** A context for one operation; without credentials, or with spent ones, that of nobody. */
  contextOf(knock: Knock): Promise<Context>
  /** The same visitor, for another operation or event: loaders live no longer than one. */
  fresh(context: Context): Context
  /** Whose points an operation takes; null: nobody is signed in. */
  accountOf(context: Context): string | null
  /** Visitors with the same text see exactly the same in every subscription (scope, permissions, language…). */
  sightOf(context: Context): string
  /** Tells when the visitor's session or key ends or changes; answers how to stop watching. */
  watch(context: Context, onEnd: () => void): () => void
}

/** Whose word on addresses and TLS counts. No proxies configured: nobody's (to ipAllowed an empty list means everybody). */
export const isOurProxy = (address: string, proxies: readonly IpRange[]): boolean => proxies.length > 0 && ipAllowed(address, proxies)

/**
 * Where a socket's request came from: its peer, or what trusted proxies say before us. An address that a stranger writes into
 * X-Forwarded-For stands left of those that our own proxies added, and is not reached.
 */
export function cameFrom(request: IncomingMessage, proxies: readonly IpRange[]): { ip: string; secure: boolean } {
  const peer = request.socket.remoteAddress ?? ''
  if (!isOurProxy(peer, proxies)) return { ip: peer, secure: false }
  const hops = String(request.headers['x-forwarded-for'] ?? '').split(',').map((hop) => hop.trim()).filter((hop) => hop !== '')
  const secure = String(request.headers['x-forwarded-proto'] ?? '').split(',').at(-1)!.trim() === 'https'
  return { ip: hops.findLast((hop) => !isOurProxy(hop, proxies)) ?? hops[0] ?? peer, secure }
}

/** Whether a cookie from this page counts: pages of our own host, and of the configured origins. */
export function isOwnPage(headers: IncomingHttpHeaders, origins: readonly string[]): boolean {
  const { origin, host } = headers
  if (origin === undefined || !URL.canParse(origin)) return false
  return origins.includes(origin) || new URL(origin).host === host
}
