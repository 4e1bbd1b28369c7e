/**
 * POST /graphql. Apollo parses, validates, keeps documents, prevents CSRF and speaks GraphQL over HTTP; the gate executes.
 * It is driven through executeHTTPGraphQLRequest: @as-integrations/fastify does the same with a URL parse a request on top.
 */
import { ApolloServer, type ApolloServerPlugin, type BaseContext, type GraphQLRequestContext, HeaderMap } from '@apollo/server'
import { ApolloServerPluginCacheControlDisabled, ApolloServerPluginLandingPageDisabled, ApolloServerPluginUsageReportingDisabled } from '@apollo/server/plugin/disabled'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type FormattedExecutionResult, GraphQLError, type GraphQLFormattedError, OperationTypeNode } from 'graphql'
import { textFor } from './graphql-document.ts'
import { asGraphQLError } from './graphql-errors.ts'
import type { Cost, Gate } from './graphql-gate.ts'
import type { Variables } from './graphql-limits.ts'
import type { Log } from './log.ts'
import { type Knock, type Visitors, isOwnPage } from './http-visitors.ts'

/** What Apollo carries through a request for us. */
interface Passage<Context extends object> extends BaseContext {
  readonly context: Context
  readonly knock: Knock
  cost?: Cost
}

/** Adds the route; answers how to stop Apollo. */
export async function mountGraphql<Context extends object>(fastify: FastifyInstance, gate: Gate, visitors: Visitors<Context>, origins: readonly string[], log: Log): Promise<() => Promise<void>> {
  const apollo = new ApolloServer<Passage<Context>>({
    schema: gate.schema,
    introspection: true, // nobody's is refused by the gate
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    hideSchemaDetailsFromClientErrors: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false, // it would end the process before we have drained
    validationOptions: { maxErrors: 10 },
    stringifyResult: written,
    formatError: (_formatted, error) => gate.errors.present(asGraphQLError(error), { requestId: undefined, operationName: undefined }),
    logger: { debug: () => undefined, info: () => undefined, warn: (message) => log.warn(String(message)), error: (message) => log.error(String(message)) },
    plugins: [
      ApolloServerPluginCacheControlDisabled(), // it wraps every field: a third of the cost
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      throughGate(gate, visitors),
    ],
  })
  await apollo.start()
  fastify.route({ method: 'POST', url: '/graphql', handler: (request, reply) => answer(apollo, visitors, origins, request, reply) })
  fastify.route({ method: ['GET', 'PUT', 'DELETE', 'PATCH'], url: '/graphql', handler: (_request, reply) => reply.code(405).header('allow', 'POST').send(errorBody('POST a GraphQL document here, or open a graphql-transport-ws socket.', 'BAD_REQUEST')) })
  return () => apollo.stop()
}

/** A body in the form of GraphQL answers, for what fails before GraphQL begins. */
export function errorBody(message: string, code: string): { errors: GraphQLFormattedError[] } {
  return { errors: [{ message, extensions: { code } }] }
}

async function answer<Context extends object>(apollo: ApolloServer<Passage<Context>>, visitors: Visitors<Context>, origins: readonly string[], request: FastifyRequest, reply: FastifyReply): Promise<string> {
  const knock = knockOf(request, reply, origins)
  const headers = new HeaderMap()
  for (const name of ['content-type', 'accept', 'x-apollo-operation-name', 'apollo-require-preflight']) {
    const value = request.headers[name]
    if (typeof value === 'string') headers.set(name, value)
  }
  const cut = cutDown(request.body)
  if (cut instanceof GraphQLError) return failEarly(reply, cut)
  const response = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: { method: 'POST', headers, search: '', body: cut },
    context: async () => ({ context: await visitors.contextOf(knock), knock }),
  })
  reply.code(response.status ?? 200)
  for (const [name, value] of response.headers) reply.header(name, value)
  if (response.body.kind !== 'complete') throw new Error('incremental delivery is off')
  return response.body.string
}

/** The body with its document cut down to what is asked for. */
function cutDown(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body
  const { query, operationName } = body as { query?: unknown; operationName?: unknown }
  if (typeof query !== 'string' || (operationName != null && typeof operationName !== 'string')) return body
  try {
    const wanted = textFor(query, operationName)
    return wanted === query ? body : { ...body, query: wanted }
  } catch (error) {
    return asGraphQLError(error)
  }
}

function failEarly(reply: FastifyReply, error: GraphQLError): string {
  reply.code(400).header('content-type', 'application/json; charset=utf-8')
  return JSON.stringify(errorBody(error.message, String(error.extensions.code)))
}

/** How this request presents itself. Also for the routes of other parts, so that all doors ask the same. */
export function knockOf(request: FastifyRequest, reply: FastifyReply | null, origins: readonly string[]): Knock {
  const { headers } = request
  // A browser names the page that sends a POST; a program has none, and needs none.
  const foreign = headers.origin !== undefined && !isOwnPage(headers, origins)
  return {
    authorization: headers.authorization,
    cookie: foreign ? undefined : headers.cookie,
    acceptLanguage: headers['accept-language'],
    userAgent: headers['user-agent'],
    requestId: request.id,
    ip: request.ip,
    secure: request.protocol === 'https',
    ...(reply && { setCookie: (cookie: string) => void reply.header('set-cookie', cookie) }),
  }
}

/** Apollo's plugin that hands operations to the gate. */
function throughGate<Context extends object>(gate: Gate, visitors: Visitors<Context>): ApolloServerPlugin<Passage<Context>> {
  return {
    requestDidStart: async () => ({
      didResolveOperation: async ({ document, operation, request, contextValue }) => {
        if (!operation) return // Apollo says so
        if (operation.operation === OperationTypeNode.SUBSCRIPTION) throw new GraphQLError('Subscriptions come by graphql-transport-ws on this address.', { extensions: { code: 'BAD_REQUEST', http: { status: 400 } } })
        const { context, knock } = contextValue
        contextValue.cost = gate.admit(document, operation, (request.variables ?? {}) as Variables, { account: visitors.accountOf(context), ip: knock.ip })
      },
      responseForOperation: (passing) => execute(gate, passing),
    }),
  }
}

/** Data that is text already. */
class Finished {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

/** As Apollo writes answers by default, with text passed through. */
function written(value: FormattedExecutionResult): string {
  if (!(value.data instanceof Finished)) return `${JSON.stringify(value)}\n`
  return `{"data":${value.data.text},"extensions":${JSON.stringify(value.extensions)}}\n`
}

type Passing<Context extends object> = Pick<GraphQLRequestContext<Passage<Context>>, 'document' | 'operation' | 'request' | 'contextValue'>

async function execute<Context extends object>(gate: Gate, { document, operation, request, contextValue }: Passing<Context>): Promise<{ body: { kind: 'single'; singleResult: object }; http: { headers: HeaderMap; status?: number } } | null> {
  if (!operation || !document) return null
  const operationName = request.operationName ?? undefined
  const variables = (request.variables ?? {}) as Variables
  const text = gate.textOf(document, operation, contextValue.context, variables)
  if (text !== null) return { body: { kind: 'single', singleResult: { data: new Finished(text), extensions: { cost: contextValue.cost } } }, http: { headers: new HeaderMap() } }
  const place = { requestId: contextValue.knock.requestId, operationName: operation.name?.value }
  const result = await gate.run({ document, operationName, type: operation.operation }, contextValue.context, variables, place)
  const nothingRan = !('data' in result)
  return {
    body: { kind: 'single', singleResult: nothingRan ? result : { ...result, extensions: { cost: contextValue.cost } } },
    http: { headers: new HeaderMap(), ...(nothingRan ? { status: statusOf(result.errors) } : {}) },
  }
}

function statusOf(errors: readonly GraphQLFormattedError[] | undefined): number {
  const code = errors?.[0]?.extensions?.code
  return code === 'TIMEOUT' ? 503 : code === 'INTERNAL' ? 500 : 400
}
