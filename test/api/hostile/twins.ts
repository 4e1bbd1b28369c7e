/** Compiled by graphql-jit and run by graphql-js: resolvers must be handed the very same arguments, whatever the variables are called and hold. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Executor } from '../../../apps/api/src/platform/graphql-execute.ts'
import { DateScalar, DateTimeScalar, MoneyScalar } from '../../../apps/api/src/platform/scalars.ts'
import { printedSchema } from '../../../apps/api/src/schema.ts'
import { graphql } from '../server/packages.ts'
import { NAMES } from './markers.ts'
import { wild } from './mutants.ts'
import { RUNS, SEED } from './stage.ts'

/** $v is what is renamed and filled; no strings stand in them, so that all are compiled. */
const DOCUMENTS = [
  'query ($v: String!) { unit(code: $v) { code } }', 'query ($v: ID!) { node(id: $v) { id } payable(id: $v) { id } }', 'query ($v: String!, $w: PayableFilter) { unit(code: $v) { payables(first: 1, filter: $w) { totalCount } } }',
  'query ($w: String!, $v: PayableFilter) { unit(code: $w) { payables(first: 1, filter: $v) { totalCount } } }', 'query ($w: String!, $v: PayableFilter! = { disputed: true, statuses: [OPEN] }) { unit(code: $w) { payables(first: 1, filter: $v) { totalCount } } }',
  'query ($w: String!, $v: Int = 7) { unit(code: $w) { payables(first: $v) { totalCount } } }', 'query ($w: String!, $v: [PayableStatus!]) { unit(code: $w) { payables(first: 1, filter: { statuses: $v }) { totalCount } } }', 'query ($w: String!, $v: PayableOrder) { unit(code: $w) { payables(first: 1, orderBy: $v) { totalCount } } }',
  'query ($w: String!, $v: DateTime) { unit(code: $w) { totals(asOf: $v, knownAt: $v) { amount } } }', 'query ($w: String!, $v: Date!) { dailyReport(unit: $w, day: $v) { id } }', 'query ($w: String!, $v: Date = null) { unit(code: $w) { payables(first: 1, filter: { overdueFrom: $v, overdueTo: $v }) { totalCount } } }', 'query ($w: String!, $v: Date) { unit(code: $w) { payables(first: 1, filter: { overdueFrom: $v, overdueTo: $v }) { totalCount } } }',
]

/** Every field with arguments writes down what it was given. */
function listening(log: string[]): graphql.GraphQLSchema {
  const schema = graphql.buildSchema(printedSchema())
  for (const scalar of [DateScalar, DateTimeScalar, MoneyScalar]) Object.assign(schema.getType(scalar.name)!, { serialize: scalar.serialize, parseValue: scalar.parseValue, parseLiteral: scalar.parseLiteral })
  const told = (value: unknown): string => JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'bigint' || typeof inner === 'function' || inner === undefined ? `${typeof inner} ${String(inner).slice(0, 40)}` : inner && typeof inner === 'object' && !Array.isArray(inner) ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1))) : inner))
  for (const type of Object.values(schema.getTypeMap())) {
    if (!graphql.isObjectType(type) || type.name.startsWith('__')) continue // those are graphql's own, and everybody's
    for (const field of Object.values(type.getFields())) {
      if (field.args.length === 0) continue
      field.resolve = (_root, args) => {
        log.push(`${type.name}.${field.name} ${told(args)}`)
        return field.name === 'unit' ? {} : null
      }
    }
  }
  return schema
}

export function twinTests(): void {
  const runs = RUNS >= 20_000 ? RUNS : RUNS / 2
  test(`${runs} variables, by wild names and of wild values: the same arguments, the same refusals (seed ${SEED})`, { timeout: 600_000 }, async () => {
    const logs: string[][] = [[], []]
    const executors = [new Executor(listening(logs[0]!)), new Executor(listening(logs[1]!), { jit: false })]
    const schema = graphql.buildSchema(printedSchema())
    const parsed = new Map<string, graphql.DocumentNode>()
    const documentOf = async (text: string): Promise<graphql.DocumentNode> => {
      let document = parsed.get(text)
      if (document) return document
      document = graphql.parse(text)
      expect(graphql.validate(schema, document), text).toEqual([])
      parsed.set(text, document)
      // compiled from the third time on
      for (let use = 0; use < 3; use++) await executors[0]!.run({ document, operationName: undefined, type: graphql.OperationTypeNode.QUERY }, {}, {})
      return document
    }
    let reached = 0
    await fc.assert(fc.asyncProperty(fc.constantFrom(...DOCUMENTS), fc.constantFrom('v', ...NAMES), wild, fc.constantFrom<unknown>('140521100', null, undefined), fc.boolean(), async (text, name, value, other, given) => {
      const document = await documentOf(text.replaceAll('$v', `$${name}`))
      // what JSON.parse makes of a body, which Fastify refuses to hold __proto__
      const variables = JSON.parse(JSON.stringify(Object.fromEntries([...(given && name !== '__proto__' ? [[name, value]] : []), ...(other === undefined ? [] : [['w', other]])]))) as Record<string, unknown>
      const answers: string[] = []
      for (const [index, executor] of executors.entries()) {
        logs[index]!.length = 0
        const { data, errors } = await executor.run({ document, operationName: undefined, type: graphql.OperationTypeNode.QUERY }, {}, variables)
        answers.push(JSON.stringify([logs[index], data ?? null, (errors ?? []).map((error) => JSON.stringify([error.message, error.path])).toSorted()]))
      }
      if (logs[1]!.length > 0) reached++
      expect(answers[0]).toBe(answers[1])
    }), { numRuns: runs, seed: SEED })
    expect(reached).toBeGreaterThan(runs / 20)
  })
}
