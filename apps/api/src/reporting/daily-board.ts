/** 日调度: who reported on a day and who did not, beside what the ledger says. One look at the signatures a board, none a row. */
import { type BoardCounts, type Figures, type ReportDay, type ReportStatus, countRows, derivedStatus, isClosed, reportStatus } from '@qingqian/rules/daily-report'
import { type Day, type Moment, addDays } from '@qingqian/rules/day'
import { type Standing, boardRows, dutyOf, expectedBelow, isExempt, standingBelow } from '@qingqian/rules/duty'
import { dailyDeadline } from '@qingqian/rules/policy'
import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/database.ts'
import type { Rollup } from '../rollup/rollup.ts'
import { Past, liveView } from '../rollup/totals.ts'
import type { Unit, UnitTree } from '../units/tree.ts'
import type { Units } from '../units/units.ts'
import { type DayTree, dayTree } from './day-tree.ts'
import { type Movement, extentOf, figuresOf, movementsRecorded } from './position.ts'
import { type SignedRow, signedOn } from './report-rows.ts'
import { type ReportSignals, SETTLED_MS } from './report-signals.ts'

export interface BoardRow {
  unit: Unit
  status: ReportStatus
  /** As last signed; of whoever has not signed, and of a county, what the ledger says. */
  figures: Figures
  /** By the ledger: now before the deadline, at the deadline's position after it. Where it differs from what was signed, that is the deviation. */
  ledger: Figures
  signedAt: Moment | null
  version: number | null
  missingUnits: Unit[]
}

export interface Board extends BoardCounts {
  unit: Unit
  day: Day
  deadline: Moment
  rows: BoardRow[]
  total: Figures
  /** What was recorded below since the deadline of the day before; of a closed day until its deadline. */
  movements(): Promise<Movement[]>
}

type SignedRows = ReadonlyMap<string, SignedRow>

/** What signatures were read this long ago may be used again by boards that only follow a payment. A lost signal costs as much. */
const SIGNED_FOR_MS = 1000
/** Right after a deadline the last transactions before it still commit. */
const UNSETTLED_FOR_MS = 500
const KEPT = 500

export class DailyBoards {
  private readonly database: Database
  private readonly units: Units
  private readonly clock: Clock
  private readonly rollup: Rollup
  /** For those who watch: signatures by unit and day, dropped when somebody signs. */
  private readonly signatures = new Map<string, { unit: string; at: number; rows: Promise<SignedRows> }>()
  /** Figures of closed days never change while the tree is the same. */
  private readonly closed = new WeakMap<UnitTree, Map<string, { figures: Figures; until: number }>>()

  constructor(database: Database, units: Units, clock: Clock, rollup: Rollup, signals: ReportSignals) {
    this.database = database
    this.units = units
    this.clock = clock
    this.rollup = rollup
    signals.onSignal((codes) => {
      if (codes === null) this.signatures.clear()
      else for (const [key, { unit }] of this.signatures) if (codes.includes(unit)) this.signatures.delete(key)
    })
  }

  /** A day by the policy in force on it, as seen now. */
  time(day: Day): ReportDay {
    const policy = this.units.policy(day)
    return { day, deadline: dailyDeadline(day, policy), dailyFrom: policy.dailyFrom, now: this.clock.now() }
  }

  /** The tree that answers for a day: of a closed day as known at its deadline. */
  treeOf(time: ReportDay): DayTree {
    return dayTree(this.units, time.day, isClosed(time) ? time.deadline : null, time.now)
  }

  /** The board by the database's signatures of this very moment; null where the unit did not stand on that day. */
  async read(unit: Unit, day: Day): Promise<Board | null> {
    return this.board(unit, day, (standing) => this.readSigned(standing, day))
  }

  /** The same for those who watch it: signatures are read again when somebody signed, not at every payment. */
  async watch(unit: Unit, day: Day): Promise<Board | null> {
    return this.board(unit, day, (standing) => {
      const key = `${unit.code} ${day}`
      const known = this.signatures.get(key)
      if (known && Date.now() - known.at < SIGNED_FOR_MS) return known.rows
      if (this.signatures.size >= KEPT) this.signatures.clear()
      const rows = this.readSigned(standing, day)
      this.signatures.set(key, { unit: unit.code, at: Date.now(), rows })
      rows.catch(() => this.signatures.delete(key))
      return rows
    })
  }

  /** What the ledger says of units on a day: live before the deadline; after it what had been recorded before it. */
  async ledger(units: readonly Unit[], time: ReportDay): Promise<Figures[]> {
    if (!isClosed(time)) return units.map((unit) => figuresOf(liveView(this.rollup.node(unit.code)!, time.now)))
    const tree = this.units.tree
    const kept = this.closed.get(tree) ?? this.closed.set(tree, new Map()).get(tree)!
    // Exclusive as lateness is: what is recorded at 17:00:00.000 belongs to the next day.
    const past = new Past(this.database, this.units, { asOf: time.deadline - 1, knownAt: time.deadline - 1 })
    const isSettled = time.now >= time.deadline + SETTLED_MS
    return Promise.all(units.map(async (unit) => {
      const key = `${unit.code} ${time.day}`
      const known = kept.get(key)
      if (known && Date.now() < known.until) return known.figures
      const figures = figuresOf(await past.totals(unit, 'all'))
      if (kept.size >= KEPT * 10) kept.clear()
      kept.set(key, { figures, until: isSettled ? Infinity : Date.now() + UNSETTLED_FOR_MS })
      return figures
    }))
  }

  private async board(unit: Unit, day: Day, signatures: (standing: Standing) => Promise<SignedRows>): Promise<Board | null> {
    const time = this.time(day)
    const standing = this.treeOf(time).get(unit.code)
    if (!standing) return null
    const rows = boardRows(standing).map((row) => ({ standing: row, unit: this.units.get(row.code)! }))
    const [signed, [total, ...ledger]] = await Promise.all([signatures(standing), this.ledger([unit, ...rows.map((row) => row.unit)], time)])
    const made = rows.map((row, index) => this.row(row.unit, row.standing, standing, ledger[index]!, signed, time))
    return {
      unit, day, deadline: time.deadline, ...countRows(made.map((row) => row.status), time), rows: made, total: total!,
      movements: () => movementsRecorded(this.database, extentOf(this.units, standing), this.time(addDays(day, -1)).deadline, isClosed(time) ? time.deadline : null, day),
    }
  }

  private row(unit: Unit, standing: Standing, above: Standing, ledger: Figures, signed: SignedRows, time: ReportDay): BoardRow {
    const statusOf = (one: Standing): ReportStatus => reportStatus(signed.get(one.code)?.firstSignedAt ?? null, isExempt(one), time)
    const expected = expectedBelow(standing)
    const missingUnits = expected.filter((below) => !signed.has(below.code)).map((below) => this.units.get(below.code)!)
    if (dutyOf(standing.kind, standing === above ? null : above.kind) === 'DERIVED') {
      const status = derivedStatus(expected.map(statusOf))
      const last = status === 'REPORTED' || status === 'LATE' ? Math.max(...expected.map((below) => signed.get(below.code)!.signedAt)) : null
      return { unit, status, figures: ledger, ledger, signedAt: last, version: null, missingUnits }
    }
    const own = signed.get(standing.code)
    const figures = own ? { count: own.count, creditors: own.creditors, outstanding: own.outstanding, paid: own.paid } : ledger
    return { unit, status: statusOf(standing), figures, ledger, signedAt: own?.signedAt ?? null, version: own?.version ?? null, missingUnits }
  }

  /** One SQL for everybody of the board. The tail login: on a past day units may have reported here that belong elsewhere now. */
  private async readSigned(standing: Standing, day: Day): Promise<SignedRows> {
    const codes = standingBelow(standing).map((below) => below.code)
    const counties = [...new Set(codes.map((code) => this.units.get(code)!.countyId))]
    const [rows] = await this.database.overlook(signedOn(counties, codes, day))
    return new Map((rows as unknown as SignedRow[]).map((row) => [row.unitId, row]))
  }
}
