/** One unit's report of one day: its versions, what it says now, what the last one said, and what happened between. */
import { type Figures, type ReportDay, type ReportStatus, reportStatus } from '@qingqian/rules/daily-report'
import { type Day, addDays, dayAt, daysBetween, isDay } from '@qingqian/rules/day'
import { type Standing, dutyOf, isExempt } from '@qingqian/rules/duty'
import { type Caller, may, sees } from '../access/caller.ts'
import type { Context } from '../access/context.ts'
import { signedIn } from '../access/context.ts'
import type { LocalId } from '../access/node.ts'
import type { Database } from '../platform/database.ts'
import type { Unit } from '../units/tree.ts'
import type { Units } from '../units/units.ts'
import type { DailyBoards } from './daily-board.ts'
import { dayTree } from './day-tree.ts'
import { type Extent, type Movement, type Stand, extentOf, movementsBetween, readStand, standBefore, standNow } from './position.ts'
import { type VersionRow, versionBefore, versionRow, versionsBetween, versionsOf } from './report-rows.ts'

/** A report as its resolvers need it; the parts that cost a look at the journal are asked for once and only when wanted. */
export interface Report {
  unit: Unit
  day: Day
  deadline: number
  status: ReportStatus
  /** Each with the digest before it. */
  versions: (VersionRow & { previousDigest: string | null })[]
  previousDay: Day | null
  previous: Figures | null
  figures(): Promise<Figures>
  /** By the ledger: live before the deadline, at the deadline's position after it. */
  ledger(): Promise<Figures>
  movements(): Promise<Movement[]>
}

export class DailyReports {
  private readonly database: Database
  private readonly units: Units
  private readonly boards: DailyBoards

  constructor(database: Database, units: Units, boards: DailyBoards) {
    this.database = database
    this.units = units
    this.boards = boards
  }

  /**
   * The report of a unit on a day, also before it is signed. Null for who may not see it, for cities and counties (they have
   * a board, no report of their own), and for days on which the unit did not stand.
   */
  async find(caller: Caller, code: string, day: Day): Promise<Report | null> {
    const unit = this.units.get(code)
    if (!unit || !sees(caller, unit) || !may(caller, 'REPORTS') || dutyOf(unit.kind, unit.parent?.kind ?? null) === 'DERIVED') return null
    const time = this.boards.time(day)
    const standing = this.boards.treeOf(time).get(code)
    if (!standing) return null
    const [signed, before] = await this.database.read(caller.scopeText, versionsOf(unit.countyId, code, day), versionBefore(unit.countyId, code, day))
    return this.made(unit, standing, time, signed!.map(versionRow), before![0] ? versionRow(before![0]) : null)
  }

  /** The reports of a unit over several days, oldest first; days on which it did not stand are left out. */
  async between(caller: Caller, unit: Unit, from: Day, to: Day): Promise<Report[]> {
    if (!sees(caller, unit) || !may(caller, 'REPORTS') || dutyOf(unit.kind, unit.parent?.kind ?? null) === 'DERIVED') return []
    const [signed, before] = await this.database.read(caller.scopeText, versionsBetween(unit.countyId, unit.code, from, to), versionBefore(unit.countyId, unit.code, from))
    const versions = Map.groupBy(signed!.map(versionRow), (version) => version.day)
    let previous = before![0] ? versionRow(before![0]) : null
    return Array.from({ length: daysBetween(from, to) + 1 }, (_, index) => addDays(from, index)).flatMap((day) => {
      const time = this.boards.time(day)
      const standing = this.boards.treeOf(time).get(unit.code)
      if (!standing) return []
      const own = versions.get(day) ?? []
      const report = this.made(unit, standing, time, own, previous)
      previous = own.at(-1) ?? previous
      return [report]
    })
  }

  private made(unit: Unit, standing: Standing, time: ReportDay, versions: VersionRow[], previous: VersionRow | null): Report {
    const { day } = time
    const last = versions.at(-1)
    let stand: Promise<Stand> | undefined
    const unsigned = (): Promise<Stand> => (stand ??= this.unsigned(unit, standing, time))
    return {
      unit, day, deadline: time.deadline, status: reportStatus(versions[0]?.signedAt ?? null, isExempt(standing), time),
      versions: versions.map((version, index) => ({ ...version, previousDigest: versions[index - 1]?.digest ?? null })),
      previousDay: previous && previous.day, previous: previous && figuresOnly(previous),
      ledger: async () => (await this.boards.ledger([unit], time))[0]!,
      figures: async () => (last ? figuresOnly(last) : (await unsigned()).figures),
      movements: async () => movementsBetween(this.database, this.extent(unit, standing, time), previous?.position ?? {}, last?.position ?? (await unsigned()).position, day),
    }
  }

  /** Of the day itself: as it would be signed now. Of a past day: as it stood at that day's deadline. */
  private async unsigned(unit: Unit, standing: Standing, time: ReportDay): Promise<Stand> {
    const extent = this.extent(unit, standing, time)
    const { baseline } = this.units.policy(time.day)
    if (dayAt(time.now) > time.day) return standBefore(this.database, extent, time.deadline, time.day, baseline)
    const [rows] = await this.database.overlook(standNow(extent, unit.path, baseline, null))
    return readStand(rows![0]!)
  }

  private extent(unit: Unit, standing: Standing, time: ReportDay): Extent {
    const isPast = dayAt(time.now) > time.day
    return extentOf(this.units, isPast ? standing : (dayTree(this.units, time.day, null, time.now).get(unit.code) ?? standing))
  }
}

const figuresOnly = ({ count, creditors, outstanding, paid }: VersionRow): Figures => ({ count, creditors, outstanding, paid })

/** What a report is called within its county. */
export const reportName = (unit: string, day: Day): string => `${unit}.${day}`

/** node(id) of a report: `finders.register('R', 'DailyReport', (id, context) => findDailyReport(reports, units, id, context))`. */
export async function findDailyReport(reports: DailyReports, units: Units, id: LocalId, context: Context): Promise<Report | null> {
  const match = /^([0-9A-Z-]{1,40})\.(\d{4}-\d{2}-\d{2})$/.exec(id.local)
  if (!match || !isDay(match[2]!) || units.get(match[1]!)?.countyId !== id.county) return null
  return reports.find(signedIn(context), match[1]!, match[2]!)
}
