/** graphql-jit against graphql-js: the same answer to everything, and never code from a document. */
import { expect, test } from 'vitest'
import { Executor } from '../../../apps/api/src/platform/graphql-execute.ts'
import { DateScalar, MoneyScalar } from '../../../apps/api/src/platform/scalars.ts'
import { graphql } from './packages.ts'

const { GraphQLError } = graphql

const schema = graphql.buildSchema(`
  scalar Money
  scalar Date
  enum Kind { COUNTY TOWNSHIP }
  interface Node { id: ID! }
  type Unit implements Node { id: ID! kind: Kind money: Money! maybe: Money day: Date count: Int! parent: Unit must: Unit! children: [Unit!]! loose: [Unit] later: Unit lists: [[Int!]] wrong: Int! flag: Boolean score: Float any(of: In, ids: [ID!], n: Int = 7): String }
  type Refusal { code: String! }
  type Creditor implements Node { id: ID! name: String! }
  union Result = Unit | Refusal
  input In { kind: Kind, money: Money, deep: Deep, list: [Int!], need: Boolean! = true, day: Date }
  input Deep { list: [Int!], need: Boolean! = false, day: Date }
  input Round { again: Round, n: Int }
  type Query { round(in: Round): Int unit(kind: Kind, id: ID): Unit result(refuse: Boolean): Result node(which: String): Node nodes: [Node]! fails: String slowFails: Int! error: Unit none: Unit! echo(in: In!): String list: [Result!] scalar: Money }
  type Mutation { first: Int second: Int! third: Int }
  type Subscription { unit: Unit! }
`)

Object.assign(schema.getType('Money')!, { serialize: MoneyScalar.serialize, parseValue: MoneyScalar.parseValue, parseLiteral: MoneyScalar.parseLiteral })
Object.assign(schema.getType('Date')!, { serialize: DateScalar.serialize, parseValue: DateScalar.parseValue, parseLiteral: DateScalar.parseLiteral })
for (const name of ['Node', 'Result']) Object.assign(schema.getType(name)!, { resolveType: (value: { __typename?: string; refusal?: string }) => (value.refusal ? 'Refusal' : value.__typename) })

interface Row { [key: string]: unknown }
const row = (id: string, more: Row = {}): Row => ({ __typename: 'Unit', id, kind: 'COUNTY', money: 12_345n, maybe: null, day: '2022-06-16', count: 3, parent: null, must: { __typename: 'Unit', id: 'M', money: 1n, count: 1 }, children: [], loose: [], lists: [[1, 2], null], wrong: 'x', flag: true, score: 0.5, ...more })

function resolvers(): void {
  const on = (type: string, field: string, resolve: graphql.GraphQLFieldResolver<Row, { log?: string[] }>): void => {
    (schema.getType(type) as graphql.GraphQLObjectType).getFields()[field]!.resolve = resolve as never
  }
  const json = (value: unknown): string => JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'bigint' ? `${inner}n` : inner && typeof inner === 'object' && !Array.isArray(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner))
  on('Query', 'unit', (_root, args) => row('A', { children: [row('B', { parent: row('A') }), row('C', { count: null })].slice(0, args.id === 'bad' ? 2 : 1), loose: [row('D', { money: null }), null, row('E')] }))
  on('Query', 'result', async (_root, args) => (args.refuse ? { refusal: 'NOT_FOUND', code: 'NOT_FOUND' } : row('R')))
  on('Query', 'node', (_root, args) => (args.which === 'creditor' ? { __typename: 'Creditor', id: 'K', name: '某公司' } : args.which === 'odd' ? { __typename: 'Refusal', id: 1 } : args.which === 'none' ? { id: 'x' } : row('N')))
  on('Query', 'nodes', () => [row('1'), Promise.resolve({ __typename: 'Creditor', id: '2', name: 'n' }), null])
  on('Query', 'fails', () => { throw new GraphQLError('no', { extensions: { code: 'FORBIDDEN' } }) })
  on('Query', 'slowFails', async () => { throw new Error('late') })
  on('Query', 'error', () => new GraphQLError('returned', { extensions: { code: 'X' } }))
  on('Query', 'none', () => null)
  on('Query', 'echo', (_root, args) => json(args.in))
  on('Query', 'list', () => [row('L'), { refusal: 'X', code: 'X' }])
  on('Query', 'scalar', () => 5n)
  on('Unit', 'later', async (unit) => (unit.id === 'B' ? Promise.reject(new Error('lost')) : row('later')))
  on('Unit', 'any', (unit, args, context, info) => json([unit.id, args, info.fieldName, info.path.key, Object.keys(context)]))
  on('Mutation', 'first', async (_root, _args, context) => (await new Promise((resolve) => setTimeout(resolve, 5)), context.log!.push('first')))
  on('Mutation', 'second', (_root, _args, context) => { context.log!.push('second'); throw new Error('second') })
  on('Mutation', 'third', (_root, _args, context) => context.log!.push('third'))
}
resolvers()

/** [query, variables…] */
const CASES: [string, ...object[]][] = [
  ['{ unit { id kind money maybe day count flag score lists } }'],
  ['{ unit { ...a ...b } } fragment a on Unit { id parent { id } must { id ...c } } fragment b on Node { id ... on Unit { x: kind __typename } } fragment c on Unit { money count }'],
  ['query($id: ID) { unit(id: $id) { children { id count parent { id money } } } }', {}, { id: 'bad' }, { id: 7 }, { id: null }, { id: {} }],
  ['{ unit { loose { id money } } }'],
  ['{ unit { id later { id } children { id later { id } } } }'],
  ['{ unit { wrong } fails }'],
  ['{ unit { must { must { id } } } }'],
  ['{ fails error { id } unit { id } }'],
  ['{ unit { id } slowFails }'],
  ['{ none { id } }'],
  ['query($r: Boolean) { result(refuse: $r) { __typename ... on Unit { id money children { id } } ... on Refusal { code } } }', {}, { r: true }, { r: false }, { r: 'x' }],
  ['query($w: String) { node(which: $w) { __typename id ... on Unit { money } ... on Creditor { name } } }', {}, { w: 'creditor' }, { w: 'odd' }, { w: 'none' }],
  ['{ nodes { id ... on Creditor { name } } }'],
  ['{ list { ... on Unit { id } ... on Refusal { code } t: __typename } }'],
  ['query($in: In!) { echo(in: $in) }', {}, { in: null }, { in: {} }, { in: { kind: 'COUNTY', money: '1.50', deep: { list: [1, 2], need: false } } }, { in: { list: 3 } }, { in: { list: [null] } }, { in: { money: '1.234' } }, { in: { money: 1 } }, { in: { money: 'abc' } }, { in: { kind: 'NO' } }, { in: { nope: 1 } }, { in: { need: null } }, { in: [] }, { in: 'x' }, { in: { day: '2022-02-30' } }, { in: { day: '2022-02-28', money: null, deep: null } }],
  ['query($n: Int! = 3, $k: Kind = COUNTY, $ids: [ID!]) { unit(kind: $k) { any(n: $n, of: { kind: $k, list: [1, $n] }, ids: $ids) } }', {}, { n: 4, k: null }, { n: 5, ids: ['a', 2] }, { ids: 'one' }, { n: 1.5 }, { n: 3e9 }, { n: null }, { ids: [null] }],
  ['{ unit { any(n: 5, of: { kind: TOWNSHIP, list: [1, 2], need: false }, ids: [1, 2]) other: any } }'],
  ['query A { unit { id } } query B { fails }'],
  ['{ __typename scalar __schema { queryType { name fields { name type { name kind } } } } __type(name: "Unit") { name } }'],
  ['query($in: Round) { round(in: $in) }', {}, { in: { again: { n: 1 } } }],
  ['mutation { first third first2: first }'],
  ['mutation { first second third }'],
  ['query($yes: Boolean!) { unit { ...f @include(if: $yes) parent { id } children { ...f } } } fragment f on Unit { id kind }', { yes: true }, { yes: false }],
]

const simple = (result: graphql.ExecutionResult): unknown => ({
  data: result.data === undefined ? undefined : JSON.parse(JSON.stringify(result.data)),
  // what has no code is a bug: callers see its place, not its message
  errors: result.errors?.map((error) => JSON.stringify({ message: error.extensions?.code === undefined && result.data !== undefined ? 'a bug' : error.message, path: error.path, code: error.extensions?.code, locations: error.locations })).sort(),
})

test('compiled and plain execution answer the same, to the path and code of every error', async () => {
  const compiled = new Executor(schema)
  const plain = new Executor(schema, { jit: false })
  let ranCompiled = 0
  for (const [text, ...variables] of CASES) {
    const document = graphql.parse(text)
    expect(graphql.validate(schema, document), text).toEqual([])
    const operation = { document, operationName: text.startsWith('query A') ? 'A' : undefined, type: graphql.getOperationAST(document, text.startsWith('query A') ? 'A' : undefined)!.operation }
    for (const values of variables.length > 0 ? variables : [{}]) {
      const logs: string[][] = [[], []]
      const wanted = simple(await plain.run(operation, { log: logs[0] }, values as Record<string, unknown>))
      for (let use = 1; use <= 4; use++) {
        const log: string[] = []
        expect(simple(await compiled.run(operation, { log }, values as Record<string, unknown>)), `${text} ${JSON.stringify(values)}`).toEqual(wanted)
        expect(log).toEqual(logs[0])
      }
    }
    const known = (compiled as unknown as { known: WeakMap<object, Map<string, { compiled: unknown }>> }).known.get(document)
    if ([...(known?.values() ?? [])][0]?.compiled) ranCompiled++
  }
  expect(ranCompiled).toBeGreaterThanOrEqual(CASES.length - 5) // all but mutations, and those with directives, strings, or inputs without end
})

test('the contents of a document never become code', async () => {
  const executor = new Executor(schema)
  const marker = '__MAGIC_DATE__33a9e76d_02e0_4128_8e92_3530ad3da74d'
  for (const text of [`{ unit { any(ids: ["${marker}globalThis.broken = 1"]) } }`, `{ unit { any(of: { list: [1] }, ids: """${marker}globalThis.broken = 1""") } }`, `query($ids: [ID!] = ["${marker}globalThis.broken = 1"]) { unit { any(ids: $ids) } }`]) {
    const document = graphql.parse(text)
    for (let use = 0; use < 5; use++) await executor.run({ document, operationName: undefined, type: graphql.OperationTypeNode.QUERY }, {}, {})
  }
  expect((globalThis as { broken?: number }).broken).toBe(undefined)
  const proto = graphql.parse('{ unit { __proto__: id } }')
  for (let use = 0; use < 5; use++) {
    const { data } = await executor.run({ document: proto, operationName: undefined, type: graphql.OperationTypeNode.QUERY }, {}, {})
    expect(JSON.stringify(data)).toContain('__proto__')
  }
})
