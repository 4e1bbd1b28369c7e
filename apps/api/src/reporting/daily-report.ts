/** One unit's report of one day: its versions, what it says now, what the last one said, and what happened between. */
import { type Figures, type ReportDay, type ReportStatus, reportStatus } from '@qingqian/rules/daily-report'
import { type Day, dayAt, isDay } from '@qingqian/rules/day'
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
import { type VersionRow, versionBefore, versionRow, versionsOf } from './report-rows.ts'

/** A report as its resolvers need it; the parts that cost a look at the journal are asked for once and only when wanted. */
export interface Report {
  unit: Unit
  day: Day
  deadline: number
  status: ReportStatus
  /** Each with the digest before it. */
  versions: (VersionRow & { previousDigest: string | null })[]
  previous: Figures | null
  figures(): Promise<Figures>
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
    const versions = signed!.map(versionRow)
    const previous = before![0] ? versionRow(before![0]) : null
    const last = versions.at(-1)
    let stand: Promise<Stand> | undefined
    const unsigned = (): Promise<Stand> => (stand ??= this.unsigned(unit, standing, time))
    return {
      unit, day, deadline: time.deadline, status: reportStatus(versions[0]?.signedAt ?? null, isExempt(standing), time),
      versions: versions.map((version, index) => ({ ...version, previousDigest: versions[index - 1]?.digest ?? null })),
      previous: previous && figuresOnly(previous),
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
