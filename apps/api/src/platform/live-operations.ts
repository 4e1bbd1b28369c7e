/** What happens on a socket between connection_init and complete: signing in, admission, execution, and joining the hub. */
import { type ExecutionResult, type FormattedExecutionResult, type GraphQLError, OperationTypeNode, createSourceEventStream } from 'graphql'
import type { Context as WsContext, ServerOptions } from 'graphql-ws'
import { asGraphQLError, limitError } from './graphql-errors.ts'
import type { Gate, Prepared } from './graphql-gate.ts'
import type { Variables } from './graphql-limits.ts'
import type { Knock, Visitors } from './http-visitors.ts'
import type { Hub, Member } from './live-hub.ts'
import type { Metrics } from './metrics.ts'

/** One open socket, as operations see it; graphql-ws carries it as `extra`. */
export interface Line<Context extends object> {
  readonly knock: Knock
  isFull(): boolean
  isOpen(): boolean
  sendText(text: string): void
  sendBytes(bytes: Buffer): void
  /** Closes it with 4403. */
  forbid(): void
  /** From the acknowledged connection_init on. */
  context?: Context
  stopWatching?: () => void
}

export interface OperationParts<Context extends object> {
  readonly gate: Gate
  readonly hub: Hub
  readonly visitors: Visitors<Context>
  readonly metrics: Metrics
}

/** An admitted operation; graphql-ws hands it from onSubscribe to execute and subscribe. */
interface Admitted<Context extends object> extends Prepared {
  readonly schema: Gate['schema']
  readonly id: string
  readonly line: Line<Context>
  readonly contextValue: Context
  readonly variableValues: Variables
}

const MAX_SUBSCRIPTIONS = 50

type Opened<Context extends object> = WsContext<Record<string, unknown>, Line<Context>>
type Hooks<Context extends object> = ServerOptions<Record<string, unknown>, Line<Context>>

/** The hooks of graphql-ws. */
export function operationsOver<Context extends object>(parts: OperationParts<Context>): Hooks<Context> {
  const { gate } = parts
  const placeOf = (opened: Opened<Context>): { requestId: string; operationName: undefined } => ({ requestId: opened.extra.knock.requestId, operationName: undefined })
  return {
    onConnect: (opened) => signIn(parts, opened),
    onSubscribe: (opened, id, payload) => admit(parts, opened, id, payload),
    execute: ((admitted: Admitted<Context>) => gate.run(admitted, admitted.contextValue, admitted.variableValues, { requestId: admitted.line.knock.requestId, operationName: admitted.operationName })) as never,
    subscribe: ((admitted: Admitted<Context>) => subscribe(parts, admitted)) as never,
    // presented already
    onNext: (_opened, _id, _payload, _args, result) => result as ExecutionResult,
    onError: (opened, _id, _payload, errors) => (errors as GraphQLError[]).map((error) => gate.errors.present(error, placeOf(opened))),
  }
}

async function signIn<Context extends object>({ visitors }: OperationParts<Context>, opened: Opened<Context>): Promise<boolean> {
  const line = opened.extra
  const authorization = opened.connectionParams?.authorization
  const context = await visitors.contextOf({ ...line.knock, authorization: typeof authorization === 'string' ? authorization : undefined })
  if (visitors.accountOf(context) === null || !line.isOpen()) return false
  line.context = context
  line.stopWatching = visitors.watch(context, () => line.forbid())
  return true
}

function admit<Context extends object>({ gate, visitors }: OperationParts<Context>, opened: Opened<Context>, id: string, payload: { query: string; operationName?: string | null | undefined; variables?: Record<string, unknown> | null | undefined }): Admitted<Context> | readonly GraphQLError[] {
  const line = opened.extra
  const variables = payload.variables ?? {}
  const prepared = gate.prepare(payload.query, payload.operationName)
  if (!('node' in prepared)) return prepared
  try {
    if (Object.keys(opened.subscriptions).length > MAX_SUBSCRIPTIONS) throw limitError('SUBSCRIPTION_LIMIT', `A socket has at most ${MAX_SUBSCRIPTIONS} operations at a time.`)
    const context = visitors.fresh(line.context!)
    gate.admit(prepared.document, prepared.node, variables, { account: visitors.accountOf(context), ip: line.knock.ip })
    return { ...prepared, schema: gate.schema, id, line, contextValue: context, variableValues: variables }
  } catch (error) {
    return [asGraphQLError(error)]
  }
}

/** Refused before the first event, with the answer that says why. */
class Refused {
  readonly result: FormattedExecutionResult
  constructor(result: FormattedExecutionResult) {
    this.result = result
  }
}

async function subscribe<Context extends object>(parts: OperationParts<Context>, admitted: Admitted<Context>): Promise<Feed | FormattedExecutionResult> {
  const { hub, visitors, metrics } = parts
  const key = JSON.stringify([numberOf(admitted.document), admitted.operationName ?? '', admitted.variableValues, visitors.sightOf(admitted.contextValue)])
  const feed = new Feed(admitted.id, admitted.line)
  metrics.subscriptions.inc()
  feed.onLeave(() => metrics.subscriptions.dec())
  try {
    feed.onLeave(await hub.join(key, () => eventsOf(parts, admitted), feed))
    return feed
  } catch (error) {
    feed.end()
    if (error instanceof Refused) return error.result
    throw error
  }
}

/** The payloads of a subscription, from its first subscriber's admission; every event has a context of its own. */
async function eventsOf<Context extends object>({ gate, visitors, metrics }: OperationParts<Context>, admitted: Admitted<Context>): Promise<AsyncIterator<Buffer>> {
  const { document, operationName, variableValues, contextValue, line } = admitted
  const place = { requestId: line.knock.requestId, operationName }
  const stream = await createSourceEventStream({ schema: gate.schema, document, operationName, variableValues, contextValue: visitors.fresh(contextValue) })
  if (!(Symbol.asyncIterator in stream)) throw new Refused(gate.presented(stream, place))
  const events = (stream as AsyncIterable<unknown>)[Symbol.asyncIterator]()
  return {
    next: async () => {
      const event = await events.next()
      if (event.done) return { done: true, value: undefined }
      metrics.executions.inc()
      const result = await gate.run({ document, operationName, type: OperationTypeNode.SUBSCRIPTION }, visitors.fresh(contextValue), variableValues, place, event.value)
      return { done: false, value: Buffer.from(`${JSON.stringify(result)}}`) }
    },
    return: async () => {
      await events.return?.()
      return { done: true, value: undefined }
    },
  }
}

const numbers = new WeakMap<object, number>()
let lastNumber = 0

/** Documents that the gate keeps are one object a text. */
function numberOf(document: object): number {
  let number = numbers.get(document)
  if (number === undefined) numbers.set(document, (number = ++lastNumber))
  return number
}

/** One subscription of one socket. graphql-ws waits for its end; what it carries bypasses graphql-ws. */
class Feed implements Member, AsyncGenerator<never, void, void> {
  private readonly head: Buffer
  private readonly line: Pick<Line<object>, 'isFull' | 'isOpen' | 'sendBytes'>
  private readonly leaving: (() => void)[] = []
  private readonly ended: Promise<IteratorResult<never, void>>
  private settle!: { resolve: (result: IteratorResult<never, void>) => void; reject: (failure: unknown) => void }
  private isOver = false

  constructor(id: string, line: Pick<Line<object>, 'isFull' | 'isOpen' | 'sendBytes'>) {
    this.head = Buffer.from(`{"id":${JSON.stringify(id)},"type":"next","payload":`)
    this.line = line
    this.ended = new Promise((resolve, reject) => (this.settle = { resolve, reject }))
    this.ended.catch(() => undefined)
  }

  /** Runs when it is over, at once if it is. */
  onLeave(leave: () => void): void {
    if (this.isOver) leave()
    else this.leaving.push(leave)
  }

  /** The payload ends with the brace that closes the message. */
  send(payload: Buffer): boolean {
    if (this.isOver || !this.line.isOpen()) return true
    if (this.line.isFull()) return false
    this.line.sendBytes(Buffer.concat([this.head, payload]))
    return true
  }

  end(failure?: unknown): void {
    if (this.isOver) return
    this.isOver = true
    for (const leave of this.leaving) leave()
    if (failure === undefined) this.settle.resolve({ done: true, value: undefined })
    else this.settle.reject(failure)
  }

  next(): Promise<IteratorResult<never, void>> {
    return this.ended
  }

  async return(): Promise<IteratorResult<never, void>> {
    this.end()
    return { done: true, value: undefined }
  }

  async throw(failure: unknown): Promise<IteratorResult<never, void>> {
    this.end(failure)
    return this.ended
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.end()
  }

  [Symbol.asyncIterator](): this {
    return this
  }
}
