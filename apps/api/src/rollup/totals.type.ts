import type { Category } from '@qingqian/rules/cell'
import type { Vintage } from '@qingqian/rules/policy'
import type { UnitKind } from '@qingqian/rules/unit'
import { Extensions, Field, Int, ObjectType } from 'type-graphql'
import { CategoryWord, VintageWord } from '../ledger/payable.type.ts'
import { DateTimeScalar, MoneyScalar } from '../platform/scalars.ts'
import { UnitKindWord, UnitType } from '../units/unit.type.ts'

@ObjectType('TotalsCell')
export class TotalsCellType {
  @Field(() => UnitKindWord, { description: 'What kind of unit owes it.' })
  debtorKind!: UnitKind

  @Field(() => VintageWord)
  vintage!: Vintage

  @Field(() => Boolean)
  disputed!: boolean

  @Field(() => CategoryWord)
  category!: Category

  @Field(() => Int)
  payableCount!: number

  @Field(() => Int)
  outstandingCount!: number

  @Field(() => MoneyScalar)
  amount!: bigint

  @Field(() => MoneyScalar)
  paid!: bigint

  @Field(() => MoneyScalar)
  extinguished!: bigint

  @Field(() => MoneyScalar)
  outstanding!: bigint

  @Field(() => MoneyScalar, { description: 'Of outstanding: what is disputed, also of payables disputed in part.' })
  disputedOutstanding!: bigint
}

@ObjectType('TotalsPart', { description: 'Of a subtree: one vintage, disputed or not. Together these decide the deadline (三(三)).' })
export class TotalsPartType {
  @Field(() => VintageWord)
  vintage!: Vintage

  @Field(() => Boolean)
  disputed!: boolean

  @Field(() => Int)
  payableCount!: number

  @Field(() => Int)
  outstandingCount!: number

  @Field(() => MoneyScalar)
  amount!: bigint

  @Field(() => MoneyScalar)
  paid!: bigint

  @Field(() => MoneyScalar)
  extinguished!: bigint

  @Field(() => MoneyScalar)
  outstanding!: bigint
}

/** Source: rollup/totals.ts TotalsView. */
@ObjectType('Totals', { description: 'amount = paid + extinguished + outstanding, to the fen. In scope only; what is excluded stands in excludedOutstanding.' })
export class TotalsType {
  @Field(() => UnitType)
  unit!: UnitType

  @Field(() => DateTimeScalar)
  asOf!: number

  @Field(() => String, { description: 'Opaque: what of the journal is contained.' })
  journalPosition!: string

  @Field(() => Int, { description: '笔, ever in the ledger.' })
  payableCount!: number

  @Field(() => Int, { description: '拖欠数量, 笔: payables with something outstanding.' })
  outstandingCount!: number

  @Field(() => Int, { description: '拖欠户数: distinct creditors with something outstanding in the subtree (does not add up over units).' })
  creditorCount!: number

  @Field(() => Int, { description: 'Distinct creditors ever in the ledger; those paid off = creditorCountEver - creditorCount.' })
  creditorCountEver!: number

  @Field(() => Int)
  clearedCount!: number

  @Field(() => MoneyScalar)
  amount!: bigint

  @Field(() => MoneyScalar, { description: 'All ever paid, also before the ledger began.' })
  paid!: bigint

  @Field(() => MoneyScalar, { description: '已偿还金额 of the official figures: payments effective on or after the campaign\'s baseline.' })
  paidSinceBaseline!: bigint

  @Field(() => MoneyScalar)
  extinguished!: bigint

  @Field(() => MoneyScalar, { description: '拖欠金额.' })
  outstanding!: bigint

  @Field(() => MoneyScalar)
  disputedOutstanding!: bigint

  @Field(() => MoneyScalar)
  excludedOutstanding!: bigint

  @Field(() => MoneyScalar, { description: 'Registered with effect today (effectiveOn).' })
  newToday!: bigint

  @Field(() => MoneyScalar, { description: 'Paid with effect today (effectiveOn).' })
  paidToday!: bigint

  @Field(() => [TotalsCellType], { description: 'One row per cell that is not empty; they add up to the totals. A payable counts as disputed when all that is outstanding of it is disputed.' })
  cells!: TotalsCellType[]

  @Extensions({ size: 4 })
  @Field(() => [TotalsPartType], { description: 'The cells by vintage and dispute alone; empty ones are left out.' })
  parts!: TotalsPartType[]
}
