/**
 * What units held at a moment, read from the day rows and (of the day of `knownAt` only) the journal. As of (e, k): what
 * had been recorded by k and had taken effect by e. Runs on the tail login: the tree of a past moment may hold units that
 * are no longer the caller's; whoever may see the unit asked for may see what it contained.
 */
import { type Moment, addDays, dayAt, momentOf, type Day } from '@qingqian/rules/day'
import type { Database } from '../platform/database.ts'
import type { Row, Statement } from '../platform/trip.ts'
import { type Held, markOf, nothingHeld } from './sum.ts'

export interface MomentAsked {
  /** The day whose end is asked about on the effective clock. */
  asOf: Day
  knownAt: Moment
  baseline: Day
}

const MEASURES = ['payables', 'open', 'cleared', 'amount', 'registered', 'paid', 'opening', 'extinguished', 'disputed'] as const

/** The legs of entries, spread into rows; position in the stored leg is that of cell.ts. */
const LEGS = `select e.unit_id, e.effective_on as effective_day, (l->>0)::smallint as cell, l->>1 as creditor, (l->>2)::int as payables, (l->>3)::int as open, (l->>4)::int as cleared,
  (l->>5)::numeric as amount, (l->>6)::numeric as registered, (l->>7)::numeric as paid, (l->>8)::numeric as opening, (l->>9)::numeric as extinguished, (l->>10)::numeric as disputed
  from journal_entry e cross join lateral jsonb_array_elements(e.legs) l`

const SUMMED = `unit_id as "unitId", cell, sum(payables)::bigint as payables, sum(open)::bigint as open, sum(cleared)::bigint as cleared, sum(amount) as amount, sum(registered) as registered, sum(paid) as paid,
  sum(opening) as opening, sum(extinguished) as extinguished, sum(disputed) as disputed`
const DATED = (baseline: string, today: string): string => `coalesce(sum(paid - opening) filter (where effective_day >= ${baseline}), 0) as "sinceBaseline",
  coalesce(sum(registered) filter (where effective_day = ${today}), 0) as "newToday", coalesce(sum(paid - opening) filter (where effective_day = ${today}), 0) as "paidToday"`

/** All units, from the present day rows: what a process starts from. Run in one snapshot with `headsNow` and `creditorsNow`. */
export const cellsNow = (baseline: Day, today: Day): Statement => ({ sql: `select ${SUMMED}, ${DATED('$1::date', '$2::date')} from totals_day group by unit_id, cell`, values: [baseline, today] })
export const headsNow: Statement = { sql: 'select unit_id as "unitId", seq, hash from unit_head' }
export const creditorsNow: Statement = {
  sql: 'select unit_id as "unitId", creditor_id as creditor, count(*) filter (where outstanding > 0) as open, count(*) as ever from payable where not withdrawn group by unit_id, creditor_id',
}

/** What the units of some codes held at a moment. */
export async function heldAt(database: Database, codes: readonly string[], counties: readonly string[], moment: MomentAsked): Promise<Map<string, Held>> {
  const knownDay = dayAt(moment.knownAt)
  const dayEnds = momentOf(addDays(knownDay, 1)) <= moment.knownAt
  const values = [counties, codes, dayEnds ? addDays(knownDay, 1) : knownDay, moment.asOf, new Date(momentOf(knownDay)).toISOString(), new Date(moment.knownAt).toISOString(), moment.baseline]
  const [cells, creditors, heads] = await database.overlook(
    {
      sql: `with rows as (select unit_id, effective_day, cell, ${MEASURES.join(', ')} from totals_day where county_id = any($1) and unit_id = any($2) and recorded_day < $3::date and effective_day <= $4::date
        union all select unit_id, effective_day, cell, ${MEASURES.join(', ')} from (${LEGS} where e.county_id = any($1) and e.unit_id = any($2) and e.recorded_at >= $5::timestamptz and e.recorded_at <= $6::timestamptz and e.effective_on <= $4::date) today)
        select ${SUMMED}, ${DATED('$7::date', '$4::date')} from rows group by unit_id, cell`,
      values,
    },
    {
      sql: `select unit_id as "unitId", creditor, sum(open)::bigint as open, sum(payables)::bigint as ever from (${LEGS} where e.county_id = any($1) and e.unit_id = any($2) and e.recorded_at <= $3::timestamptz and e.effective_on <= $4::date) legs
        group by unit_id, creditor having sum(open) <> 0 or sum(payables) <> 0`,
      values: [counties, codes, values[5], moment.asOf],
    },
    {
      sql: `select u.unit_id as "unitId", e.seq, e.hash from unit_head u cross join lateral (select seq, hash from journal_entry e where e.county_id = u.county_id and e.unit_id = u.unit_id and e.recorded_at <= $3::timestamptz order by seq desc limit 1) e
        where u.county_id = any($1) and u.unit_id = any($2)`,
      values: [counties, codes, values[5]],
    },
  )
  return gather(cells!, creditors!, heads!)
}

/** The rows of the three questions, by unit. */
export function gather(cells: Row[], creditors: Row[], heads: Row[]): Map<string, Held> {
  const held = new Map<string, Held>()
  const of = (row: Row): Held => {
    const code = row.unitId as string
    return held.get(code) ?? held.set(code, nothingHeld()).get(code)!
  }
  for (const row of cells) {
    const unit = of(row)
    unit.cells.set(row.cell as number, {
      payables: Number(row.payables), open: Number(row.open), cleared: Number(row.cleared), amount: row.amount as bigint, registered: row.registered as bigint, paid: row.paid as bigint,
      opening: row.opening as bigint, extinguished: row.extinguished as bigint, disputed: row.disputed as bigint,
    })
    unit.paidSinceBaseline += row.sinceBaseline as bigint
    unit.newToday += row.newToday as bigint
    unit.paidToday += row.paidToday as bigint
  }
  for (const row of creditors) of(row).creditors.set(row.creditor as string, { open: Number(row.open), ever: Number(row.ever) })
  for (const row of heads) Object.assign(of(row), { seq: row.seq as bigint, mark: markOf(row.hash as Buffer) })
  return held
}
