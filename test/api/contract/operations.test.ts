/** Every document of the contract, unchanged, against a running server with the demo city. */
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { Kind, parse } from 'graphql'
import { createClient } from 'graphql-ws'
import { WebSocket } from 'ws'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type City, OPERATIONS, type Program, openCity } from '../../harness/city.ts'

let city: City
let clerk: Program
let office: Program
beforeAll(async () => {
  city = await openCity()
  ;[clerk, office] = await Promise.all([city.signIn('clerk.140521100'), city.signIn('office.140500')])
})
afterAll(() => city.close())

const asked = new Set<string>()
const said = async (program: Program, operation: string, variables?: object) => {
  asked.add(operation)
  const { data, errors } = await program.ask(operation, variables)
  if (errors) throw new Error(`${operation}: ${JSON.stringify(errors)}`)
  return data!
}
const fen = (money: string): bigint => BigInt(money.replace('.', ''))

async function live(program: Program, operationName: string, variables: object, enough: (data: any) => boolean): Promise<any[]> {
  asked.add(operationName)
  const client = createClient({ url: `${city.url.replace('http', 'ws')}/graphql`, webSocketImpl: WebSocket, connectionParams: { authorization: `Bearer ${program.token}` } })
  const seen: any[] = []
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${operationName}: only ${seen.length} messages`)), 5000)
    const stop = client.subscribe({ query: OPERATIONS, operationName, variables: variables as Record<string, unknown> }, {
      next: ({ data, errors }) => {
        if (errors) reject(new Error(JSON.stringify(errors)))
        seen.push(data)
        if (enough(data)) { clearTimeout(timer); stop(); resolve() }
      },
      error: reject, complete: () => undefined,
    })
  })
  await client.dispose()
  return seen
}

describe('the contract', () => {
  test('viewer, totals with cells and children, territory', async () => {
    expect(await said(clerk, 'Viewer')).toMatchObject({ viewer: { account: 'clerk.140521100', role: 'CLERK', unit: { code: '140521100', kind: 'TOWNSHIP' } } })
    const { unit } = await said(office, 'Totals', { unit: '140500' })
    const parts = [unit.ownTotals, ...unit.children.map((child: { totals: object }) => child.totals)]
    for (const key of ['amount', 'paid', 'outstanding', 'paidSinceBaseline', 'excludedOutstanding', 'disputedOutstanding']) {
      expect(parts.reduce((sum, part) => sum + fen(part[key]), 0n), key).toBe(fen(unit.totals[key]))
    }
    expect(unit.totals.cells.reduce((sum: bigint, cell: { outstanding: string }) => sum + fen(cell.outstanding), 0n)).toBe(fen(unit.totals.outstanding))
    expect(unit.totals.payableCount).toBeGreaterThanOrEqual(2000)
    const { unit: town } = await said(office, 'TerritoryTotals', { unit: '140521100' })
    expect(fen(town.territoryTotals.amount)).toBeGreaterThan(0n)
    expect((await said(office, 'Totals', { unit: '140521', asOf: '2021-01-01T00:00:00+08:00', knownAt: '2021-01-01T00:00:00+08:00' })).unit.totals.payableCount).toBe(0)
  })

  test('Qinshui is what its three files say, excluded units apart, and every unit is the sum of ownTotals below it', async () => {
    const files = ['longgang-township', 'qinhe-group', 'qinshui-departments'].map((stem) => JSON.parse(readFileSync(new URL(`../../ledgers/${stem}.expected.json`, import.meta.url), 'utf8')) as { outstanding: string })
    const { data } = await office.ask('{ unit(code: "140521") { totals { outstanding excludedOutstanding } } }')
    const { outstanding, excludedOutstanding } = data!.unit.totals
    expect(fen(outstanding) + fen(excludedOutstanding)).toBe(files.reduce((sum, file) => sum + fen(file.outstanding), 0n))
    expect(fen(excludedOutstanding)).toBeGreaterThan(0n)
    type Below = { own: { outstanding: string; payableCount: number }; totals: { outstanding: string; payableCount: number }; children?: Below[] }
    const tree = await office.ask('{ unit(code: "140500") { ...u children { ...u children { ...u children { ...u children { ...u } } } } } } fragment u on Unit { own: ownTotals { outstanding payableCount } totals { outstanding payableCount } }')
    expect(tree.errors).toBeUndefined()
    let nodes = 0
    const walk = (unit: Below): [bigint, number] => {
      nodes++
      const below = (unit.children ?? []).map(walk)
      const sum = below.reduce((at, [money]) => at + money, fen(unit.own.outstanding))
      const count = below.reduce((at, [, payables]) => at + payables, unit.own.payableCount)
      expect([fen(unit.totals.outstanding), unit.totals.payableCount]).toEqual([sum, count])
      return [sum, count]
    }
    walk(tree.data!.unit)
    expect(nodes).toBe([...city.app.units.tree.all()].length)
  })

  test('register, correct, dispute, settle, pay, reverse: one payable through all its acts', async () => {
    const payable = (await said(clerk, 'RegisterPayable', { input: { requestId: randomUUID(), unit: '140521100', creditor: { name: '沁水县试验建材有限公司', uscc: '91350100M000100Y43' }, category: 'GOODS', overdueSince: '2021-06-01', amount: '12345.60', contractNo: 'T-1' } })).registerPayable
    expect(payable).toMatchObject({ __typename: 'Payable', amount: '12345.60', outstanding: '12345.60', status: 'OPEN', vintage: 'SINCE_CUTOFF' })
    expect((await said(clerk, 'CorrectPayable', { input: { requestId: randomUUID(), payableId: payable.id, reason: '录错', amount: '12345.67' } })).correctPayable).toMatchObject({ amount: '12345.67' })
    expect((await said(clerk, 'RaiseDispute', { input: { requestId: randomUUID(), payableId: payable.id, amount: '345.67', ground: '数量不符', channel: 'MEDIATION' } })).raiseDispute).toMatchObject({ disputedAmount: '345.67' })
    expect((await said(clerk, 'SettleDispute', { input: { requestId: randomUUID(), payableId: payable.id, acceptedAmount: '300.00', extinguishedAmount: '45.67', reason: '调解' } })).settleDispute).toMatchObject({ disputedAmount: '0.00', extinguished: '45.67' })
    const before = (await said(office, 'Totals', { unit: '140521100' })).unit.totals
    const requestId = randomUUID()
    const input = { requestId, payableId: payable.id, amount: '1234.56', paidOn: city.clock.today(), method: 'BANK_TRANSFER', voucherNo: '1' }
    const paid = (await said(clerk, 'RecordPayment', { input })).recordPayment
    expect(paid).toMatchObject({ __typename: 'JournalEntry', kind: 'PAYMENT', amount: '1234.56', payable: { status: 'PARTLY_PAID' } })
    expect(fen(before.outstanding) - fen(paid.payable.unit.totals.outstanding)).toBe(123456n)
    expect((await said(clerk, 'RecordPayment', { input })).recordPayment.id).toBe(paid.id)
    expect((await said(clerk, 'RecordPayment', { input: { ...input, amount: '1.00' } })).recordPayment).toMatchObject({ __typename: 'Refusal', code: 'REQUEST_ID_REUSED' })
    const reversal = (await said(clerk, 'ReverseEntry', { input: { requestId: randomUUID(), entryId: paid.id, reason: '退票' } })).reverseEntry
    expect(reversal).toMatchObject({ kind: 'REVERSAL', reverses: { id: paid.id }, payable: { outstanding: '12300.00' } })
    const shown = (await said(clerk, 'Payable', { id: payable.id })).payable
    expect(shown.journal.nodes.map((entry: { kind: string }) => entry.kind)).toEqual(['REGISTER', 'CORRECTION', 'DISPUTE', 'SETTLEMENT', 'PAYMENT', 'REVERSAL'])
    expect(shown.creditor.uscc).toBe('91350100M000100Y43')
    const stranger = await city.signIn('clerk.140521101')
    expect((await said(stranger, 'Payable', { id: payable.id })).payable).toBeNull()
    expect((await said(stranger, 'RecordPayment', { input: { ...input, requestId: randomUUID() } })).recordPayment).toMatchObject({ code: 'NOT_FOUND' })
  })

  test('pages of payables follow each other without gap or repeat and sum up to their sums', async () => {
    const seen: string[] = []
    let outstanding = 0n
    let after: string | null = null
    let sums: { outstanding: string } | undefined
    for (;;) {
      const { payables }: { payables: any } = (await said(office, 'Payables', { unit: '140522', first: 100, after, orderBy: { field: 'OUTSTANDING', direction: 'DESC' } })).unit
      for (const { node } of payables.edges) { seen.push(node.id); outstanding += fen(node.outstanding) }
      sums = payables.sums
      if (!payables.pageInfo.hasNextPage) { expect(seen).toHaveLength(payables.totalCount); break }
      after = payables.pageInfo.endCursor
    }
    expect(new Set(seen).size).toBe(seen.length)
    expect(outstanding).toBe(fen(sums!.outstanding))
    const byInitials = (await said(office, 'Payables', { unit: '140500', first: 5, filter: { search: 'xnjc', statuses: ['OPEN', 'PARTLY_PAID'] } })).unit.payables
    expect(byInitials.totalCount).toBeGreaterThan(0)
  })

  test('units, people, keys', async () => {
    const system = await city.signIn('system.140500')
    const security = await city.signIn('security.140500')
    const opened = (await said(system, 'OpenUnit', { input: { requestId: randomUUID(), parent: '140521-QHSY', code: '140521-QHSY-XIN', name: '沁河新公司(演示)', kind: 'SUBSIDIARY' } })).openUnit
    expect(opened).toMatchObject({ __typename: 'Unit', code: '140521-QHSY-XIN', parent: { code: '140521-QHSY' } })
    expect((await said(system, 'MoveUnit', { input: { requestId: randomUUID(), unit: '140521-QHSY-XIN', newParent: '140521-CTJT', effectiveOn: city.clock.today(), reason: '划转' } })).moveUnit).toMatchObject({ parent: { code: '140521-CTJT' } })
    expect((await said(system, 'InviteUser', { input: { requestId: randomUUID(), unit: '140521-QHSY-XIN', account: 'clerk.140521-QHSY-XIN', name: '新经办', role: 'CLERK' } })).inviteUser).toMatchObject({ __typename: 'Invitation' })
    const expiresOn = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10)
    const key = (await said(security, 'IssueApiKey', { input: { requestId: randomUUID(), unit: '140521', name: '第三方', scopes: ['TOTALS_READ'], expiresOn } })).issueApiKey
    expect(key).toMatchObject({ __typename: 'ApiKeyIssued', scopes: ['TOTALS_READ'] })
    expect((await city.ask('Totals', { unit: '140521' }, key.secret)).data!.unit.code).toBe('140521')
    expect((await said(security, 'RevokeApiKey', { input: { requestId: randomUUID(), id: key.id } })).revokeApiKey.revokedAt).toBeTruthy()
    expect((await city.ask('Viewer', {}, key.secret)).errors![0]!.extensions!.code).toBe('UNAUTHENTICATED')
    expect((await system.ask('Totals', { unit: '140521' })).errors![0]!.extensions!.code).toBe('FORBIDDEN')
  })

  test('the day: report, signature, board', async () => {
    const day = city.clock.today()
    const before = (await said(clerk, 'DailyReport', { unit: '140521100', day })).dailyReport
    expect(before).toMatchObject({ day, versions: [] })
    const signed = (await said(clerk, 'SignDailyReport', { input: { requestId: randomUUID(), unit: '140521100', day } })).signDailyReport
    expect(signed).toMatchObject({ __typename: 'DailyReport', versions: [{ version: 1 }] })
    const board = (await said(office, 'DailyBoard', { unit: '140521', day })).unit.dailyBoard
    expect(board.expected).toBe(30)
    expect(board.rows.find((row: { unit: { code: string } }) => row.unit.code === '140521100')).toMatchObject({ version: 1 })
  })

  test('subscriptions give the present state at once, then each change', async () => {
    const day = city.clock.today()
    const first = (await said(office, 'Totals', { unit: '140500' })).unit.totals
    const watching = live(office, 'TotalsChanged', { unit: '140500' }, (data) => data.totals.paidToday !== first.paidToday)
    const boards = live(office, 'DailyBoardChanged', { unit: '140521', day }, () => true)
    await boards
    const { payables } = (await said(office, 'Payables', { unit: '140522', first: 1, filter: { statuses: ['OPEN'] } })).unit
    await said(office, 'RecordPayment', { input: { requestId: randomUUID(), payableId: payables.edges[0].node.id, amount: '1.00', paidOn: day, method: 'CASH' } })
    const seen = await watching
    expect(fen(first.outstanding) - fen(seen.at(-1).totals.outstanding)).toBe(100n)
  })

  test('sign-out ends the session, and every operation of the contract was asked', async () => {
    const passing = await city.signIn('clerk.140522100')
    asked.add('SignIn')
    expect((await said(passing, 'SignOut')).signOut.at).toBeTruthy()
    expect((await passing.ask('Viewer')).errors![0]!.extensions!.code).toBe('UNAUTHENTICATED')
    const all = parse(OPERATIONS).definitions.flatMap((one) => (one.kind === Kind.OPERATION_DEFINITION ? [one.name!.value] : []))
    expect(all.filter((name) => !asked.has(name))).toEqual([])
  })
})
