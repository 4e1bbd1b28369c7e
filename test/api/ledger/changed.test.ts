/** What a watcher of a ledger is told, how lists jump and add up, and what the page needs to check the chain itself. */
import { createHash, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createClient } from 'graphql-ws'
import { WebSocket } from 'ws'
import { type City, type Program, openCity } from '../../harness/city.ts'

let city: City
let clerk: Program
const TOWN = '140521100'
beforeAll(async () => {
  city = await openCity()
  clerk = await city.signIn(`clerk.${TOWN}`)
})
afterAll(() => city.close())

const REGISTER = 'mutation ($input: RegisterPayableInput!) { registerPayable(input: $input) { __typename ... on Payable { id } ... on Refusal { code } } }'
const PAY = 'mutation ($input: RecordPaymentInput!) { recordPayment(input: $input) { __typename ... on Refusal { code } } }'
let serial = 0
const register = async (amount: string) => {
  const { data } = await clerk.ask(REGISTER, { input: { requestId: randomUUID(), unit: TOWN, creditor: { name: `沁水县第${++serial}看台账有限公司` }, category: 'GOODS', overdueSince: '2021-03-01', amount, contractNo: 'WATCHED' } })
  return data!.registerPayable.id as string
}
const pay = (payableId: string, amount: string) => clerk.ask(PAY, { input: { requestId: randomUUID(), payableId, amount, paidOn: city.clock.today(), method: 'CASH' } })

/** Watches as an account does, over a socket. */
async function watching(account: string, query: string, variables: object) {
  const { token } = await city.signIn(account)
  const client = createClient({ url: city.url.replace('http', 'ws') + '/graphql', webSocketImpl: WebSocket, connectionParams: { authorization: `Bearer ${token}` } })
  const stream = client.iterate<Record<string, any>>({ query, variables: variables as Record<string, unknown> })
  return { next: async () => {
      const { data, errors } = (await stream.next()).value!
      if (!data) throw new Error(JSON.stringify(errors))
      return data
    }, close: async () => { await stream.return?.(); await client.dispose() } }
}

describe('ledgerChanged', () => {
  const WATCH = 'subscription ($unit: String!, $filter: PayableFilter) { ledgerChanged(unit: $unit) { entryCount covers payables { id outstanding } sums(filter: $filter) { count outstanding } } }'

  test('the office sees a clerk\'s payment: the row as it is now, and the sums of its filter', async () => {
    const id = await register('1000.00')
    const watch = await watching('office.140521', WATCH, { unit: '140521', filter: { search: 'WATCHED' } })
    const first = (await watch.next()).ledgerChanged
    expect(first).toMatchObject({ covers: 0, payables: [], sums: { count: 1, outstanding: '1000.00' } })
    const begun = Date.now()
    await pay(id, '400.00')
    const second = (await watch.next()).ledgerChanged
    expect(Date.now() - begun).toBeLessThan(1000)
    expect(second).toEqual({ entryCount: first.entryCount + 1, covers: 1, payables: [{ id, outstanding: '600.00' }], sums: { count: 1, outstanding: '600.00' } })
    const other = await register('5.00')
    const third = (await watch.next()).ledgerChanged
    expect(third.entryCount - third.covers).toBe(first.entryCount)
    expect(third.payables.map((each: { id: string }) => each.id)).toEqual(expect.arrayContaining([id, other]))
    await watch.close()
  })

  test('nobody watches beside or above; whoever watches one payable sees it change', async () => {
    const beside = await watching('clerk.140521100', WATCH, { unit: '140521' })
    await expect(beside.next()).rejects.toBeTruthy()
    await beside.close()
    const id = await register('70.00')
    const watch = await watching('office.140521', 'subscription ($id: ID!) { payableChanged(id: $id) { id outstanding journal(last: 1) { nodes { kind } } } }', { id })
    expect((await watch.next()).payableChanged.outstanding).toBe('70.00')
    await pay(id, '70.00')
    expect((await watch.next()).payableChanged).toEqual({ id, outstanding: '0.00', journal: { nodes: [{ kind: 'PAYMENT' }] } })
    await watch.close()
    const foreign = await watching('clerk.140521-QHSY', 'subscription ($id: ID!) { payableChanged(id: $id) { id } }', { id })
    await expect(foreign.next()).rejects.toBeTruthy()
    await foreign.close()
  })
})

describe('lists', () => {
  test('jumping by skip gives the same order as walking by cursor, and the sums count what they add', async () => {
    const page = async (args: string) => (await clerk.ask(`{ unit(code: "${TOWN}") { payables(${args}) { pageInfo { endCursor } nodes { id disputedAmount outstanding creditor { id } } sums { count outstandingCount contestedCount creditorCount extinguished disputedOutstanding } } } }`)).data!.unit.payables
    const all = await page('first: 100')
    const jumped = await page('first: 5, skip: 7')
    expect(jumped.nodes).toEqual(all.nodes.slice(7, 12))
    const open = all.nodes.filter((node: { outstanding: string }) => node.outstanding !== '0.00')
    expect(all.sums).toMatchObject({ count: all.nodes.length, outstandingCount: open.length, creditorCount: new Set(open.map((node: { creditor: { id: string } }) => node.creditor.id)).size })
    const contested = await page('first: 100, filter: { contested: true }')
    expect(contested.nodes.map((node: { id: string }) => node.id)).toEqual(all.nodes.filter((node: { disputedAmount: string }) => node.disputedAmount !== '0.00').map((node: { id: string }) => node.id))
    expect(contested.sums.count).toBe(all.sums.contestedCount)
    expect((await clerk.ask(`{ unit(code: "${TOWN}") { payables(first: 1, skip: -1) { totalCount } } }`)).errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT')
  })
})

test('every entry of a payable can be checked against the one before it, also where that is another payable\'s', async () => {
  const id = await register('9.00')
  await register('8.00')
  await pay(id, '9.00')
  const { data } = await clerk.ask('query ($id: ID!) { payable(id: $id) { journal(first: 10) { nodes { hash previousHash canonical } } } }', { id })
  expect(data!.payable.journal.nodes).toHaveLength(2)
  for (const { hash, previousHash, canonical } of data!.payable.journal.nodes) {
    expect(previousHash).toMatch(/^[0-9a-f]{64}$/)
    expect(createHash('sha256').update(Buffer.from(previousHash, 'hex')).update(canonical, 'utf8').digest('hex')).toBe(hash)
  }
})
