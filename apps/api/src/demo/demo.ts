/** The demo city: the tree of Jincheng, its accounts and policy, and ledgers loaded through the real importer. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { randomUUID } from 'node:crypto'
import { type Day, addDays } from '@qingqian/rules/day'
import type { Role } from '@qingqian/rules/permission'
import { NOTICE_2022, type Policy, demoPolicy } from '@qingqian/rules/policy'
import { isRefusal } from '@qingqian/rules/refusal'
import { type ReportingLine, UNIT_KINDS, type UnitKind, subtree, within } from '@qingqian/rules/unit'
import type { Caller } from '../access/caller.ts'
import { callerOf } from '../access/caller.ts'
import type { Imports } from '../importing/import-run.ts'
import type { Ledger } from '../ledger/append.ts'
import { recordPayment } from '../ledger/record-payment.ts'
import { PAYABLE_COLUMNS, payableRow } from '../ledger/rows.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/database.ts'
import { globalId } from '../platform/global-id.ts'
import type { MikroORM } from '../platform/orm.ts'
import { PolicyRow, UnitStatusRow } from '../units/entities.ts'
import type { Units } from '../units/units.ts'
import { openAccounts } from '../onboarding/account-rows.ts'
import { demoLedger, randomFrom } from './demo-ledgers.ts'
import { openUnitRows } from '../onboarding/unit-rows.ts'

export interface DemoParts {
  database: Database
  orm: MikroORM
  units: Units
  clock: Clock
  ledger: Ledger
  imports: Imports
  /** Holds jincheng-units.csv and the three ledger files of Qinshui. */
  folder: string
  password: string
  progress: (what: string) => void
}

const ALWAYS = '1949-10-01'
const BY = 'demo'

/** The accounts that stand beside every unit's clerk. */
const POSTS: readonly [role: Role, unit: string, name: string][] = [
  ['FINANCE', '140521-CZJ', '县财政局汇总岗'], ['INTAKE', '140521-ZXQ', '投诉受理岗'], ['PROJECTS', '140521-FGJ', '项目审核岗'], ['AUDIT', '140521-SJJ', '审计岗'],
  ['SYSTEM', '140500', '系统管理员'], ['SECURITY', '140500', '安全管理员'], ['AUDITOR', '140500', '审计管理员'],
]

/** The three files that Qinshui's offices keep, and who imports them. */
const QINSHUI: readonly [file: string, account: string, role: Role, unit: string][] = [
  ['longgang-township.xlsx', 'clerk.140521100', 'CLERK', '140521100'],
  ['qinhe-group.csv', 'clerk.140521-QHSY', 'CLERK', '140521-QHSY'],
  ['qinshui-departments.xlsx', 'finance.140521-CZJ', 'FINANCE', '140521-CZJ'],
]

/** Rows of invented ledgers by county; the city's own bodies last. Together with Qinshui's over 2,000. */
const INVENTED: readonly [unit: string, rows: number][] = [['140502', 280], ['140522', 460], ['140524', 330], ['140525', 520], ['140581', 430], ['140500', 120]]

/** Loads the demo city into an empty database. */
export async function loadDemo(parts: DemoParts): Promise<void> {
  const { clock, orm, units, progress } = parts
  const today = clock.today()
  progress('units, accounts and policies')
  await openTree(parts)
  const em = orm.em.fork()
  em.create(PolicyRow, policyColumns(demoPolicy(today)))
  await em.flush()
  await units.reload()
  await openPosts(parts)
  for (const [file, account, role, unit] of QINSHUI) {
    progress(`ledger ${file}`)
    await importFile(parts, caller(parts, account, role, unit), { fileName: file, bytes: await readFile(join(parts.folder, file)) }, unit)
  }
  for (const [index, [code, rows]] of INVENTED.entries()) {
    progress(`invented ledger of ${code}`)
    const root = units.get(code)!
    const debtors = units.tree.subtree(root).filter((unit) => unit.countyId === code && unit !== root)
    await importFile(parts, caller(parts, `office.${code}`, 'OFFICE', code), demoLedger(debtors, rows, 20220616 + index, today, addDays(units.policy(today).baseline, -1)), code)
    await payABit(parts, code, 20220617 + index, today)
  }
  // The notice of 2022 itself, kept beside the demo's. Last, so that it tells a finished demo from one that was cut off.
  // A server that was first started without the demo has it already.
  if ((await em.count(PolicyRow, { id: NOTICE_2022.id })) === 0) {
    em.create(PolicyRow, policyColumns(NOTICE_2022))
    await em.flush()
  }
  await units.reload()
}

/** Was the loading of a demo city cut off? Then what is there is no city, and nobody has worked in it yet. */
export const CUT_OFF = {
  sql: `select exists (select 1 from unit_placement where recorded_by = '${BY}') and not exists (select 1 from policy where id = '${NOTICE_2022.id}') as "cutOff"`,
}

/** Is there nothing yet? */
export const isEmpty = (units: Units): boolean => units.tree.roots.length === 0

async function openTree({ orm, clock, folder }: DemoParts): Promise<void> {
  const text = await readFile(join(folder, 'jincheng-units.csv'), 'utf8')
  const lines = text.replace(/^\uFEFF/, '').trim().split(/\r?\n/).slice(1).map((line) => line.split(','))
  const rows = lines.map(([code, name, kind, parent, line, locatedIn]) => {
    if (!UNIT_KINDS.includes(kind as UnitKind)) throw new Error(`unit ${code}: kind ${kind}`)
    return { code: code!, name: name!, kind: kind as UnitKind, parent: parent || null, line: (line || null) as ReportingLine | null, locatedIn: locatedIn || null, openedOn: ALWAYS }
  })
  await openUnitRows(orm, rows, BY, clock.now())
  const em = orm.em.fork()
  for (const [code, , , , , , , note] of lines) {
    const since = /SUSPENDED from (\d{4}-\d{2}-\d{2})/.exec(note ?? '')?.[1]
    if (since) em.create(UnitStatusRow, { unitId: code!, number: 1, status: 'SUSPENDED', effectiveOn: since, recordedAt: new Date(clock.now()), recordedBy: BY, certificate: '停产证明(演示)' })
  }
  await em.flush()
}

async function openPosts({ orm, units, clock, password }: DemoParts): Promise<void> {
  const accounts: Parameters<typeof openAccounts>[1][number][] = POSTS.map(([role, unit, name]) => ({ id: `${role.toLowerCase()}.${unit}`, name, role, unit, password }))
  for (const unit of units.tree.all()) {
    if (unit.kind === 'CITY' || unit.kind === 'COUNTY') accounts.push({ id: `office.${unit.code}`, name: `${unit.name}清欠办`, role: 'OFFICE', unit: unit.code, password })
    accounts.push({ id: `clerk.${unit.code}`, name: `${unit.name}经办人`, role: 'CLERK', unit: unit.code, password })
  }
  await openAccounts(orm, accounts, BY, clock.now())
}

function policyColumns(policy: Policy) {
  const { from, ...rest } = policy
  return { ...rest, validFrom: from }
}

function caller({ units }: DemoParts, account: string, role: Role, code: string): Caller {
  const unit = units.get(code)!
  const name = POSTS.find(([, at]) => at === code && account.startsWith(role.toLowerCase()))?.[2] ?? (role === 'OFFICE' ? `${unit.name}清欠办` : `${unit.name}经办人`)
  return callerOf({ id: account, name, role }, unit, units.tree, 'demo')
}

async function importFile({ imports }: DemoParts, by: Caller, file: { fileName: string; bytes: Uint8Array }, unit: string): Promise<void> {
  const started = await imports.start(by, { ...file, unit, mode: 'acceptedOnly', requestId: randomUUID() }, 'zh')
  if (isRefusal(started)) throw new Error(`demo ledger ${file.fileName}: ${started.refusal}`)
  const state = await started.done
  if (state.status !== 'DONE') throw new Error(`demo ledger ${file.fileName}: ${JSON.stringify(state)}`)
}

/** Some payments of the campaign so far, so that boards and burn-downs have something to tell. Not in Qinshui. */
async function payABit({ database, ledger, units }: DemoParts, code: string, seed: number, today: Day): Promise<void> {
  const random = randomFrom(seed)
  const office = callerOf({ id: `office.${code}`, name: `${units.get(code)!.name}清欠办`, role: 'OFFICE' }, units.get(code)!, units.tree, 'demo')
  const { from, to } = subtree(units.get(code)!.path)
  const [rows] = await database.read(office.scopeText, { sql: `select ${PAYABLE_COLUMNS} from payable p where p.county_id = $1 and p.outstanding > 0 and p.disputed = 0 order by p.contract_no, p.id`, values: [code] })
  const baseline = units.policy(today).baseline
  const days = Math.max(1, Math.round((Date.parse(today) - Date.parse(baseline)) / 86_400_000))
  for (const row of rows!.map(payableRow)) {
    const unit = units.get(row.unitId)!
    if (!within(unit.path, { from, to }) || random() > 0.22) continue
    const part = random()
    const amount = part < 0.4 ? row.outstanding : (row.outstanding * BigInt(10 + Math.floor(part * 80))) / 100n
    const paidOn = addDays(today, -Math.floor(random() * days))
    const clerk = callerOf({ id: `clerk.${unit.code}`, name: `${unit.name}经办人`, role: 'CLERK' }, unit, units.tree, 'demo')
    const done = await recordPayment(ledger, units, clerk, { requestId: randomUUID(), payableId: globalId('P', row.countyId, row.id), amount: amount > 0n ? amount : 1n, paidOn, method: 'BANK_TRANSFER', voucherNo: `${paidOn.slice(5).replace('-', '')}-${Math.floor(100 + random() * 900)}` })
    if (isRefusal(done)) throw new Error(`demo payment: ${done.refusal}`)
  }
}
