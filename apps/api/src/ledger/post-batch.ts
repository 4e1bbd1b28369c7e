/**
 * Many payables at once (an imported ledger): the same entries as one by one, in one transaction. Heads of all units are
 * locked in order of their codes, entries are decided and hashed here, rows go in by `unnest`, day rows once a cell.
 */
import { type Leg, addMeasures, noMeasures, storeLeg } from '@qingqian/rules/cell'
import { type Day, type Moment, dayAt } from '@qingqian/rules/day'
import { type Act, openingPaid, register } from '@qingqian/rules/payable'
import { type Refusal, isRefusal } from '@qingqian/rules/refusal'
import type { Caller } from '../access/caller.ts'
import { onBehalf } from '../access/caller.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/database.ts'
import type { Statement } from '../platform/trip.ts'
import { uuidv7 } from '../platform/uuid.ts'
import type { Unit } from '../units/tree.ts'
import type { Units } from '../units/units.ts'
import type { Ledger } from './append.ts'
import { entryHash } from './canonical.ts'
import type { KnownCreditor } from './creditor-input.ts'
import { registrationDetail } from './register-payable.ts'
import { type Appended, type Detail, type EntryRow, HEAD_COLUMNS, type Head, PAYABLE_COLUMNS, type PayableRow, payableRow, stateOf, withState } from './rows.ts'
import { searchText } from './search-text.ts'
import { type DayRow, advanceHead, batches, columns, upsertDays } from './statements.ts'

export interface BatchPayable extends KnownCreditor {
  unit: Unit
  contractNo: string | null
  category: PayableRow['category']
  overdueSince: Day
  amount: bigint
  /** Paid before the ledger began, as of `paidAsOf` (else today). */
  paid: bigint
  paidAsOf: Day | null
  disputedAmount: bigint
  note: string | null
}

/** As long as the statement timeout of bulk work, and a little. */
export const BULK_MS = 150_000

/** What the ledger would take for the same payable. */
const standingKey = (row: Pick<PayableRow, 'unitId' | 'creditorId' | 'contractNo' | 'overdueSince' | 'amount'>): string =>
  [row.unitId, row.creditorId, row.contractNo ?? '', row.overdueSince, row.amount].join('|')

/** The payables that some units have now: for refusing exact repeats before posting. */
export async function standingPayables(database: Database, caller: Caller, units: readonly Unit[]): Promise<PayableRow[]> {
  const [rows] = await database.read(caller.scopeText, standing(units))
  return rows!.map(payableRow)
}

const standing = (units: readonly Unit[]): Statement => ({
  sql: `select ${PAYABLE_COLUMNS} from payable p where p.county_id = any($1) and p.unit_id = any($2) and not p.withdrawn`,
  values: [[...new Set(units.map((unit) => unit.countyId))], units.map((unit) => unit.code)],
})

/**
 * Posts all or nothing.
 * @param last further statements of the same transaction (the request id, the run's result)
 * @returns 'repeats' when meanwhile one of them was registered by someone else: check again
 */
export async function postBatch(
  parts: { database: Database; units: Units; clock: Clock; ledger: Ledger },
  caller: Caller,
  importId: string,
  payables: readonly BatchPayable[],
  last: (now: Moment) => Statement[],
): Promise<'posted' | 'repeats'> {
  const units = [...new Map(payables.map(({ unit }) => [unit.code, unit])).values()].sort((a, b) => (a.code < b.code ? -1 : 1))
  const appended: Appended[] = []
  const lock: Statement[] = [
    { sql: 'set local statement_timeout = 120000', keep: false },
    { sql: 'set local idle_in_transaction_session_timeout = 120000', keep: false },
    { sql: `select ${HEAD_COLUMNS} from unit_head h where h.county_id = any($1) and h.unit_id = any($2) order by h.county_id, h.unit_id for update`, values: standing(units).values! },
    { sql: `select date_trunc('milliseconds', coalesce($1::timestamptz, clock_timestamp())) as now`, values: [parts.clock.forDatabase()] },
    standing(units),
  ]
  const result = await parts.database.write<'posted' | 'repeats'>(caller.scopeText, lock, async ([, , heads, clock, there], transaction) => {
    const locked = new Map((heads as unknown as Head[]).map((head) => [head.unitId, head]))
    if (units.some((unit) => !locked.has(unit.code))) throw new Error('a unit of the batch is out of the caller\'s reach')
    const known = new Set(there!.map(payableRow).map(standingKey))
    if (payables.some((row) => known.has(standingKey({ ...row, unitId: row.unit.code })))) return { result: 'repeats', last: 'rollback' }
    const now = Math.max(clock![0]!.now as Moment, ...[...locked.values()].map((head) => head.recordedAt))
    for (const unit of units) {
      const written = writeUnit(locked.get(unit.code)!, parts.units, caller, unit, payables.filter((row) => row.unit === unit), importId, now)
      appended.push(written.appended)
      for (let at = 0; at < written.statements.length; at += 50) await transaction.run(...written.statements.slice(at, at + 50))
    }
    return { result: 'posted', last: last(now) }
  }, BULK_MS)
  if (result === 'posted') for (const one of appended) parts.ledger.announce(one)
  return result
}

interface Written {
  statements: Statement[]
  appended: Appended
}

function writeUnit(head: Head, units: Units, caller: Caller, unit: Unit, payables: readonly BatchPayable[], importId: string, now: Moment): Written {
  const today = dayAt(now)
  const rows: PayableRow[] = []
  const entries: EntryRow[] = []
  const days: DayLegs = new Map()
  let { seq, hash } = head
  const enter = (act: Act, payable: PayableRow, detail: Detail): void => {
    seq += 1n
    const body = {
      countyId: head.countyId, unitId: head.unitId, seq, id: uuidv7(now), payableId: payable.id, kind: act.kind, amount: act.amount, effectiveOn: act.effectiveOn, recordedAt: now,
      recordedBy: caller.account, recordedName: caller.name, onBehalf: onBehalf(caller, unit), reason: act.reason, reverses: null, detail: { ...detail, importId }, legs: act.legs.map(storeLeg),
    }
    hash = entryHash(hash, body)
    entries.push({ ...body, hash })
    for (const leg of act.legs) addDay(days, act.effectiveOn, leg)
  }
  for (const ask of payables) {
    const act = must(register({ creditor: ask.creditorId, category: ask.category, overdueSince: ask.overdueSince, amount: ask.amount, disputedAmount: ask.disputedAmount }, today, units.policy(today)))
    const { unit: _, paid, paidAsOf, disputedAmount: __, ...kept } = ask
    const fresh: PayableRow = { ...kept, countyId: head.countyId, id: uuidv7(now), unitId: unit.code, vintage: act.after.vintage, paid: 0n, openingPaid: 0n, extinguished: 0n, disputed: act.after.disputed, outstanding: ask.amount, withdrawn: false, recordedAt: now }
    enter(act, fresh, registrationDetail(fresh))
    if (paid === 0n) {
      rows.push(fresh)
      continue
    }
    const opened = must(openingPaid(stateOf(fresh), paid, paidAsOf !== null && paidAsOf < today ? paidAsOf : today, today))
    rows.push(withState(fresh, opened.after))
    enter(opened, fresh, { paidOn: paidAsOf, disputeReleased: `${fresh.disputed - opened.after.disputed}` })
  }
  return {
    statements: [...insertPayables(rows, head.path, importId, now), ...insertEntries(entries, head.path), ...upsertDays(head, today, [...days.values()]), advanceHead(head, seq, hash, now)],
    appended: { unitId: head.unitId, seq, hash, recordedAt: now, entries },
  }
}

/** What the importer checked must pass the rules: anything else is a bug and posts nothing. */
function must(act: Act | Refusal): Act {
  if (isRefusal(act)) throw new Error(`a checked row was refused: ${act.refusal}`)
  return act
}

/** What one transaction adds to a unit's day rows, by effective day and cell. */
export type DayLegs = Map<string, { on: Day; leg: DayRow }>

/** Adds a leg to what will be written of its day. */
export function addDay(days: DayLegs, on: Day, leg: Leg): void {
  const key = `${on} ${leg.cell}`
  const day = days.get(key) ?? days.set(key, { on, leg: { ...noMeasures(), cell: leg.cell } }).get(key)!
  addMeasures(day.leg, leg)
}

/** The rows of one unit's payables, as many as there are. */
export function insertPayables(rows: readonly PayableRow[], path: string, importId: string | null, now: Moment): Statement[] {
  return batches(rows).map((batch) => ({
    sql: `insert into payable (county_id, unit_id, path, import_id, recorded_at, id, creditor_id, creditor_name, creditor_uscc, search, contract_no, category, vintage, overdue_since, amount, paid, opening_paid, extinguished, disputed, note)
      select $1, $2, $3, $4::uuid, $5::timestamptz, * from unnest($6::uuid[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::date[], $15::bigint[], $16::bigint[], $17::bigint[], $18::bigint[], $19::bigint[], $20::text[])`,
    values: [
      batch[0]!.countyId, batch[0]!.unitId, path, importId, new Date(now).toISOString(),
      ...columns(batch, (row) => [row.id, row.creditorId, row.creditorName, row.creditorUscc, searchText(row), row.contractNo, row.category, row.vintage, row.overdueSince, row.amount, row.paid, row.openingPaid, row.extinguished, row.disputed, row.note]),
    ],
  }))
}

/** The rows of one unit's entries of one moment and one author. */
export function insertEntries(entries: readonly EntryRow[], path: string): Statement[] {
  return batches(entries).map((batch) => ({
    sql: `insert into journal_entry (county_id, unit_id, path, recorded_at, recorded_by, recorded_name, on_behalf, seq, id, payable_id, kind, amount, effective_on, detail, legs, hash)
      select $1, $2, $3, $4::timestamptz, $5, $6, $7::boolean, * from unnest($8::bigint[], $9::uuid[], $10::uuid[], $11::text[], $12::bigint[], $13::date[], $14::jsonb[], $15::jsonb[], $16::bytea[])`,
    values: [
      batch[0]!.countyId, batch[0]!.unitId, path, new Date(batch[0]!.recordedAt).toISOString(), batch[0]!.recordedBy, batch[0]!.recordedName, batch[0]!.onBehalf,
      ...columns(batch, (entry) => [entry.seq, entry.id, entry.payableId, entry.kind, entry.amount, entry.effectiveOn, JSON.stringify(entry.detail), JSON.stringify(entry.legs), `\\x${entry.hash.toString('hex')}`]),
    ],
  }))
}
