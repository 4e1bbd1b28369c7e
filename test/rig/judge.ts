/**
 * The judge of a history: replays the journal on the plain model and says what does not agree. Sentences, empty when all is
 * well. Asked after the writers have ended.
 */
import { dayAt, momentOf } from '@qingqian/rules/day'
import { setTimeout as sleep } from 'node:timers/promises'
import { checkLedger } from '../../apps/api/src/rollup/check.ts'
import { Past, viewOf } from '../../apps/api/src/rollup/totals.ts'
import type { World } from '../harness/world.ts'
import { addedUp, type Facts, type Sums, subtreeOf, sumsOf, unlike } from './books.ts'
import { ask, exportHeads, exportJournal } from './export.ts'
import type { Run } from './history.ts'
import { leftOf, type Model, type Noted } from './model.ts'
import { replay } from './replay.ts'
import { type Line, verify } from './verify.ts'

const KINDS = ['CITY', 'COUNTY', 'TOWNSHIP', 'DEV_ZONE', 'DEPARTMENT', 'INSTITUTION', 'SOE', 'SUBSIDIARY']

export interface Judgement {
  faults: string[]
  entries: number
  /** The journal as it was, for tampering with. */
  journal: Line[]
}

export async function judge(run: Run, moments = 4): Promise<Judgement> {
  const journal = await exportJournal(run.url)
  const { model, noted, faults } = replay(run.attempts, journal, run.history.writers)
  const facts = await factsOf(run)
  faults.push(...verify(journal, await exportHeads(run.url)).findings.map((finding) => finding.text))
  faults.push(...await storedFaults(run, model, noted))
  faults.push(...await scopeFaults(run, model))
  for (const [index, world] of run.worlds.entries()) {
    faults.push(...await caughtUp(world, index, run.url, facts))
    faults.push(...memoryFaults(world, index, noted, facts))
    faults.push(...await pastFaults(run, world, noted, facts, moments))
    const dates = { baseline: '2022-06-16', today: world.rollup.day }
    faults.push(...(await checkLedger(world.database, world.units.tree, dates, world.rollup)).differences.map((text) => `process ${index}: ${text}`))
  }
  return { faults, entries: journal.length, journal }
}

async function factsOf(run: Run): Promise<Facts> {
  const placements = await ask<{ unit: string; parent: string | null; on: string; at: Date }>(run.url, 'select unit_id as unit, parent_id as parent, effective_on::text as on, recorded_at as at from unit_placement')
  const statuses = await ask<{ unit: string; status: string; on: string; at: Date }>(run.url, 'select unit_id as unit, status, effective_on::text as on, recorded_at as at from unit_status')
  return {
    codes: run.lines.map((line) => line.code), kinds: new Map(run.lines.map((line) => [line.code, line.kind])),
    placements: placements.map((row) => ({ ...row, at: row.at.getTime() })), statuses: statuses.map((row) => ({ ...row, at: row.at.getTime() })),
  }
}

/** Payables, day rows, heads and request ids as stored, against the model's. */
async function storedFaults(run: Run, model: Model, noted: readonly Noted[]): Promise<string[]> {
  const faults: string[] = []
  const rows = await ask<Record<string, string | boolean>>(run.url, 'select id, unit_id as unit, creditor_name as creditor, category, overdue_since::text as "overdueSince", coalesce(contract_no, \'\') as contract, amount, paid, opening_paid as opening, extinguished, disputed, outstanding, withdrawn from payable')
  for (const row of rows) {
    const owed = model.payables.get(row.id as string)
    if (!owed) faults.push(`payable ${row.id} is stored, but nobody asked for it`)
    else for (const [key, value] of Object.entries({ ...owed, outstanding: leftOf(owed) })) if (String(row[key]) !== String(value)) faults.push(`payable ${row.id}: ${key} is ${row[key]} instead of ${value}`)
    const [amount, paid, extinguished, outstanding, disputed] = ['amount', 'paid', 'extinguished', 'outstanding', 'disputed'].map((key) => BigInt(row[key] as string)) as [bigint, bigint, bigint, bigint, bigint]
    if (amount !== paid + extinguished + outstanding) faults.push(`payable ${row.id}: ${amount} is not ${paid} + ${extinguished} + ${outstanding}`)
    if ([amount, paid, extinguished, outstanding, disputed, outstanding - disputed].some((each) => each < 0n)) faults.push(`payable ${row.id}: something is negative`)
  }
  if (rows.length !== model.payables.size) faults.push(`${rows.length} payables are stored, ${model.payables.size} were made`)
  const days = await ask<{ key: string; sums: string[] }>(run.url, "select concat_ws(' ', unit_id, recorded_day::text, effective_day::text, cell) as key, array[payables::text, open::text, cleared::text, amount::text, registered::text, paid::text, opening::text, extinguished::text, disputed::text] as sums from totals_day")
  const stored = new Map(days.filter((row) => row.sums.some((sum) => sum !== '0')).map((row) => [row.key, row.sums.map((sum, index) => (index < 3 ? Number(sum) : BigInt(sum)))]))
  faults.push(...unlike('day row', stored, addedUp(noted, (entry, cell) => `${entry.unit} ${entry.recordedDay} ${entry.effectiveOn} ${cell}`)))
  faults.push(...await requestFaults(run))
  return faults
}

/** One effect for each acknowledged request id, none for a refused one. */
async function requestFaults(run: Run): Promise<string[]> {
  const kept = new Map((await ask<{ id: string; result: { entryId?: string } }>(run.url, 'select id, result from request')).map((row) => [row.id, row.result]))
  const faults: string[] = []
  for (const [id, attempts] of Map.groupBy(run.attempts.filter((attempt) => attempt.deed.kind !== 'SUSPEND'), (attempt) => attempt.requestId)) {
    const done = attempts.filter((attempt) => attempt.outcome === 'OK')
    const result = kept.get(id)
    if (done.length > 0 && !result) faults.push(`request ${id} was acknowledged and is not kept`)
    if (attempts.every((attempt) => attempt.outcome === 'REFUSED') && result) faults.push(`request ${id} was refused and left an effect`)
    if (done.some((attempt) => attempt.made && attempt.made.entryId !== result?.entryId)) faults.push(`request ${id} was answered with another entry than it is kept with`)
    if (done.filter((attempt) => !attempt.again).length > 1) faults.push(`request ${id} was carried out ${done.filter((attempt) => !attempt.again).length} times`)
  }
  return faults
}

/** What each unit's clerk can read of the ledger is what its subtree has, and nothing else. */
async function scopeFaults(run: Run, model: Model): Promise<string[]> {
  const faults: string[] = []
  const world = run.worlds[0]!
  await world.units.reload()
  const day = dayAt(run.now)
  const facts = await factsOf(run)
  for (const code of facts.codes) {
    const below = new Set(subtreeOf(facts, code, day, Number.MAX_SAFE_INTEGER))
    const expected = [...model.payables.values()].filter((owed) => below.has(owed.unit)).length
    const own = [...model.payables.values()].filter((owed) => owed.unit === code).length
    const [seen, entries] = await world.database.read(world.as('CLERK', code).scopeText, { sql: 'select unit_id as unit from payable' }, { sql: 'select distinct unit_id as unit from journal_entry union select distinct unit_id from totals_day' })
    if (seen!.length !== expected) faults.push(`${code} reads ${seen!.length} payables of the ${expected} below it`)
    for (const { unit } of [...seen!, ...entries!]) if (!below.has(unit as string)) faults.push(`${code} reads rows of ${unit as string}, which is not below it`)
    if (seen!.filter((row) => row.unit === code).length !== own) faults.push(`${code} does not read its own ${own} payables`)
  }
  return faults
}

/** Waits until a process has heard of everything; what it has not heard of after three seconds it missed. */
async function caughtUp(world: World, index: number, url: string, facts: Facts): Promise<string[]> {
  const heads = await exportHeads(url)
  const day = dayAt(world.clock.now())
  const treeIs = (): boolean => facts.codes.every((code) => (world.units.get(code)!.parent?.code ?? null) === (parentOf(facts, code, day) ?? null))
  const behind = (): string[] => heads.filter((head) => (world.rollup.heldOf(head.unit)?.seq ?? 0n) < BigInt(head.seq)).map((head) => `process ${index} misses entries of ${head.unit}: it has ${world.rollup.heldOf(head.unit)?.seq ?? 0n} of ${head.seq}`)
  for (let k = 0; k < 150 && (behind().length > 0 || !treeIs()); k++) await sleep(20)
  return [...behind(), ...(treeIs() ? [] : [`process ${index} has another tree`])]
}

function parentOf(facts: Facts, code: string, day: string): string | null {
  return facts.codes.find((above) => above !== code && subtreeOf({ ...facts, codes: [code] }, above, day, Number.MAX_SAFE_INTEGER).includes(code)) ?? null
}

/** Every node in memory, cell by cell, against the model's entries under the tree of today. */
function memoryFaults(world: World, index: number, noted: readonly Noted[], facts: Facts): string[] {
  const faults: string[] = []
  const day = world.rollup.day
  const last = Number.MAX_SAFE_INTEGER
  for (const code of facts.codes) {
    const node = world.rollup.node(code)!
    const below = subtreeOf(facts, code, dayAt(world.clock.now()), last)
    const view = viewOf(node.unit, node.sum, 0)
    faults.push(...apart(`process ${index} holds of ${code}`, view, sumsOf(noted, facts, below, day, last)))
    const inScope = new Set(below.filter((unit) => world.units.get(unit)!.status !== 'SUSPENDED'))
    const cells = addedUp(noted.filter((entry) => inScope.has(entry.unit)), (entry, cell) => String(KINDS.indexOf(facts.kinds.get(entry.unit)!) * 24 + Number(cell)))
    const held = new Map([...node.sum.cells].map(([key, m]) => [String(key), [m.payables, m.open, m.cleared, m.amount, m.registered, m.paid, m.opening, m.extinguished, m.disputed]]))
    faults.push(...unlike(`process ${index} holds of ${code} in cell`, held, cells))
    for (const cell of view.cells) if ([BigInt(cell.payableCount), BigInt(cell.outstandingCount), cell.amount, cell.paid, cell.extinguished, cell.outstanding, cell.disputedOutstanding].some((each) => each < 0n)) faults.push(`process ${index} holds a negative figure of ${code}`)
  }
  return faults
}

/** Some past moments on both clocks, at every node at once. */
async function pastFaults(run: Run, world: World, noted: readonly Noted[], facts: Facts, moments: number): Promise<string[]> {
  const faults: string[] = []
  for (let k = 0; k < moments && noted.length > 0; k++) {
    const entry = noted[(k * 7919) % noted.length]!
    const knownAt = k % 2 === 0 ? entry.recordedAt - (k % 3) : momentOf(entry.recordedDay) - 1 + 86_400_000
    const day = k % 3 === 0 ? dayAt(knownAt) : entry.effectiveOn
    const past = new Past(world.database, world.units, { asOf: momentOf(day, '12:00'), knownAt })
    const views = await Promise.all(facts.codes.map((code) => past.totals(world.units.get(code)!, 'all')))
    for (const [at, code] of facts.codes.entries()) faults.push(...apart(`${code} as of ${day} known ${new Date(knownAt).toISOString()}`, views[at]!, sumsOf(noted, facts, subtreeOf(facts, code, day, knownAt), day, knownAt)))
  }
  return faults
}

function apart(what: string, view: Sums, sums: Sums): string[] {
  return (Object.keys(sums) as (keyof Sums)[]).filter((key) => view[key] !== sums[key]).map((key) => `${what}: ${key} is ${view[key]} instead of ${sums[key]}`)
}

