/** A server of its own for tests of the platform: a tiny schema, accounts by name, no database. */
import { startServer, type RunningServer, type ServerParts } from '../../../apps/api/src/platform/server.ts'
import { openLog } from '../../../apps/api/src/platform/log.ts'
import { Metrics } from '../../../apps/api/src/platform/metrics.ts'
import { Changes, presentThenChanges } from '../../../apps/api/src/platform/live.ts'
import { pageSize } from '../../../apps/api/src/platform/graphql-limits.ts'
import type { Knock, Visitors } from '../../../apps/api/src/platform/http-visitors.ts'
import { graphql } from './packages.ts'

export interface TinyContext {
  readonly account: string | null
  readonly knock: Knock
}

/** What the tiny schema shows; tests change it. */
export class TinyWorld {
  readonly changes = new Changes()
  readonly watchers = new Map<string, Set<() => void>>()
  value = 1
  padding = ''
  executions = 0
  /** Resolves `slow`. */
  release: () => void = () => undefined

  set(value: number): void {
    this.value = value
    this.changes.publish('value')
  }

  revoke(account: string): void {
    for (const end of [...(this.watchers.get(account) ?? [])]) end()
  }
}

const SDL = `
  type Query {
    me: String
    hello(name: String): String!
    unit: Unit!
    slow: String
    broken: String
    leaking: String
    refused: String
    node(id: ID!): Node
  }
  type Mutation { set(value: Int!): Int! }
  type Subscription { value(of: String): Value! never: Value! }
  interface Node { id: ID! }
  type Unit implements Node { id: ID! name: String! parent: Unit children: [Unit!]! items(first: Int, after: String, last: Int, before: String): ItemConnection! }
  type ItemConnection { totalCount: Int! edges: [ItemEdge!]! nodes: [Item!]! }
  type ItemEdge { cursor: String! node: Item! }
  type Item { id: ID! unit: Unit! items(first: Int, last: Int): ItemConnection! }
  type Value { value: Int! padding: String! executions: Int! account: String }
`

export function tinySchema(world: TinyWorld): graphql.GraphQLSchema {
  const { GraphQLError } = graphql
  const schema = graphql.buildSchema(SDL)
  const unit: Record<string, unknown> = { __typename: 'Unit', id: 'U', name: 'Qinshui', children: [] }
  unit.parent = unit
  const on = (type: string, field: string, resolve: graphql.GraphQLFieldResolver<unknown, TinyContext>): void => {
    (schema.getType(type) as graphql.GraphQLObjectType).getFields()[field]!.resolve = resolve
  }
  const items = (_: unknown, args: { first?: number; last?: number }): object => ({ totalCount: pageSize(args), edges: [], nodes: [] })
  on('Query', 'me', (_root, _args, context) => context.account)
  on('Query', 'hello', (_root, args) => `hello ${args.name ?? 'you'}`)
  on('Query', 'unit', () => unit)
  on('Query', 'slow', () => new Promise((resolve) => (world.release = () => resolve('done'))))
  on('Query', 'broken', () => { throw new Error('relation "secret_table" does not exist') })
  on('Query', 'leaking', () => { throw Object.assign(new Error('duplicate key'), { code: '23505', detail: 'Key (name)=(Zhang San)' }) })
  on('Query', 'refused', () => { throw new GraphQLError('no', { extensions: { code: 'UNAUTHENTICATED' } }) })
  on('Unit', 'items', items as never)
  on('Item', 'items', items as never)
  on('Mutation', 'set', (_root, args) => (world.set(args.value), args.value))
  on('Subscription', 'value', (root) => root)
  const fields = (schema.getType('Subscription') as graphql.GraphQLObjectType).getFields()
  fields.value!.subscribe = (_root, args: { of?: string }) => {
    if (args.of === 'nobody') throw new GraphQLError('no such thing', { extensions: { code: 'NOT_FOUND' } })
    return presentThenChanges(world.changes, 'value', () => ({ value: world.value, padding: world.padding }))
  }
  fields.never!.subscribe = () => { throw new Error('select * from secret') }
  on('Value', 'executions', () => ++world.executions)
  on('Value', 'account', (_value, _args, context) => context.account)
  return schema
}

function visitorsOf(world: TinyWorld): Visitors<TinyContext> {
  return {
    contextOf: async (knock) => ({ account: /^Bearer (\w+)$/.exec(knock.authorization ?? '')?.[1] ?? /session=(\w+)/.exec(knock.cookie ?? '')?.[1] ?? null, knock }),
    fresh: (context) => ({ ...context }),
    accountOf: (context) => context.account,
    sightOf: (context) => context.account!.replace(/\d+$/, ''),
    watch: (context, onEnd) => {
      const all = world.watchers.get(context.account!) ?? new Set()
      world.watchers.set(context.account!, all.add(onEnd))
      return () => void all.delete(onEnd)
    },
  }
}

export interface Tiny extends RunningServer {
  readonly world: TinyWorld
  readonly logged: string[]
  readonly metrics: Metrics
  ask(body: unknown, headers?: Record<string, string>): Promise<{ status: number; headers: Headers; json: Answer }>
}

export interface Answer {
  data?: Record<string, unknown> | null
  errors?: { message: string; path?: unknown; extensions: { code: string; [key: string]: unknown } }[]
  extensions?: Record<string, unknown>
}

/** Starts one; drain it. */
export async function startTiny(options: Partial<ServerParts<TinyContext>> = {}): Promise<Tiny> {
  const world = new TinyWorld()
  const logged: string[] = []
  const metrics = new Metrics({ process: false })
  const server = await startServer<TinyContext>({
    schema: tinySchema(world), visitors: visitorsOf(world), metrics, isAble: async () => true,
    log: openLog('debug', { write: (line) => void logged.push(line) }),
    ...options,
  }, { host: '127.0.0.1', port: 0 })
  return {
    ...server, world, logged, metrics,
    ask: async (body, headers = {}) => {
      const response = await fetch(`${server.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', authorization: 'Bearer clerk', ...headers }, body: typeof body === 'string' ? body : JSON.stringify(body) })
      return { status: response.status, headers: response.headers, json: (await response.json()) as Answer }
    },
  }
}
