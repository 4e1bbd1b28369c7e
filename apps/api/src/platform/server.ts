/** One port: GraphQL by HTTP and socket, the routes of other parts, health, metrics, and the web client. */
import cookie from '@fastify/cookie'
import Fastify, { type FastifyError, type FastifyInstance } from 'fastify'
import type { IpRange } from '@qingqian/rules/ip-range'
import type { GraphQLSchema } from 'graphql'
import { type FinishedTexts, Gate, type GateOptions } from './graphql-gate.ts'
import { errorBody, mountGraphql } from './http-graphql.ts'
import { SECURITY_HEADERS } from './http-headers.ts'
import { type Visitors, isOurProxy } from './http-visitors.ts'
import { type SocketLimits, Sockets } from './live-sockets.ts'
import { type Log, requestIdFrom } from './log.ts'
import type { Metrics } from './metrics.ts'
import { serveWeb } from './static-files.ts'

/** What a server is made of. It knows nothing of callers but what `visitors` tells. */
export interface ServerParts<Context extends object> {
  readonly schema: GraphQLSchema
  readonly visitors: Visitors<Context>
  readonly log: Log
  readonly metrics: Metrics
  /** Whether requests can be served: the database answers, the totals are loaded. Throwing means no. */
  readonly isAble: () => Promise<boolean>
  /** Pages of these addresses may use their cookie, besides our own host's. */
  readonly origins?: readonly string[]
  /** Proxies in front of us: what they say of address and TLS is believed. */
  readonly proxies?: readonly IpRange[]
  /** Adds the routes of other parts, with body limits of their own. */
  readonly mount?: (fastify: FastifyInstance) => void | Promise<void>
  /** The built web client. */
  readonly webRoot?: string | null
  readonly gate?: GateOptions
  readonly texts?: FinishedTexts<Context>
  readonly sockets?: Partial<SocketLimits>
}

/** A listening server. */
export interface RunningServer {
  /** http://127.0.0.1:4000 */
  readonly url: string
  readonly port: number
  readonly fastify: FastifyInstance
  /** /healthz turns 503, nothing new is accepted, what is under way is finished within the time, then cut off. */
  drain(withinMs?: number): Promise<void>
}

const GRAPHQL_BODY = 100 * 1024
const SLOW_MS = 1_000

/** Opens the server and listens. Port 0 takes a free one. */
export async function startServer<Context extends object>(parts: ServerParts<Context>, at: { host: string; port: number }): Promise<RunningServer> {
  const { log, metrics } = parts
  const origins = parts.origins ?? []
  const state = { draining: false }
  const fastify = Fastify({
    bodyLimit: GRAPHQL_BODY,
    trustProxy: (address: string) => isOurProxy(address, parts.proxies ?? []),
    genReqId: (request) => requestIdFrom(request.headers['x-request-id']),
    forceCloseConnections: 'idle',
    return503OnClosing: true,
    requestTimeout: 60_000,
    keepAliveTimeout: 72_000,
  })
  observe(fastify, parts)
  answerErrors(fastify, log)
  fastify.removeContentTypeParser('text/plain')
  await fastify.register(cookie)
  const gate = new Gate(parts.schema, log, metrics, { ...parts.gate, texts: parts.texts })
  const stopApollo = await mountGraphql(fastify, gate, parts.visitors, origins, log)
  mountHealth(fastify, parts, state)
  await parts.mount?.(fastify)
  await serveWeb(fastify, parts.webRoot ?? '/nowhere')
  const sockets = new Sockets({ server: fastify.server, gate, visitors: parts.visitors, origins, proxies: parts.proxies ?? [], log, metrics, ...(parts.sockets ? { limits: parts.sockets } : {}) })
  await fastify.listen(at)
  const { port } = fastify.server.address() as { port: number }
  return {
    url: `http://${at.host.includes(':') ? `[${at.host}]` : at.host}:${port}`,
    port,
    fastify,
    drain: async (withinMs = 10_000) => {
      state.draining = true
      const late = setTimeout(() => fastify.server.closeAllConnections(), withinMs)
      // a connection that has just been answered stays open for another request, which will not come
      const idle = setInterval(() => fastify.server.closeIdleConnections(), 50)
      await Promise.all([sockets.close(), fastify.close()])
      clearTimeout(late)
      clearInterval(idle)
      await stopApollo()
    },
  }
}

function mountHealth<Context extends object>(fastify: FastifyInstance, parts: ServerParts<Context>, state: { draining: boolean }): void {
  fastify.get('/healthz', async (_request, reply) => {
    const able = !state.draining && (await parts.isAble().catch(() => false))
    return reply.code(able ? 200 : 503).header('cache-control', 'no-store').send({ status: able ? 'ok' : state.draining ? 'draining' : 'unable' })
  })
  fastify.get('/metrics', async (_request, reply) => reply.header('content-type', parts.metrics.registry.contentType).send(await parts.metrics.text()))
}

/** Headers, counting, and a line for what was slow or failed. */
function observe<Context extends object>(fastify: FastifyInstance, { log, metrics }: ServerParts<Context>): void {
  fastify.addHook('onRequest', async (request, reply) => {
    reply.headers(SECURITY_HEADERS).header('x-request-id', request.id)
  })
  fastify.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none'
    metrics.requests.observe({ route, status: reply.statusCode }, reply.elapsedTime / 1000)
    const line = { requestId: request.id, method: request.method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime) }
    if (reply.statusCode >= 500 && route !== '/healthz') log.error(line, 'request failed')
    else if (reply.elapsedTime > SLOW_MS) log.warn(line, 'slow request')
    else log.debug(line, 'request')
  })
}

/** Faults before a route is reached are the sender's and say so; faults inside are logged and shown by id. */
function answerErrors(fastify: FastifyInstance, log: Log): void {
  fastify.setErrorHandler((error: FastifyError, request, reply) => {
    const status = error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500 ? error.statusCode : 500
    if (status >= 500) log.error({ requestId: request.id, err: error }, 'request failed')
    const code = status >= 500 ? 'INTERNAL' : status === 413 ? 'BODY_TOO_LARGE' : 'BAD_REQUEST'
    const message = status >= 500 ? `Something went wrong on our side. 系统出错,请把编号 ${request.id} 告诉管理员。` : error.message
    return reply.code(status).type('application/json; charset=utf-8').send(errorBody(message, code))
  })
}
