/**
 * What changed in the ledgers below a unit, for whoever watches one. A payload is a state, not a difference: the payables of
 * the last entries and how many entries they cover. Whoever held the count before those misses nothing, though payloads
 * were folded into one or passed over on a full line; whoever held an older one knows that it must read again.
 */
import type { Moment } from '@qingqian/rules/day'
import { type Caller, sees } from '../access/caller.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/database.ts'
import type { Changes } from '../platform/live.ts'
import type { Unit } from '../units/tree.ts'
import type { Units } from '../units/units.ts'
import { PAYABLE_COLUMNS, type PayableRow, payableRow } from './rows.ts'

/** What the schema's `ledgerLive` extension holds: subscriptions' sources have no instance to hold it. */
export interface LedgerLiveParts {
  readonly database: Database
  readonly units: Units
  readonly changes: Changes
  readonly clock: Clock
  /** The topic that says "look again" about a unit's subtree. */
  readonly topicOf: (code: string) => string
  /** The number of the unit's last entry that is contained in the live totals. */
  readonly seqOf: (code: string) => bigint
}

export interface LedgerChange {
  unit: Unit
  asOf: Moment
  entryCount: number
  covers: number
  payables: PayableRow[]
}

/** Entries of all units below that the caller sees, as far as the live totals contain them. */
export function entryCount(parts: Pick<LedgerLiveParts, 'units' | 'seqOf'>, caller: Caller, unit: Unit): number {
  return Number(parts.units.tree.subtree(unit).reduce((sum, each) => (sees(caller, each) ? sum + parts.seqOf(each.code) : sum), 0n))
}

interface Touched { payableId: string }

/** More new entries than this at once (an import) are not told one by one. */
const MOST = 50

/** Follows the ledgers below a unit from now on. */
export class LedgerWatch {
  private readonly parts: LedgerLiveParts
  private readonly caller: Caller
  private readonly unit: Unit
  private seen: Map<string, bigint> | null = null
  private recent: Touched[] = []

  constructor(parts: LedgerLiveParts, caller: Caller, unit: Unit) {
    this.parts = parts
    this.caller = caller
    this.unit = unit
  }

  async look(): Promise<LedgerChange> {
    const unit = this.parts.units.get(this.unit.code) ?? this.unit
    const below = this.parts.units.tree.subtree(unit).filter((each) => sees(this.caller, each))
    const now = new Map(below.map((each) => [each.code, this.parts.seqOf(each.code)]))
    const before = this.seen ?? now
    this.seen = now
    const moved = below.filter((each) => now.get(each.code)! > (before.get(each.code) ?? 0n))
    const entries = moved.reduce((sum, each) => sum + now.get(each.code)! - (before.get(each.code) ?? 0n), 0n)
    let payables: PayableRow[] = []
    if (entries > BigInt(MOST)) this.recent = []
    else if (entries > 0n) payables = await this.read(moved, before, now)
    const entryCount = [...now.values()].reduce((sum, seq) => sum + seq, 0n)
    return { unit, asOf: this.parts.clock.now(), entryCount: Number(entryCount), covers: this.recent.length, payables }
  }

  private async read(moved: Unit[], before: ReadonlyMap<string, bigint>, now: ReadonlyMap<string, bigint>): Promise<PayableRow[]> {
    const places = [moved.map((each) => each.countyId), moved.map((each) => each.code), moved.map((each) => `${before.get(each.code) ?? 0n}`), moved.map((each) => `${now.get(each.code)!}`)]
    const touched = `select e.county_id, e.payable_id as "payableId" from journal_entry e join unnest($1::text[], $2::text[], $3::bigint[], $4::bigint[]) as w(county, unit, low, high)
      on e.county_id = w.county and e.unit_id = w.unit and e.seq > w.low and e.seq <= w.high`
    const [fresh, rows] = await this.parts.database.read(this.caller.scopeText, { sql: touched, values: places }, {
      sql: `select ${PAYABLE_COLUMNS} from payable p where (p.county_id, p.id) in (select county_id, "payableId" from (${touched}) t) or (p.county_id = any($5) and p.id = any($6::uuid[]))`,
      values: [...places, [...new Set(this.parts.units.tree.subtree(this.unit).map((each) => each.countyId))], this.recent.map((each) => each.payableId)],
    })
    this.recent = [...this.recent, ...(fresh as unknown as Touched[])].slice(-MOST)
    return rows!.map(payableRow)
  }
}
