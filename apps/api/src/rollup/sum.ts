/**
 * What totals are made of. `Held` is what one unit itself owes, whatever the tree; `Sum` is what a node of the tree shows:
 * the units in scope below it added up, the excluded ones apart. The same code serves the live totals in memory and those
 * of any past moment.
 */
import { type CellCode, type Leg, type Measures, addMeasures, isNothing, noMeasures, outstandingOf } from '@qingqian/rules/cell'
import type { Day } from '@qingqian/rules/day'
import { UNIT_KINDS, type UnitKind } from '@qingqian/rules/unit'

/** How many payables of a creditor: with something outstanding, and ever. */
export interface Owed {
  open: number
  ever: number
}

/** What one unit itself owes. */
export interface Held {
  cells: Map<CellCode, Measures>
  creditors: Map<string, Owed>
  /** Paid with effect on or after the baseline, without what was paid before the ledger began. */
  paidSinceBaseline: bigint
  /** Registered and paid with effect on the day of the question. */
  newToday: bigint
  paidToday: bigint
  /** The last entry contained: its number and the first 8 bytes of its hash. */
  seq: bigint
  mark: bigint
}

export const nothingHeld = (): Held => ({ cells: new Map(), creditors: new Map(), paidSinceBaseline: 0n, newToday: 0n, paidToday: 0n, seq: 0n, mark: 0n })

/** What the totals ask of time: the campaign's baseline and which day is "today". */
export interface Dates {
  readonly baseline: Day
  readonly today: Day
}

export interface Sum extends Omit<Held, 'seq' | 'mark'> {
  /** By kind of debtor × cell: see `kindCell`. */
  cells: Map<number, Measures>
  creditorCount: number
  creditorCountEver: number
  /** Outstanding of units out of scope (停产): shown, never added in. */
  excluded: bigint
  /** Entries contained, of all units below, and the sum of their marks mod 2^64: together the journal position. */
  entries: bigint
  marks: bigint
}

export const nothingSummed = (): Sum => ({
  cells: new Map(), creditors: new Map(), creditorCount: 0, creditorCountEver: 0, paidSinceBaseline: 0n, newToday: 0n, paidToday: 0n, excluded: 0n, entries: 0n, marks: 0n,
})

export const kindCell = (kind: UnitKind, cell: CellCode): number => UNIT_KINDS.indexOf(kind) * 24 + cell
export const ofKindCell = (key: number): { debtorKind: UnitKind; cell: CellCode } => ({ debtorKind: UNIT_KINDS[Math.floor(key / 24)]!, cell: key % 24 })

const MASK = (1n << 64n) - 1n

export const markOf = (hash: Buffer): bigint => (hash.length >= 8 ? hash.readBigUInt64BE(0) : 0n)

/** A leg's effect on the three dated figures. */
function dated(leg: Leg, effectiveOn: Day, dates: Dates): { sinceBaseline: bigint; newToday: bigint; paidToday: bigint } {
  const paid = leg.paid - leg.opening
  return {
    sinceBaseline: effectiveOn >= dates.baseline ? paid : 0n,
    newToday: effectiveOn === dates.today ? leg.registered : 0n,
    paidToday: effectiveOn === dates.today ? paid : 0n,
  }
}

function addCell(cells: Map<number, Measures>, key: number, measures: Measures): void {
  let cell = cells.get(key)
  if (!cell) cells.set(key, (cell = noMeasures()))
  addMeasures(cell, measures)
  if (isNothing(cell)) cells.delete(key)
}

/** Adds an entry's leg to what its unit holds. */
export function hold(held: Held, leg: Leg, effectiveOn: Day, dates: Dates): void {
  addCell(held.cells, leg.cell, leg)
  const { sinceBaseline, newToday, paidToday } = dated(leg, effectiveOn, dates)
  held.paidSinceBaseline += sinceBaseline
  held.newToday += newToday
  held.paidToday += paidToday
  if (leg.open !== 0 || leg.payables !== 0) {
    const owed = held.creditors.get(leg.creditor) ?? { open: 0, ever: 0 }
    owed.open += leg.open
    owed.ever += leg.payables
    if (owed.open === 0 && owed.ever === 0) held.creditors.delete(leg.creditor)
    else held.creditors.set(leg.creditor, owed)
  }
}

/** Adds the same leg to a node above the unit. */
export function sumLeg(sum: Sum, kind: UnitKind, inScope: boolean, leg: Leg, effectiveOn: Day, dates: Dates): void {
  if (!inScope) {
    sum.excluded += outstandingOf(leg)
    return
  }
  addCell(sum.cells, kindCell(kind, leg.cell), leg)
  const { sinceBaseline, newToday, paidToday } = dated(leg, effectiveOn, dates)
  sum.paidSinceBaseline += sinceBaseline
  sum.newToday += newToday
  sum.paidToday += paidToday
  if (leg.open !== 0 || leg.payables !== 0) countCreditor(sum, leg.creditor, leg.open, leg.payables)
}

function countCreditor(sum: Sum, creditor: string, open: number, ever: number): void {
  let owed = sum.creditors.get(creditor)
  if (!owed) sum.creditors.set(creditor, (owed = { open: 0, ever: 0 }))
  const hadOpen = owed.open > 0
  const hadEver = owed.ever > 0
  owed.open += open
  owed.ever += ever
  if (owed.open > 0 !== hadOpen) sum.creditorCount += hadOpen ? -1 : 1
  if (owed.ever > 0 !== hadEver) sum.creditorCountEver += hadEver ? -1 : 1
  if (owed.open === 0 && owed.ever === 0) sum.creditors.delete(creditor)
}

/** Moves a node's journal position on, past one more entry of a unit. */
export function advance(sum: Sum, entries: bigint, from: bigint, to: bigint): void {
  sum.entries += entries
  sum.marks = (sum.marks + to - from) & MASK
}

/** Adds all that a unit holds to a node: its own, or one above it. */
export function addHeld(sum: Sum, kind: UnitKind, inScope: boolean, held: Held): void {
  advance(sum, held.seq, 0n, held.mark)
  if (!inScope) {
    for (const measures of held.cells.values()) sum.excluded += outstandingOf(measures)
    return
  }
  for (const [cell, measures] of held.cells) addCell(sum.cells, kindCell(kind, cell), measures)
  for (const [creditor, owed] of held.creditors) countCreditor(sum, creditor, owed.open, owed.ever)
  sum.paidSinceBaseline += held.paidSinceBaseline
  sum.newToday += held.newToday
  sum.paidToday += held.paidToday
}

/** Opaque outside: how many entries a figure contains, and a mark of which ones. */
export function positionText(sum: Pick<Sum, 'entries' | 'marks'>): string {
  return `${sum.entries}.${sum.marks.toString(16).padStart(16, '0')}`
}
