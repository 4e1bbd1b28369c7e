/**
 * Where money is written, and the only place: by appending to a unit's journal. One transaction touches rows of that one
 * unit and never an ancestor's: its head, payables, journal, day rows, and the request id of whoever asked.
 *
 * Two round trips: lock and look · decide in TypeScript · append and COMMIT. The head is locked first, so `seq` has no gap,
 * `recordedAt` never runs back, and the path label cannot be stale.
 */
import { type StoredLeg, storeLeg } from '@qingqian/rules/cell'
import { type Moment, dayAt } from '@qingqian/rules/day'
import type { Act } from '@qingqian/rules/payable'
import { type Refusal, isRefusal, refuse } from '@qingqian/rules/refusal'
import { type Caller, onBehalf, writesUnit } from '../access/caller.ts'
import type { Clock } from '../platform/clock.ts'
import { type Database, sqlState } from '../platform/database.ts'
import { UUID } from '../platform/global-id.ts'
import type { Row, Statement } from '../platform/trip.ts'
import { uuidv7 } from '../platform/uuid.ts'
import type { Unit } from '../units/tree.ts'
import type { Units } from '../units/units.ts'
import { type EntryBody, entryHash } from './canonical.ts'
import { type Appended, type Detail, type EntryRow, HEAD_COLUMNS, type Head, type Made, PAYABLE_COLUMNS, type PayableRow, payableRow, withState } from './rows.ts'
import { appendEntry, appendPayable, changePayable, keepRequest, upsertDay, advanceHead } from './statements.ts'

/** One act of a caller, as an entry to be: on a payable that is, or a new one. */
export interface Decision {
  act: Act
  payable: PayableRow
  isNew: boolean
  /** The payable as the database has it, where it was locked for this act: what an act left alone is not written. */
  stored?: PayableRow
  reverses?: string
  detail: Detail
}

/** What the use cases see when they decide: the locked rows and the time. */
export interface Seen {
  payable: PayableRow | null
  /** Rows of the use case's own extra statements. */
  extra: Row[][]
  today: string
  now: Moment
}

export interface Ask {
  caller: Caller
  requestId: string
  /** Of the mutation's name and coerced input. */
  inputHash: Buffer
  county: string
  /** The payable acted on; null: the unit gets a new one. */
  payableId: string | null
  /** For a new payable. */
  unit: Unit | null
  /** Further statements that travel with the locks. */
  extra?: Statement[]
}

export type Outcome = { made: Made; county: string; payable: PayableRow | null; entry: EntryRow | null }

export class Ledger {
  private readonly database: Database
  private readonly units: Units
  private readonly clock: Clock
  private readonly watchers: ((appended: Appended) => void)[] = []

  constructor(database: Database, units: Units, clock: Clock) {
    this.database = database
    this.units = units
    this.clock = clock
  }

  /** Called right after each COMMIT of this process, before the mutation answers. */
  onAppend(watcher: (appended: Appended) => void): void {
    this.watchers.push(watcher)
  }

  announce(appended: Appended): void {
    for (const watcher of this.watchers) watcher(appended)
  }

  /**
   * Carries out one act: authorises, recognises a repeated request, decides, appends.
   * @param decide the pure decision; a Refusal leaves no trace
   */
  async act(ask: Ask, decide: (seen: Seen) => Decision | Refusal): Promise<Outcome | Refusal> {
    if (!UUID.test(ask.requestId)) return refuse('BAD_REQUEST_ID', 'requestId')
    try {
      return await this.tryAct(ask, decide)
    } catch (error) {
      // The same id was being used at another unit at the same time: now it is there to be seen. Deadlocks retry alike.
      if (sqlState(error) === '23505' || sqlState(error) === '40P01') return this.tryAct(ask, decide)
      throw error
    }
  }

  private async tryAct(ask: Ask, decide: (seen: Seen) => Decision | Refusal): Promise<Outcome | Refusal> {
    const { caller, county, payableId } = ask
    let appended: Appended | null = null
    const outcome = await this.database.write<Outcome | Refusal>(caller.scopeText, [...this.look(ask), ...(ask.extra ?? [])], async (rows) => {
      const stop = (refusal: Refusal | Outcome) => ({ result: refusal, last: 'rollback' as const })
      const [heads, payables, looked, ...extra] = rows
      const seen = looked?.[0]
      const unit = ask.unit ?? (seen?.unitId ? this.units.get(seen.unitId as string) : undefined)
      if (!unit) return stop(refuse('NOT_FOUND', payableId ? 'payableId' : 'unit'))
      if (!caller.permissions.includes('RECORD') || !writesUnit(caller, unit)) return stop(refuse('FORBIDDEN', payableId ? 'payableId' : 'unit'))
      if (seen?.requestHash) return stop(this.repeated(ask, seen))
      const head = heads?.[0] as unknown as Head | undefined
      // Moved a breath ago by another process: its rows have a new label, our scope the old one.
      if (!head) return stop(refuse('NOT_FOUND', payableId ? 'payableId' : 'unit'))
      if (unit.status === 'DISSOLVED') return stop(refuse('UNIT_CLOSED'))
      const now = Math.max(seen!.now as Moment, head.recordedAt)
      const stored = payables?.[0] ? payableRow(payables[0]) : null
      const decision = decide({ payable: stored, extra, today: dayAt(now), now })
      if (isRefusal(decision)) return stop(decision)
      const written = writeEntries(head, caller, unit, now, [stored ? { ...decision, stored } : decision])
      appended = written.appended
      const entry = written.entries[0]!
      const made: Made = { payableId: entry.payableId, entryId: entry.id }
      const request = keepRequest(caller.unit.countyId, caller.account, ask.requestId, ask.inputHash, made, now)
      return { result: { made, county, payable: { ...withState(decision.payable, decision.act.after) }, entry }, last: [...written.statements, request] }
    })
    if (appended) this.announce(appended)
    return outcome
  }

  private look({ caller, county, payableId, unit, requestId }: Ask): Statement[] {
    const head: Statement = payableId
      ? { sql: `select ${HEAD_COLUMNS} from unit_head h where h.county_id = $1 and h.unit_id = (select unit_id from payable where county_id = $1 and id = $2) for update`, values: [county, payableId] }
      : { sql: `select ${HEAD_COLUMNS} from unit_head h where h.county_id = $1 and h.unit_id = $2 for update`, values: [county, unit!.code] }
    return [
      head,
      { sql: `select ${PAYABLE_COLUMNS} from payable p where p.county_id = $1 and p.id = $2 for update`, values: [county, payableId] },
      {
        sql: `select date_trunc('milliseconds', coalesce($4::timestamptz, clock_timestamp())) as now, r.input_hash as "requestHash", r.result as "requestResult",
          (select unit_id from payable where county_id = $5 and id = $6) as "unitId" from (select 1) one left join request r on r.county_id = $1 and r.account_id = $2 and r.id = $3`,
        values: [caller.unit.countyId, caller.account, requestId, this.clock.forDatabase(), county, payableId],
      },
    ]
  }

  private repeated(ask: Ask, seen: Row): Outcome | Refusal {
    if (!(seen.requestHash as Buffer).equals(ask.inputHash)) return refuse('REQUEST_ID_REUSED', 'requestId')
    return { made: seen.requestResult as Made, county: ask.county, payable: null, entry: null }
  }
}

/** The entries of one unit's acts, in order, with the statements that write them. */
export function writeEntries(head: Head, caller: Caller, unit: Unit, now: Moment, decisions: readonly Decision[]): { entries: EntryRow[]; statements: Statement[]; appended: Appended } {
  const entries: EntryRow[] = []
  const statements: Statement[] = []
  let { seq, hash } = head
  for (const { act, payable, isNew, reverses, detail, stored } of decisions) {
    seq += 1n
    const legs: StoredLeg[] = act.legs.map(storeLeg)
    const body: EntryBody = {
      countyId: head.countyId, unitId: head.unitId, seq, id: uuidv7(now), payableId: payable.id, kind: act.kind, amount: act.amount, effectiveOn: act.effectiveOn, recordedAt: now,
      recordedBy: caller.account, recordedName: caller.name, onBehalf: onBehalf(caller, unit), reason: act.reason, reverses: reverses ?? null, detail, legs,
    }
    hash = entryHash(hash, body)
    const entry: EntryRow = { ...body, hash }
    entries.push(entry)
    const after = withState(payable, act.after)
    statements.push(isNew ? appendPayable(after, head.path, now) : changePayable(stored, after), appendEntry(entry, head.path))
    for (const leg of act.legs) statements.push(upsertDay(head, dayAt(now), act.effectiveOn, leg))
  }
  statements.push(advanceHead(head, seq, hash, now))
  return {
    entries, statements,
    appended: { unitId: head.unitId, seq, hash, recordedAt: now, entries: entries.map(({ seq: at, kind, effectiveOn, legs }) => ({ seq: at, kind, effectiveOn, legs })) },
  }
}

