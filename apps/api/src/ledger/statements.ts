/** The prepared statements of the write path. All amounts in fen; see the first migration for the tables. */
import type { CellCode, Leg } from '@qingqian/rules/cell'
import type { Day, Moment } from '@qingqian/rules/day'
import type { Statement } from '../platform/trip.ts'
import type { EntryRow, Head, Made, PayableRow } from './rows.ts'
import { searchText } from './search-text.ts'

const at = (moment: Moment): string => new Date(moment).toISOString()

export function appendPayable(row: PayableRow, path: string, now: Moment, importId: string | null = null): Statement {
  return {
    sql: `insert into payable (county_id, id, unit_id, path, creditor_id, creditor_name, creditor_uscc, search, contract_no, category, vintage, overdue_since, amount, paid, opening_paid, extinguished, disputed, note, import_id, recorded_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)`,
    values: [
      row.countyId, row.id, row.unitId, path, row.creditorId, row.creditorName, row.creditorUscc, searchText(row), row.contractNo, row.category, row.vintage, row.overdueSince,
      row.amount, row.paid, row.openingPaid, row.extinguished, row.disputed, row.note, importId, at(now),
    ],
  }
}

/** Only what an act may change, and of it what it did. The row was locked FOR UPDATE under the same policy, so it is there to be changed. */
export function changePayable(stored: PayableRow | undefined, row: PayableRow): Statement {
  if (stored && DESCRIPTION.every((key) => stored[key] === row[key])) {
    return { sql: 'update payable set amount = $3, paid = $4, opening_paid = $5, extinguished = $6, disputed = $7 where county_id = $1 and id = $2', values: [row.countyId, row.id, row.amount, row.paid, row.openingPaid, row.extinguished, row.disputed] }
  }
  return {
    sql: `update payable set creditor_id = $3, creditor_name = $4, creditor_uscc = $5, search = $6, contract_no = $7, category = $8, vintage = $9, overdue_since = $10,
      amount = $11, paid = $12, opening_paid = $13, extinguished = $14, disputed = $15, withdrawn = $16 where county_id = $1 and id = $2`,
    values: [
      row.countyId, row.id, row.creditorId, row.creditorName, row.creditorUscc, searchText(row), row.contractNo, row.category, row.vintage, row.overdueSince,
      row.amount, row.paid, row.openingPaid, row.extinguished, row.disputed, row.withdrawn,
    ],
  }
}

export function appendEntry(entry: EntryRow, path: string): Statement {
  return {
    sql: `insert into journal_entry (county_id, unit_id, seq, id, path, payable_id, kind, amount, effective_on, recorded_at, recorded_by, recorded_name, on_behalf, reason, reverses, detail, legs, hash)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)`,
    values: [
      entry.countyId, entry.unitId, entry.seq, entry.id, path, entry.payableId, entry.kind, entry.amount, entry.effectiveOn, at(entry.recordedAt), entry.recordedBy, entry.recordedName,
      entry.onBehalf, entry.reason, entry.reverses, JSON.stringify(entry.detail), JSON.stringify(entry.legs), entry.hash,
    ],
  }
}

/** What indexes look at, or the search; a payment touches none of it. */
const DESCRIPTION = ['creditorId', 'creditorName', 'creditorUscc', 'contractNo', 'category', 'vintage', 'overdueSince', 'withdrawn'] as const

export interface DayRow { cell: CellCode; payables: number; open: number; cleared: number; amount: bigint; registered: bigint; paid: bigint; opening: bigint; extinguished: bigint; disputed: bigint }

const DAY_COLUMNS = 'effective_day, cell, payables, open, cleared, amount, registered, paid, opening, extinguished, disputed'
const ADD_DAY = `on conflict (county_id, unit_id, recorded_day, effective_day, cell) do update set payables = totals_day.payables + excluded.payables, open = totals_day.open + excluded.open,
  cleared = totals_day.cleared + excluded.cleared, amount = totals_day.amount + excluded.amount, registered = totals_day.registered + excluded.registered,
  paid = totals_day.paid + excluded.paid, opening = totals_day.opening + excluded.opening, extinguished = totals_day.extinguished + excluded.extinguished,
  disputed = totals_day.disputed + excluded.disputed`
const dayValues = (on: Day, leg: Leg | DayRow): unknown[] => [on, leg.cell, leg.payables, leg.open, leg.cleared, leg.amount, leg.registered, leg.paid, leg.opening, leg.extinguished, leg.disputed]

export function upsertDay(head: Head, recordedDay: Day, effectiveDay: Day, leg: Leg | DayRow): Statement {
  return {
    sql: `insert into totals_day (county_id, unit_id, path, recorded_day, ${DAY_COLUMNS}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) ${ADD_DAY}`,
    values: [head.countyId, head.unitId, head.path, recordedDay, ...dayValues(effectiveDay, leg)],
  }
}

/** The same for many days of a unit; no two of the same day and cell. */
export function upsertDays(head: Head, recordedDay: Day, days: readonly { on: Day; leg: DayRow }[]): Statement[] {
  return batches(days).map((batch) => ({
    sql: `insert into totals_day (county_id, unit_id, path, recorded_day, ${DAY_COLUMNS})
      select $1, $2, $3, $4, * from unnest($5::date[], $6::smallint[], $7::int[], $8::int[], $9::int[], $10::numeric[], $11::numeric[], $12::numeric[], $13::numeric[], $14::numeric[], $15::numeric[]) ${ADD_DAY}`,
    values: [head.countyId, head.unitId, head.path, recordedDay, ...columns(batch, ({ on, leg }) => dayValues(on, leg))],
  }))
}

const BATCH = 1000

/** Items in parts that fit into one statement. */
export const batches = <Item>(items: readonly Item[]): Item[][] => Array.from({ length: Math.ceil(items.length / BATCH) }, (_, index) => items.slice(index * BATCH, (index + 1) * BATCH))

/** Rows as arrays of columns, for unnest. */
export function columns<Item>(items: readonly Item[], of: (item: Item) => unknown[]): unknown[][] {
  const table = items.map(of)
  return table[0]!.map((_, column) => table.map((row) => row[column]))
}

export function advanceHead(head: Head, seq: bigint, hash: Buffer, now: Moment): Statement {
  return { sql: 'update unit_head set seq = $3, hash = $4, recorded_at = $5 where county_id = $1 and unit_id = $2', values: [head.countyId, head.unitId, seq, hash, at(now)] }
}

export function keepRequest(county: string, account: string, id: string, inputHash: Buffer, made: Made | object, now: Moment): Statement {
  return { sql: 'insert into request (county_id, account_id, id, input_hash, result, recorded_at) values ($1, $2, $3, $4, $5, $6)', values: [county, account, id, inputHash, JSON.stringify(made), at(now)] }
}
