/** Totals as finished text against the same by execution: the same bytes for every document, caller and moment; what text does not know is executed. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Clock } from '../../../apps/api/src/platform/clock.ts'
import { PASSWORD, type City, openCity } from '../../harness/city.ts'

let city: City
const clock = new Clock()
beforeAll(async () => {
  city = await openCity({ clock })
  clock.stoppedAt = Date.now() // or asOf would differ from answer to answer
}, 180_000)
afterAll(() => city?.close())

const PART = 'parts { vintage disputed payableCount outstandingCount amount paid extinguished outstanding }'
const CELL = 'cells { debtorKind vintage disputed category payableCount outstandingCount amount paid extinguished outstanding disputedOutstanding }'
const ALL = `asOf journalPosition payableCount outstandingCount creditorCount creditorCountEver clearedCount amount paid paidSinceBaseline extinguished outstanding disputedOutstanding excludedOutstanding newToday paidToday ${PART} ${CELL}`
const DOCUMENTS = [
  `query A($unit: String!) { unit(code: $unit) { code kind name totals { ${PART} } children { code kind name totals { ${PART} } } } }`,
  `query B($unit: String!) { unit(code: $unit) { __typename id code reportingLine status totals { ${ALL} unit { name totals { asOf paid } } } children { name children { code totals { outstanding } } } } }`,
  `query C($unit: String!) { u: unit(code: $unit) { ...F t: totals { a: amount ...T } ... on Node { id } } } fragment F on Unit { name totals { amount } x: totals { paid paid } } fragment T on Totals { cells { category } cells { amount } }`,
  // not for text
  'query D($unit: String!) { unit(code: $unit) { parent { code } totals { amount } } }',
  'query E($unit: String!) { unit(code: $unit) { totals(asOf: "2022-06-16T17:00:00+08:00") { amount } ownTotals { amount } } }',
  'query F($unit: String!, $no: Boolean = false) { unit(code: $unit) { name @include(if: $no) totals { amount } } }',
  'query G($unit: String!) { unit(code: $unit) { totals { amount } } again: unit(code: $unit) { name } }',
  'query H($unit: String!) { unit(code: $unit) { dailyBoard(day: "2022-06-16") { __typename } totals { amount } } }',
]
const CALLERS = ['office.140500', 'office.140521', 'clerk.140521-QHSY', 'clerk.140521100', 'finance.140521-CZJ', 'audit.140521-SJJ', 'system.140500', 'security.140500', 'auditor.140500', null]
const UNITS = ['140500', '140521', '140521-QHSY', '140521100', '140521-CZJ', '140502', 'nowhere']

/** The text of an answer, without what every request has of its own. */
async function answer(query: string, unit: unknown, token: string | undefined): Promise<string> {
  const response = await fetch(`${city.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) }, body: JSON.stringify({ query, variables: { unit } }) })
  const text = (await response.text()).replace(/"remaining":\d+/, '"remaining":0')
  if (!text.startsWith('{"errors"')) return `${response.status} ${text}`
  // of errors that say the same, compiled execution brings more
  const { errors: [{ message, path, extensions }], data } = JSON.parse(text) as { errors: [{ message: string; path: unknown; extensions: { code: string } }]; data: unknown }
  return JSON.stringify([response.status, message, path, extensions.code, data])
}

test('every answer is the same, the first and later ones', async () => {
  const tokens = new Map<string | null, string | undefined>([[null, undefined]])
  for (const account of CALLERS) if (account) tokens.set(account, (await city.ask('SignIn', { account, password: PASSWORD })).data!.signIn.token as string)
  for (const document of DOCUMENTS) {
    for (const account of CALLERS) {
      for (const unit of [...UNITS, 7, null]) {
        // another comment, another document: this one has never been seen, and is executed
        const fresh = await answer(`${document} # ${randomUUID()}`, unit, tokens.get(account))
        for (let times = 0; times < 3; times++) expect(await answer(document, unit, tokens.get(account)), `${account} ${unit} ${document}`).toBe(fresh)
      }
    }
  }
}, 120_000)

test('a kept text ends with its version: a payment shows at every level at once', async () => {
  const office = await city.signIn('office.140500')
  const asked = async (unit: string): Promise<{ paid: string; children: string[] }> => {
    const { data } = await office.ask('query Again($unit: String!) { unit(code: $unit) { totals { paid } children { code totals { paid } } } }', { unit })
    return { paid: data!.unit.totals.paid, children: data!.unit.children.map((child: any) => `${child.code} ${child.totals.paid}`) }
  }
  const list = await office.ask('query L($unit: String!) { unit(code: $unit) { payables(first: 3, filter: { statuses: [OPEN] }) { nodes { id } } } }', { unit: '140521' })
  const before = [await asked('140500'), await asked('140500'), await asked('140500'), await asked('140521')]
  for (const { id } of list.data!.unit.payables.nodes) {
    const last = await asked('140500')
    const paid = await office.ask('RecordPayment', { input: { requestId: randomUUID(), payableId: id, amount: '0.01', paidOn: '2022-06-16', method: 'CASH' } })
    expect(paid.data!.recordPayment.__typename).toBe('JournalEntry')
    const now = await asked('140500')
    expect(BigInt(now.paid.replace('.', '')) - BigInt(last.paid.replace('.', ''))).toBe(1n)
    expect(now.children.filter((text) => !last.children.includes(text)).map((text) => text.split(' ')[0])).toEqual(['140521'])
  }
  expect((await asked('140521')).paid).not.toBe(before[3]!.paid)
})
