/** An imported ledger in the journal: exact, once, and taken back whole. */
import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { yuan } from '@qingqian/rules/money'
import { isRefusal } from '@qingqian/rules/refusal'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ImportMode, Imports } from '../../../apps/api/src/importing/import-run.ts'
import { recordPayment } from '../../../apps/api/src/ledger/record-payment.ts'
import { PAYABLE_COLUMNS, payableRow } from '../../../apps/api/src/ledger/rows.ts'
import { undoBatch } from '../../../apps/api/src/ledger/undo-batch.ts'
import { globalId } from '../../../apps/api/src/platform/global-id.ts'
import { checkLedger } from '../../../apps/api/src/rollup/check.ts'
import { viewOf } from '../../../apps/api/src/rollup/totals.ts'
import { openWorld } from '../../harness/world.ts'

let world: Awaited<ReturnType<typeof openWorld>>
let imports: Imports
const folder = mkdtempSync(join(tmpdir(), 'qingqian-imports-'))
beforeAll(async () => {
  world = await openWorld()
  imports = new Imports({ ...world, folder, onBug: (error) => { throw error } })
})
afterAll(async () => {
  await world.drop()
  rmSync(folder, { recursive: true })
})

const FILES = [
  ['longgang-township.xlsx', 'longgang-township', 'CLERK', '140521100'],
  ['qinhe-group.csv', 'qinhe-group', 'CLERK', '140521-QHSY'],
  ['qinshui-departments.xlsx', 'qinshui-departments', 'FINANCE', '140521-CZJ'],
] as const
const file = (name: string) => new Uint8Array(readFileSync(new URL(`../../ledgers/${name}`, import.meta.url)))
const expected = (name: string) => JSON.parse(readFileSync(new URL(`../../ledgers/${name}.expected.json`, import.meta.url), 'utf8')) as Record<string, unknown> & { accepted: number; amount: string; rejected: unknown[] }
const send = async (role: 'CLERK' | 'FINANCE' | 'OFFICE', unit: string, name: string, mode: ImportMode, requestId = randomUUID()) => {
  const started = await imports.start(world.as(role, unit), { bytes: file(name), fileName: name, unit, mode, requestId }, 'zh')
  if (isRefusal(started)) return started
  return started.done
}
const county = () => viewOf(world.units.get('140521')!, world.rollup.node('140521')!.sum, 0)

describe('import', () => {
  test.each(FILES)('%s is counted exactly by a dry run that writes nothing', async (name, stem, role, unit) => {
    const { unit: _, moneyUnit: __, rejected, warnings, ...counts } = expected(stem)
    const state = await send(role, unit, name, 'dryRun')
    expect(state).toMatchObject({ status: 'DONE', result: { ...counts, posted: false } })
    const result = (state as { result: { rejected: object[]; warnings: object[] } }).result
    expect(result.rejected.map((one) => ({ row: (one as { row: number }).row, code: (one as { code: string }).code }))).toEqual(rejected)
    expect(result.warnings.map((one) => ({ row: (one as { row: number }).row, code: (one as { code: string }).code }))).toEqual(warnings)
    expect(county().payableCount).toBe(0)
  })

  test('all or nothing writes nothing while one row is faulty', async () => {
    expect(await send('CLERK', '140521100', 'longgang-township.xlsx', 'allOrNothing')).toMatchObject({ status: 'DONE', result: { posted: false, accepted: 37 } })
    expect(county().payableCount).toBe(0)
  })

  test('posted, the three ledgers are the county: in scope plus excluded, to the fen', async () => {
    for (const [name, , role, unit] of FILES) expect(await send(role, unit, name, 'acceptedOnly')).toMatchObject({ status: 'DONE', result: { posted: true } })
    const total = (key: string) => FILES.reduce((sum, [, stem]) => sum + BigInt((expected(stem)[key] as string).replace('.', '')), 0n)
    expect(yuan(county().outstanding + county().excludedOutstanding)).toBe(yuan(total('outstanding')))
    expect(county()).toMatchObject({ payableCount: 137, amount: total('amount'), paid: total('paid'), paidSinceBaseline: 0n, outstandingCount: 33 + 30 + 52 })
    const report = await checkLedger(world.database, world.units.tree, { baseline: '2022-06-16', today: world.rollup.day }, world.rollup)
    expect(report.differences).toEqual([])
  })

  test('the same request again is the same import; the same file again is all duplicates', async () => {
    const requestId = randomUUID()
    const first = await send('CLERK', '140521100', 'longgang-township.xlsx', 'acceptedOnly', requestId)
    expect(first).toMatchObject({ status: 'DONE', result: { accepted: 0 } })
    expect((first as { result: { rejected: { code: string }[] } }).result.rejected.filter((one) => one.code === 'DUPLICATE')).toHaveLength(38)
    expect(await send('CLERK', '140521100', 'longgang-township.xlsx', 'acceptedOnly', requestId)).toEqual(first)
    expect(await send('CLERK', '140521100', 'qinhe-group.csv', 'acceptedOnly', requestId)).toMatchObject({ refusal: 'REQUEST_ID_REUSED' })
  })

  test('who may not write there is refused, and nothing leaks', async () => {
    expect(await send('CLERK', '140521101', 'longgang-township.xlsx', 'dryRun').then((state) => state)).toMatchObject({ status: 'DONE' })
    const foreign = await imports.start(world.as('CLERK', '140521101'), { bytes: file('longgang-township.xlsx'), fileName: 'x.xlsx', unit: '140521100', mode: 'dryRun', requestId: randomUUID() }, 'zh')
    expect(foreign).toMatchObject({ refusal: 'NOT_FOUND' })
  })

  test('a batch is taken back whole by reversing entries, once, and not while a payment rests on it', async () => {
    const bytes = new TextEncoder().encode('债权企业,合同编号,款项性质,逾期起始日,应付总额,已付金额,有无分歧\n甲公司,A1,货物,2021-01-01,100.00,40.00,无\n乙公司,A2,工程,2020-05-01,200.00,0,有\n')
    const before = county()
    const started = await imports.start(world.as('CLERK', '140521102'), { bytes, fileName: 'zz.csv', unit: null, mode: 'allOrNothing', requestId: randomUUID() }, 'zh')
    if (isRefusal(started)) throw new Error(started.refusal)
    expect(await started.done).toMatchObject({ status: 'DONE', result: { posted: true, accepted: 2 } })
    const caller = world.as('CLERK', '140521102')
    const [rows] = await world.database.read(caller.scopeText, { sql: `select ${PAYABLE_COLUMNS} from payable p where county_id = '140521' and unit_id = '140521102' order by amount` })
    const second = payableRow(rows![1]!)
    const paid = await recordPayment(world.ledger, world.units, caller, { requestId: randomUUID(), payableId: globalId('P', '140521', second.id), amount: 1n, paidOn: world.clock.today(), method: 'CASH' })
    const undo = () => undoBatch(world, caller, { requestId: randomUUID(), importId: started.importId, reason: '导错文件' })
    expect(await undo()).toMatchObject({ refusal: 'HAS_LATER_ENTRIES' })
    if (isRefusal(paid)) throw new Error(paid.refusal)
    const { reverseEntry } = await import('../../../apps/api/src/ledger/reverse-entry.ts')
    await reverseEntry(world.ledger, world.database, caller, { requestId: randomUUID(), entryId: globalId('E', '140521', paid.made.entryId), reason: '误付' })
    expect(await undoBatch(world, world.as('CLERK', '140521101'), { requestId: randomUUID(), importId: started.importId, reason: 'x' })).toMatchObject({ refusal: 'NOT_FOUND' })
    expect(await undo()).toMatchObject({ payables: 2, amount: 30_000n })
    expect(await undo()).toMatchObject({ refusal: 'ALREADY_UNDONE' })
    expect(county()).toMatchObject({ payableCount: before.payableCount, amount: before.amount, paid: before.paid, creditorCountEver: before.creditorCountEver })
    const report = await checkLedger(world.database, world.units.tree, { baseline: '2022-06-16', today: world.rollup.day }, world.rollup)
    expect(report.differences).toEqual([])
  })
})
