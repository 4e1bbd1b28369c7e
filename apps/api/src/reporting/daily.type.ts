import { REPORT_STATUSES, type ReportStatus } from '@qingqian/rules/daily-report'
import type { EntryKind } from '@qingqian/rules/payable'
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql'
import { EntryKindWord } from '../ledger/payable.type.ts'
import { DateScalar, DateTimeScalar, MoneyScalar } from '../platform/scalars.ts'
import { NodeType, UnitType, words } from '../units/unit.type.ts'

export const ReportStatusWord = words('ReportStatus', REPORT_STATUSES)

/** Source: rules/daily-report.ts Figures. */
@ObjectType('Figures', { description: 'The daily tally: 拖欠数量 (笔), 户数, 拖欠金额, 已偿还金额 (since the baseline).' })
export class FiguresType {
  @Field(() => Int)
  count!: number

  @Field(() => Int)
  creditors!: number

  @Field(() => MoneyScalar)
  outstanding!: bigint

  @Field(() => MoneyScalar)
  paid!: bigint
}

/** Source: reporting/daily-board.ts BoardRow. */
@ObjectType('DailyBoardRow')
export class DailyBoardRowType {
  @Field(() => UnitType)
  unit!: UnitType

  @Field(() => ReportStatusWord, { description: 'A county has no report of its own: it stands as the reporters stand that it expects.' })
  status!: ReportStatus

  @Field(() => FiguresType, { nullable: true, description: 'As last signed; of whoever has not signed, and of a county, what the ledger says.' })
  figures?: FiguresType | null

  @Field(() => FiguresType, { description: 'By the ledger: live before the deadline, at the deadline\'s position after it. Where it differs from what was signed, that is the deviation.' })
  ledger!: FiguresType

  @Field(() => DateTimeScalar, { nullable: true })
  signedAt?: number | null

  @Field(() => Int, { nullable: true })
  version?: number | null

  @Field(() => [UnitType], { description: 'Units below a signing group that have not reported; of a county, its reporters that have not.' })
  missingUnits!: UnitType[]
}

/** Source: reporting/daily-board.ts Board. */
@ObjectType('DailyBoard')
export class DailyBoardType {
  @Field(() => DateScalar)
  day!: string

  @Field(() => DateTimeScalar, { description: 'What is signed at this moment or later is late.' })
  deadline!: number

  @Field(() => Int)
  expected!: number

  @Field(() => Int)
  reported!: number

  @Field(() => Int)
  onTime!: number

  @Field(() => Int)
  missing!: number

  @Field(() => [DailyBoardRowType], { description: 'In official order: the units directly below, or the unit itself where there are none.' })
  rows!: DailyBoardRowType[]

  @Field(() => FiguresType, { description: 'The unit\'s own subtree by the ledger: live before the deadline, at the deadline\'s position after it.' })
  total!: FiguresType
}

/** Source: reporting/position.ts Movement. */
@ObjectType('Movement')
export class MovementType {
  @Field(() => EntryKindWord)
  kind!: EntryKind

  @Field(() => Int)
  count!: number

  @Field(() => MoneyScalar)
  amount!: bigint
}

/** Source: reporting/report-rows.ts VersionRow with the digest before it. */
@ObjectType('DailyReportVersion')
export class DailyReportVersionType {
  @Field(() => Int)
  version!: number

  @Field(() => DateTimeScalar)
  signedAt!: number

  @Field(() => String, { description: 'Who answers for it, by name.' })
  signedBy!: string

  @Field(() => Boolean, { description: 'An office above signed for the unit (代报).' })
  onBehalf!: boolean

  @Field(() => FiguresType)
  figures!: FiguresType

  @Field(() => String, { description: 'Opaque: what of the journal is contained.' })
  journalPosition!: string

  @Field(() => [UnitType], { description: 'Units below that had not reported when this was signed.' })
  missingUnits!: UnitType[]

  @Field(() => String, { nullable: true })
  note?: string | null

  @Field(() => String, { nullable: true })
  correctionReason?: string | null

  @Field(() => String, { description: 'Hex SHA-256 of `canonical`, which holds the digest of the version before.' })
  digest!: string

  @Field(() => String, { description: 'The text that the digest is taken over, with the figures and the position in full.' })
  canonical!: string
}

/** Source: reporting/daily-report.ts Report. */
@ObjectType('DailyReport', { implements: NodeType })
export class DailyReportType extends NodeType {
  @Field(() => UnitType)
  unit!: UnitType

  @Field(() => DateScalar)
  day!: string

  @Field(() => ReportStatusWord)
  status!: ReportStatus

  @Field(() => DateTimeScalar)
  deadline!: number

  @Field(() => FiguresType, { description: 'By the ledger, now (before signing) or at the signed position; of a past day never signed, at its deadline.' })
  figures!: FiguresType

  @Field(() => FiguresType, { description: 'By the ledger: live before the deadline, at the deadline\'s position after it. Where it differs from what was signed, that is the deviation.' })
  ledger!: FiguresType

  @Field(() => DateScalar, { nullable: true, description: 'The unit\'s last signed day before this one.' })
  previousDay?: string | null

  @Field(() => FiguresType, { nullable: true, description: 'What the unit\'s last signed day before this one says.' })
  previous?: FiguresType | null

  @Field(() => [MovementType], { description: 'What changed between the previous signed position and this one, by kind of entry; without a previous one, since the ledger began.' })
  movements!: MovementType[]

  @Field(() => [DailyReportVersionType])
  versions!: DailyReportVersionType[]
}

@InputType({ description: 'Before the deadline signing again needs no reason; after it correctionReason is required and a new version is made.' })
export class SignDailyReportInput {
  @Field(() => ID)
  requestId!: string

  @Field(() => String)
  unit!: string

  @Field(() => DateScalar)
  day!: string

  @Field(() => String, { nullable: true })
  note?: string | null

  @Field(() => String, { nullable: true })
  correctionReason?: string | null
}
