/** Payments shown with their payables, the parts of totals, and pages that walk their homes in order: each against another way to the same. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type City, type Program, openCity } from '../../harness/city.ts'

let city: City
let office: Program
beforeAll(async () => {
  city = await openCity()
  office = await city.signIn('office.140500')
}, 180_000)
afterAll(() => city?.close())

const LIST = `query List($first: Int!, $after: String, $filter: PayableFilter, $orderBy: PayableOrder, $unit: String!) { unit(code: $unit) { payables(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {
  pageInfo { hasNextPage endCursor } edges { cursor node { id overdueSince payments(last: 2) { id amount paidOn } } } } } }`
const ONE = 'query One($id: ID!) { payable(id: $id) { id payments { id amount paidOn method voucherNo recordedAt } journal(last: 100) { nodes { id kind amount effectiveOn method voucherNo recordedAt reverses { id } } } } }'

interface Entry { id: string; kind: string; reverses: { id: string } | null; effectiveOn: string }

/** The payments that stand, by the journal, newest first. */
const standing = (nodes: Entry[]): object[] => nodes
  .filter(({ id, kind }) => kind === 'PAYMENT' && !nodes.some(({ reverses }) => reverses?.id === id)).toReversed()
  .map(({ effectiveOn, ...rest }) => ({ ...Object.fromEntries(Object.entries(rest).filter(([key]) => key !== 'kind' && key !== 'reverses')), paidOn: effectiveOn }))

test('payments in a list, of one payable and in its journal are the same; a reversed one is gone', async () => {
  const { data } = await office.ask(LIST, { unit: '140500', first: 100, filter: { statuses: ['PARTLY_PAID', 'CLEARED'] } })
  const paid = data!.unit.payables.edges.map(({ node }: any) => node).filter(({ payments }: any) => payments.length > 0)
  expect(paid.length).toBeGreaterThan(5)
  const [shown] = paid
  const before = (await office.ask(ONE, { id: shown.id })).data!.payable
  expect(before.payments).toEqual(standing(before.journal.nodes))
  expect(before.payments.slice(0, 2)).toMatchObject(shown.payments)
  const done = await office.ask('ReverseEntry', { input: { requestId: randomUUID(), entryId: before.payments[0].id, reason: '误录' } })
  expect(done.data!.reverseEntry).toMatchObject({ __typename: 'JournalEntry' })
  const after = (await office.ask(ONE, { id: shown.id })).data!.payable
  expect(after.payments).toEqual(before.payments.slice(1))
  const refused = await office.ask(`query Bad($id: ID!) { payable(id: $id) { payments(last: 51) { id } } }`, { id: shown.id })
  expect(refused.errors![0]!.extensions!.code).toBe('BAD_USER_INPUT')
})

test.each([['140500'], ['140521'], ['140521-WJJ']])('pages of %s in order are those of the plain way, forwards and backwards', async (unit) => {
  for (const statuses of [undefined, ['OPEN', 'PARTLY_PAID'], ['OPEN'], ['CLEARED'], ['OPEN', 'PARTLY_PAID', 'CLEARED']]) {
    for (const direction of ['ASC', 'DESC']) {
      const ids = async (filter: object): Promise<string[]> => {
        const found: string[] = []
        for (let after: string | null = null; found.length < 250;) {
          const { data, errors } = await office.ask(LIST, { unit, first: 50, after, filter, orderBy: { field: 'OVERDUE_SINCE', direction } })
          if (errors) throw new Error(JSON.stringify(errors))
          const { edges, pageInfo } = data!.unit.payables
          found.push(...edges.map(({ node }: any) => node.id))
          if (!pageInfo.hasNextPage) break
          after = pageInfo.endCursor
        }
        return found
      }
      const inOrder = await ids({ statuses })
      expect(new Set(inOrder).size).toBe(inOrder.length)
      expect(inOrder).toEqual(await ids({ statuses, unit }))
    }
  }
})

test('the parts of totals are the cells by vintage and dispute, and add up', async () => {
  const { data } = await office.ask('{ unit(code: "140500") { totals { payableCount outstanding cells { vintage disputed payableCount outstanding } parts { vintage disputed payableCount outstanding } } } }')
  const { cells, parts, payableCount, outstanding } = data!.unit.totals
  const fen = (yuan: string): bigint => BigInt(yuan.replace('.', ''))
  const grouped = new Map<string, [number, bigint]>()
  for (const cell of cells) {
    const [count, sum] = grouped.get(`${cell.vintage} ${cell.disputed}`) ?? [0, 0n]
    grouped.set(`${cell.vintage} ${cell.disputed}`, [count + cell.payableCount, sum + fen(cell.outstanding)])
  }
  expect(new Map(parts.map((part: any) => [`${part.vintage} ${part.disputed}`, [part.payableCount, fen(part.outstanding)]]))).toEqual(grouped)
  expect(parts.reduce((sum: number, part: any) => sum + part.payableCount, 0)).toBe(payableCount)
  expect(parts.reduce((sum: bigint, part: any) => sum + fen(part.outstanding), 0n)).toBe(fen(outstanding))
})
