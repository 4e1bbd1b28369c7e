import type { Figures } from '@qingqian/rules/daily-report'
import { daysBetween } from '@qingqian/rules/day'
import { type Refusal, isRefusal } from '@qingqian/rules/refusal'
import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql'
import { may, sees } from '../access/caller.ts'
import { type Context, signedIn } from '../access/context.ts'
import { badInput, forbidden } from '../platform/failure.ts'
import { globalId } from '../platform/global-id.ts'
import { resultOf } from '../platform/refusal.type.ts'
import { DateScalar } from '../platform/scalars.ts'
import type { Unit } from '../units/tree.ts'
import { UnitType } from '../units/unit.type.ts'
import type { Units } from '../units/units.ts'
import { type DailyReports, type Report, reportName } from './daily-report.ts'
import { DailyReportType, DailyReportVersionType, FiguresType, MovementType, SignDailyReportInput } from './daily.type.ts'
import type { Movement } from './position.ts'
import { versionText } from './report-rows.ts'
import type { Signing } from './sign-report.ts'

const DailyReportResult = resultOf('DailyReportResult', DailyReportType, 'DailyReport')

type Version = Report['versions'][number]

@Resolver(() => DailyReportType)
export class DailyReportResolver {
  private readonly reports: DailyReports
  private readonly signing: Signing

  constructor(reports: DailyReports, signing: Signing) {
    this.reports = reports
    this.signing = signing
  }

  @Query(() => DailyReportType, { nullable: true })
  dailyReport(@Arg('unit', () => String) unit: string, @Arg('day', () => DateScalar) day: string, @Ctx() context: Context): Promise<Report | null> {
    return this.reports.find(signedIn(context), unit, day)
  }

  @Mutation(() => DailyReportResult)
  async signDailyReport(@Arg('input', () => SignDailyReportInput) input: SignDailyReportInput, @Ctx() context: Context): Promise<Report | Refusal> {
    const caller = signedIn(context)
    const signed = await this.signing.sign(caller, input)
    if (isRefusal(signed)) return signed
    const report = await this.reports.find(caller, signed.unit.code, signed.day)
    if (!report) throw new Error('a signed report is not there to be seen')
    return report
  }

  @FieldResolver(() => ID)
  id(@Root() report: Report): string {
    return globalId('R', report.unit.countyId, reportName(report.unit.code, report.day))
  }

  @FieldResolver(() => FiguresType)
  figures(@Root() report: Report): Promise<Figures> {
    return report.figures()
  }

  @FieldResolver(() => FiguresType)
  ledger(@Root() report: Report): Promise<Figures> {
    return report.ledger()
  }

  @FieldResolver(() => [MovementType])
  movements(@Root() report: Report): Promise<Movement[]> {
    return report.movements()
  }
}

/** At most this many days of reports in one question: two months. */
const LONGEST_HISTORY = 62

@Resolver(() => UnitType)
export class UnitDailyReportsResolver {
  private readonly reports: DailyReports

  constructor(reports: DailyReports) {
    this.reports = reports
  }

  @FieldResolver(() => [DailyReportType], { description: 'The unit\'s own reports, oldest first, at most 62 days; none of cities and counties, which have a board.' })
  dailyReports(@Root() unit: Unit, @Arg('from', () => DateScalar) from: string, @Arg('to', () => DateScalar) to: string, @Ctx() context: Context): Promise<Report[]> {
    const caller = signedIn(context)
    if (!may(caller, 'REPORTS') || !sees(caller, unit)) throw forbidden()
    const days = daysBetween(from, to)
    if (days < 0 || days >= LONGEST_HISTORY) throw badInput(`from and to span at most ${LONGEST_HISTORY} days, from first.`)
    return this.reports.between(caller, unit, from, to)
  }
}

/** A version's row as the API shows it. */
@Resolver(() => DailyReportVersionType)
export class DailyReportVersionResolver {
  private readonly units: Units

  constructor(units: Units) {
    this.units = units
  }

  @FieldResolver(() => String)
  signedBy(@Root() version: Version): string {
    return version.signedName
  }

  @FieldResolver(() => FiguresType)
  figures(@Root() version: Version): Version {
    return version
  }

  @FieldResolver(() => [UnitType])
  missingUnits(@Root() version: Version): Unit[] {
    return version.missingUnits.flatMap((code) => this.units.get(code) ?? [])
  }

  @FieldResolver(() => String)
  canonical(@Root() version: Version): string {
    return versionText(version, version.previousDigest)
  }
}
