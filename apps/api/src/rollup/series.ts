/** How arrears went, day by day on the effective clock as now known: one SQL over the day rows, cumulated here. For burn-downs. */
import { cellOf } from '@qingqian/rules/cell'
import { type Day, addDays, daysBetween } from '@qingqian/rules/day'
import type { Database } from '../platform/database.ts'
import type { Unit } from '../units/tree.ts'
import type { Units } from '../units/units.ts'
import { inScope } from './rollup.ts'

/** The state at the end of a day. Amounts in fen. */
export interface TotalsPoint {
  day: Day
  outstanding: bigint
  /** Paid, without what was paid before the ledger began. */
  paid: bigint
  /** 无分歧, formed since the cut-off: what the first deadline is about. */
  undisputedSince: bigint
  /** 无分歧, formed before the cut-off: what the second deadline is about. */
  undisputedBefore: bigint
}

/** At most this many days in one question. */
export const LONGEST_SERIES = 400

/** One point a day from `from` to `to`, both included, of the units in scope below a unit by the tree of today. */
export async function totalsSeries(database: Database, units: Units, unit: Unit, from: Day, to: Day): Promise<TotalsPoint[]> {
  const below = units.tree.subtree(unit).filter(inScope)
  const [rows] = await database.overlook({
    sql: `select greatest(effective_day, $3::date) as day, cell, sum(amount - paid - extinguished) as outstanding, sum(paid - opening) as paid
      from totals_day where county_id = any($1) and unit_id = any($2) and effective_day <= $4::date group by 1, 2 order by 1`,
    values: [[...new Set(below.map((each) => each.countyId))], below.map((each) => each.code), from, to],
  })
  const steps = Map.groupBy(rows!, (row) => row.day as Day)
  const at = { outstanding: 0n, paid: 0n, undisputedSince: 0n, undisputedBefore: 0n }
  return Array.from({ length: daysBetween(from, to) + 1 }, (_, index) => {
    const day = addDays(from, index)
    for (const row of steps.get(day) ?? []) {
      const { vintage, disputed } = cellOf(row.cell as number)
      const outstanding = row.outstanding as bigint
      at.outstanding += outstanding
      at.paid += row.paid as bigint
      if (!disputed) at[vintage === 'SINCE_CUTOFF' ? 'undisputedSince' : 'undisputedBefore'] += outstanding
    }
    return { day, ...at }
  })
}
