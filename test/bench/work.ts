/** What is asked of both servers, and how one is set against the other. */
import { randomUUID } from 'node:crypto'
import { type Rate, type Sent, hammer } from './clients.ts'
import type { DebtLine } from './files.ts'
import type { Both } from './processes.ts'

export interface Work {
  name: string
  connections: number
  ours: () => Sent
  bare: () => Sent
}

const PARTS = 'parts { vintage disputed payableCount amount paid outstanding }'
const TOTALS = `query Totals($unit: String!) { unit(code: $unit) { code name totals { ${PARTS} } children { code name totals { ${PARTS} } } } }`
const PAYABLE = 'id category overdueSince amount paid outstanding creditor { name uscc } payments(last: 3) { voucherNo paidOn amount }'
const PAGE = `query Page($unit: String!) { unit(code: $unit) { payables(first: 50, filter: { statuses: [OPEN, PARTLY_PAID] }) { nodes { ${PAYABLE} unit { code name } } } } }`
const ONE = `query One($id: ID!) { payable(id: $id) { ${PAYABLE} unit { code name parent { code name parent { code name parent { code name } } } } } }`
const PAY = 'mutation Pay($input: RecordPaymentInput!) { recordPayment(input: $input) { __typename ... on JournalEntry { id payable { id paid } } } }'
const AS_OF = `query AsOf($unit: String!, $at: DateTime!) { unit(code: $unit) { totals(asOf: $at) { ${PARTS} } } }`

const ask = (query: string, variables: object): Sent => ({ path: '/graphql', body: { query, variables } })

/** @param idOf the API's id of a payable by its number, `uuidOf` the database's */
export function works(debts: readonly DebtLine[], idOf: (number: number) => string, uuidOf: (number: number) => string): Work[] {
  let turn = 0
  const open = debts.filter((debt) => debt.amount > 1_000_000n && debt.payments.reduce((sum, { amount }) => sum + amount, 0n) < debt.amount / 2n).slice(0, 20_000)
  // a step that shares no factor with the length: neighbours in time are strangers in the ledger
  const next = (): DebtLine => open[(turn += 7919) % open.length]!
  const county = (): string => `1-${1 + ((turn += 1) % 6)}`
  const payment = (connections: number): Work => ({
    name: 'payment', connections,
    ours: () => ask(PAY, { input: { requestId: randomUUID(), payableId: idOf(next().id), amount: '0.01', paidOn: '2024-01-01', method: 'BANK_TRANSFER', voucherNo: 'bench' } }),
    bare: () => ({ path: '/payment', body: [uuidOf(next().id), 'bench'] }),
  })
  return [
    payment(1), payment(8), payment(32),
    { name: 'totals of a county and what is below it', connections: 16, ours: () => ask(TOTALS, { unit: county() }), bare: () => ({ path: '/totals', body: [county()] }) },
    { name: 'page of 50 payables with payments', connections: 16, ours: () => ask(PAGE, { unit: county() }), bare: () => ({ path: '/page', body: [county()] }) },
    { name: 'one payable with its units', connections: 16, ours: () => ask(ONE, { id: idOf(next().id) }), bare: () => ({ path: '/one', body: [uuidOf(next().id)] }) },
    { name: 'totals of a county as of a day', connections: 4, ours: () => ask(AS_OF, { unit: county(), at: '2022-06-16T17:00:00+08:00' }), bare: () => ({ path: '/asOf', body: [county(), '2022-06-16'] }) },
  ]
}

const median = (numbers: number[]): number => numbers.sort((a, b) => a - b)[Math.floor((numbers.length - 1) / 2)]!

/** Round about, so that whatever else the machine does falls on both. Medians of the rounds; CPU ms of ours a request. */
export async function compare(both: Both, work: Work, rounds: number, seconds: number): Promise<{ bare: Rate; ours: Rate; cpu: number }> {
  const bare: Rate[] = []
  const ours: Rate[] = []
  const cpu: number[] = []
  await hammer(both.ours, work.connections, Math.min(1, seconds), work.ours)
  for (let round = 0; round < rounds; round++) {
    bare.push(await hammer(both.bare, work.connections, seconds, work.bare))
    const before = both.cpu()
    const rate = await hammer(both.ours, work.connections, seconds, work.ours)
    cpu.push((both.cpu() - before) / (rate.perSecond * seconds))
    ours.push(rate)
  }
  const middle = (rates: Rate[]): Rate => ({ perSecond: median(rates.map((rate) => rate.perSecond)), p50: median(rates.map((rate) => rate.p50)), p99: median(rates.map((rate) => rate.p99)) })
  return { bare: middle(bare), ours: middle(ours), cpu: median(cpu) }
}
