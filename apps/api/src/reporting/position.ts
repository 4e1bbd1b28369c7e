/**
 * Figures and the position they stand at. A unit's visible entries are a prefix 1…n of its journal, so a vector unit → n
 * says exactly what a figure contains, and the same figure can be made again from the journal at any time.
 */
import type { Figures } from '@qingqian/rules/daily-report'
import type { Day, Moment } from '@qingqian/rules/day'
import { type Standing, standingBelow } from '@qingqian/rules/duty'
import type { EntryKind } from '@qingqian/rules/payable'
import { type Path, subtree } from '@qingqian/rules/unit'
import type { Database } from '../platform/database.ts'
import type { Row, Statement } from '../platform/trip.ts'
import { inScope } from '../rollup/rollup.ts'
import { positionText } from '../rollup/sum.ts'
import type { TotalsView } from '../rollup/totals.ts'
import type { Units } from '../units/units.ts'
import type { Position } from './report-rows.ts'

/** Which rows a unit's figures are made of. */
export interface Extent {
  /** The unit and all below it. */
  readonly codes: readonly string[]
  /** Without the suspended ones: they keep their journal but leave the figures (decision G12). */
  readonly inScope: readonly string[]
  /** The homes of their rows: a moved unit keeps its own. */
  readonly homes: ReadonlyMap<string, string>
}

export function extentOf(units: Units, standing: Standing): Extent {
  const all = standingBelow(standing)
  return { codes: all.map((unit) => unit.code), inScope: all.filter(inScope).map((unit) => unit.code), homes: new Map(all.map((unit) => [unit.code, units.get(unit.code)!.countyId])) }
}

export const countiesOf = (extent: Extent): string[] => [...new Set(extent.homes.values())]

/** The official figures of a unit's totals. */
export const figuresOf = (view: Pick<TotalsView, 'outstandingCount' | 'creditorCount' | 'outstanding' | 'paidSinceBaseline'>): Figures => ({
  count: view.outstandingCount, creditors: view.creditorCount, outstanding: view.outstanding, paid: view.paidSinceBaseline,
})

/** Figures and the position they stand at. */
export interface Stand {
  figures: Figures
  position: Position
  journalPosition: string
}

/**
 * The stand of this moment, with the moment: one statement, so one snapshot over all units of the extent. Whatever commits
 * while it runs is wholly in it or wholly out, and the position says which.
 * @param path the unit's: it lets the index find the payables
 */
export function standNow(extent: Extent, path: Path, baseline: Day, frozen: string | null): Statement {
  const range = subtree(path)
  return {
    sql: `with heads as (select unit_id, seq, encode(substr(hash, 1, 8), 'hex') as mark from unit_head where county_id = any($1) and unit_id = any($2) and seq > 0)
      select p.count, p.creditors, p.outstanding, t.paid, h.position, h.marks, date_trunc('milliseconds', coalesce($5::timestamptz, clock_timestamp())) as now
      from (select count(*)::int as count, count(distinct creditor_id)::int as creditors, coalesce(sum(outstanding), 0) as outstanding from payable
          where county_id = any($1) and path >= $6 and path < $7 and unit_id = any($3) and is_open and not withdrawn) p,
        (select coalesce(sum(paid - opening), 0) as paid from totals_day where county_id = any($1) and unit_id = any($3) and effective_day >= $4::date) t,
        (select coalesce(jsonb_object_agg(unit_id, seq), '{}') as position, coalesce(jsonb_agg(mark), '[]') as marks from heads) h`,
    values: [countiesOf(extent), extent.codes, extent.inScope, baseline, frozen, range.from, range.to],
  }
}

export const readStand = (row: Row): Stand => standOf(row, row.position as Position, row.marks as string[])

function standOf(figures: Row, position: Position, marks: readonly string[]): Stand {
  const entries = Object.values(position).reduce((sum, seq) => sum + seq, 0)
  const mark = marks.reduce((sum, each) => (sum + BigInt(`0x${each}`)) & 0xffffffffffffffffn, 0n)
  return {
    figures: { count: figures.count as number, creditors: figures.creditors as number, outstanding: figures.outstanding as bigint, paid: figures.paid as bigint },
    position, journalPosition: positionText({ entries: BigInt(entries), marks: mark }),
  }
}

/**
 * The stand at a past moment: what had been recorded before it, with effect by the day. Runs on the tail login, as all past
 * totals do: whoever may see the unit may see what it contained then.
 * @param before a moment from which on nothing counts; null: all that is recorded
 */
export async function standBefore(database: Database, extent: Extent, before: Moment | null, day: Day, baseline: Day): Promise<Stand> {
  const [heads] = await database.overlook({
    sql: `select u.unit_id as "unitId", e.seq, encode(substr(e.hash, 1, 8), 'hex') as mark from unit_head u cross join lateral (select seq, hash from journal_entry e
        where e.county_id = u.county_id and e.unit_id = u.unit_id and ($3::timestamptz is null or e.recorded_at < $3) order by seq desc limit 1) e
      where u.county_id = any($1) and u.unit_id = any($2)`,
    values: [countiesOf(extent), extent.codes, before === null ? null : new Date(before).toISOString()],
  })
  const position: Position = Object.fromEntries(heads!.map((row) => [row.unitId as string, Number(row.seq)]))
  const [rows] = await database.overlook(figuresAt(extent, position, day, baseline))
  return standOf(rows![0]!, position, heads!.map((row) => row.mark as string))
}

/** The figures of a position, made anew from the journal: what any signed version can be checked against. */
export function figuresAt(extent: Extent, position: Position, day: Day, baseline: Day): Statement {
  const units = extent.inScope.filter((code) => position[code])
  return {
    sql: `with legs as (select e.effective_on, l->>1 as creditor, (l->>3)::int as open, (l->>5)::numeric - (l->>7)::numeric - (l->>9)::numeric as outstanding, (l->>7)::numeric - (l->>8)::numeric as paid
        from unnest($1::text[], $2::text[], $3::bigint[]) r (county, unit, high)
        join journal_entry e on e.county_id = r.county and e.unit_id = r.unit and e.seq <= r.high and e.effective_on <= $4::date cross join lateral jsonb_array_elements(e.legs) l)
      select coalesce(sum(open), 0)::int as count, (select count(*)::int from (select creditor from legs group by creditor having sum(open) > 0) c) as creditors,
        coalesce(sum(outstanding), 0) as outstanding, coalesce(sum(paid) filter (where effective_on >= $5::date), 0) as paid from legs`,
    values: [units.map((code) => extent.homes.get(code)!), units, units.map((code) => position[code]!), day, baseline],
  }
}

export interface Movement {
  kind: EntryKind
  count: number
  amount: bigint
}

/** What was recorded from one moment on and before another, by kind of entry. @param before null: all that is recorded */
export async function movementsRecorded(database: Database, extent: Extent, from: Moment, before: Moment | null, day: Day): Promise<Movement[]> {
  const [rows] = await database.overlook({
    sql: `select e.kind, count(*)::int as count, sum(e.amount) as amount from journal_entry e where e.county_id = any($1) and e.unit_id = any($2) and e.recorded_at >= $3
      and ($4::timestamptz is null or e.recorded_at < $4) and e.effective_on <= $5::date group by e.kind order by min(e.recorded_at), e.kind`,
    values: [countiesOf(extent), extent.inScope, new Date(from).toISOString(), before === null ? null : new Date(before).toISOString(), day],
  })
  return rows as unknown as Movement[]
}

/** What happened between two positions, by kind of entry. @param to null: all that is recorded */
export async function movementsBetween(database: Database, extent: Extent, from: Position, to: Position | null, day: Day): Promise<Movement[]> {
  const units = extent.inScope
  const [rows] = await database.overlook({
    sql: `select e.kind, count(*)::int as count, sum(e.amount) as amount from unnest($1::text[], $2::text[], $3::bigint[], $4::bigint[]) r (county, unit, low, high)
      join journal_entry e on e.county_id = r.county and e.unit_id = r.unit and e.seq > r.low and e.seq <= r.high and e.effective_on <= $5::date group by e.kind order by min(e.recorded_at), e.kind`,
    values: [units.map((code) => extent.homes.get(code)!), units, units.map((code) => from[code] ?? 0), units.map((code) => (to === null ? '9223372036854775807' : (to[code] ?? 0))), day],
  })
  return rows as unknown as Movement[]
}
