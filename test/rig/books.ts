/** What the model's entries add up to: at a unit or a subtree, on both clocks, with the tree of the moment. Plain sums. */
import { createHash } from 'node:crypto'
import { type Delta, type Noted, isNought } from './model.ts'

export const CREDITOR = (name: string): string => createHash('sha256').update(`name:${name}`).digest('hex').slice(0, 32)

export interface Placed { unit: string; parent: string | null; on: string; at: number }
export interface Stated { unit: string; status: string; on: string; at: number }
export interface Facts { codes: string[]; kinds: Map<string, string>; placements: Placed[]; statuses: Stated[] }

/** Of the facts about a unit, the last to take effect by the day among those known at the moment; of equals the last known. */
function inForce<Fact extends { unit: string; on: string; at: number }>(facts: readonly Fact[], unit: string, day: string, known: number): Fact | undefined {
  return facts.filter((fact) => fact.unit === unit && fact.on <= day && fact.at <= known).sort((a, b) => (a.on === b.on ? a.at - b.at : a.on < b.on ? -1 : 1)).at(-1)
}

/** The subtree of a unit, as it was on a day to whoever asked at a moment. */
export function subtreeOf(facts: Facts, unit: string, day: string, known: number): string[] {
  const below = [unit]
  for (const at of below) for (const code of facts.codes) if (inForce(facts.placements, code, day, known)?.parent === at) below.push(code)
  return below
}

export interface Sums {
  payableCount: number
  outstandingCount: number
  clearedCount: number
  amount: bigint
  paid: bigint
  extinguished: bigint
  outstanding: bigint
  disputedOutstanding: bigint
  excludedOutstanding: bigint
  paidSinceBaseline: bigint
  newToday: bigint
  paidToday: bigint
  creditorCount: number
  creditorCountEver: number
}

const BASELINE = '2022-06-16'

/** What stood at the units by the end of `day`, as recorded by `known`. */
export function sumsOf(entries: readonly Noted[], facts: Facts, units: readonly string[], day: string, known: number): Sums {
  const sums: Sums = { payableCount: 0, outstandingCount: 0, clearedCount: 0, amount: 0n, paid: 0n, extinguished: 0n, outstanding: 0n, disputedOutstanding: 0n, excludedOutstanding: 0n, paidSinceBaseline: 0n, newToday: 0n, paidToday: 0n, creditorCount: 0, creditorCountEver: 0 }
  const open = new Map<string, number>()
  const ever = new Map<string, number>()
  const within = new Set(units)
  const suspended = new Set(units.filter((unit) => inForce(facts.statuses, unit, day, known)?.status === 'SUSPENDED'))
  for (const entry of entries) {
    if (!within.has(entry.unit) || entry.effectiveOn > day || entry.recordedAt > known) continue
    for (const [key, [payables, opened, cleared, amount, registered, paid, opening, extinguished, disputed]] of entry.delta) {
      if (suspended.has(entry.unit)) {
        sums.excludedOutstanding += amount - paid - extinguished
        continue
      }
      sums.payableCount += payables
      sums.outstandingCount += opened
      sums.clearedCount += cleared
      sums.amount += amount
      sums.paid += paid
      sums.extinguished += extinguished
      sums.outstanding += amount - paid - extinguished
      sums.disputedOutstanding += disputed
      if (entry.effectiveOn >= BASELINE) sums.paidSinceBaseline += paid - opening
      if (entry.effectiveOn === day) {
        sums.newToday += registered
        sums.paidToday += paid - opening
      }
      const creditor = key.slice(key.indexOf('|') + 1)
      open.set(creditor, (open.get(creditor) ?? 0) + opened)
      ever.set(creditor, (ever.get(creditor) ?? 0) + payables)
    }
  }
  sums.creditorCount = [...open.values()].filter((count) => count > 0).length
  sums.creditorCountEver = [...ever.values()].filter((count) => count > 0).length
  return sums
}

/** All entries' deltas by key, noughts left out. */
export function addedUp(entries: readonly Noted[], keyOf: (entry: Noted, cell: string) => string): Map<string, (number | bigint)[]> {
  const sums = new Map<string, (number | bigint)[]>()
  for (const entry of entries) {
    for (const [key, delta] of entry.delta) {
      const at = keyOf(entry, key.slice(0, key.indexOf('|')))
      const sum = sums.get(at) ?? sums.set(at, [0, 0, 0, 0n, 0n, 0n, 0n, 0n, 0n]).get(at)!
      for (const [index, each] of delta.entries()) sum[index] = index < 3 ? Number(sum[index]) + Number(each) : BigInt(sum[index]!) + BigInt(each)
    }
  }
  for (const [key, sum] of sums) if (isNought(sum)) sums.delete(key)
  return sums
}

/** The legs of a journal line in the form of a delta, creditors by id. */
export function deltaOfLegs(legs: readonly (readonly (string | number)[])[]): Map<string, (number | bigint)[]> {
  const sums = new Map<string, (number | bigint)[]>()
  for (const [cell, creditor, ...measures] of legs) sums.set(`${cell}|${creditor}`, measures.map((each, index) => (index < 3 ? Number(each) : BigInt(each))))
  return sums
}

export const withIds = (delta: Delta): Map<string, (number | bigint)[]> => new Map([...delta].map(([key, sum]) => [`${key.slice(0, key.indexOf('|'))}|${CREDITOR(key.slice(key.indexOf('|') + 1))}`, sum]))

const shown = (sum: readonly (number | bigint)[] | undefined): string => (sum ?? []).map(String).join(',')

/** The keys whose sums differ, in words. */
export function unlike(what: string, one: ReadonlyMap<string, readonly (number | bigint)[]>, other: ReadonlyMap<string, readonly (number | bigint)[]>): string[] {
  return [...new Set([...one.keys(), ...other.keys()])].filter((key) => shown(one.get(key)) !== shown(other.get(key))).map((key) => `${what} ${key}: ${shown(one.get(key))} instead of ${shown(other.get(key))}`)
}
