/** Rows of the ledger as the code holds them, and how they are selected. Amounts are bigint fen, moments epoch ms. */
import type { Category, StoredLeg } from '@qingqian/rules/cell'
import { creditorKey } from '@qingqian/rules/creditor'
import type { Day, Moment } from '@qingqian/rules/day'
import type { EntryKind, PayableState } from '@qingqian/rules/payable'
import type { Vintage } from '@qingqian/rules/policy'
import { createHash } from 'node:crypto'
import type { Row } from '../platform/trip.ts'
import type { EntryBody, Json } from './canonical.ts'

export interface PayableRow {
  countyId: string
  id: string
  unitId: string
  creditorId: string
  creditorName: string
  creditorUscc: string | null
  contractNo: string | null
  category: Category
  vintage: Vintage
  overdueSince: Day
  amount: bigint
  paid: bigint
  openingPaid: bigint
  extinguished: bigint
  disputed: bigint
  outstanding: bigint
  withdrawn: boolean
  note: string | null
  recordedAt: Moment
}

export interface EntryRow extends EntryBody {
  hash: Buffer
}

export const PAYABLE_COLUMNS = `p.county_id as "countyId", p.id, p.unit_id as "unitId", p.creditor_id as "creditorId", p.creditor_name as "creditorName", p.creditor_uscc as "creditorUscc",
  p.contract_no as "contractNo", p.category, p.vintage, p.overdue_since as "overdueSince", p.amount, p.paid, p.opening_paid as "openingPaid", p.extinguished, p.disputed, p.outstanding,
  p.withdrawn, p.note, p.recorded_at as "recordedAt"`

export const ENTRY_COLUMNS = `e.county_id as "countyId", e.unit_id as "unitId", e.seq, e.id, e.payable_id as "payableId", e.kind, e.amount, e.effective_on as "effectiveOn", e.recorded_at as "recordedAt",
  e.recorded_by as "recordedBy", e.recorded_name as "recordedName", e.on_behalf as "onBehalf", e.reason, e.reverses, e.detail, e.legs, e.hash`

export const payableRow = (row: Row): PayableRow => row as unknown as PayableRow
export const entryRow = (row: Row): EntryRow => row as unknown as EntryRow

/** A payable row as the rules see it. */
export function stateOf(row: PayableRow): PayableState {
  return {
    creditor: row.creditorId, category: row.category, vintage: row.vintage, overdueSince: row.overdueSince, amount: row.amount, paid: row.paid,
    openingPaid: row.openingPaid, extinguished: row.extinguished, disputed: row.disputed, withdrawn: row.withdrawn,
  }
}

/** A payable row after an act. */
export function withState(row: PayableRow, state: PayableState): PayableRow {
  return {
    ...row, creditorId: state.creditor, category: state.category, vintage: state.vintage, overdueSince: state.overdueSince, amount: state.amount, paid: state.paid,
    openingPaid: state.openingPaid, extinguished: state.extinguished, disputed: state.disputed, withdrawn: state.withdrawn,
    outstanding: state.amount - state.paid - state.extinguished,
  }
}

/** The id of a creditor: the same firm has the same id at every unit of every county, and the id tells nothing. */
export function creditorId(creditor: { name: string; uscc: string | null }): string {
  return createHash('sha256').update(creditorKey(creditor)).digest('hex').slice(0, 32)
}

/** A unit's chain as locked: what the next entry follows. */
export interface Head {
  countyId: string
  unitId: string
  path: string
  seq: bigint
  hash: Buffer
  recordedAt: Moment
}

export const HEAD_COLUMNS = 'h.county_id as "countyId", h.unit_id as "unitId", h.path, h.seq, h.hash, h.recorded_at as "recordedAt"'

/** What was appended to one unit's journal in one transaction: enough to fold without reading. */
export interface Appended {
  unitId: string
  /** The last entry's. */
  seq: bigint
  hash: Buffer
  recordedAt: Moment
  entries: readonly { seq: bigint; kind: EntryKind; effectiveOn: Day; legs: StoredLeg[] }[]
}

export type Detail = { readonly [key: string]: Json }

/** What a request made: kept with its id, and loaded anew when the id comes again. */
export interface Made {
  payableId: string
  entryId: string
}
