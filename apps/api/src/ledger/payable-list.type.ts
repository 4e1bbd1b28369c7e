/** Lists of payables and of entries: connections, sums, filters, and what is told of changes. */
import type { Category } from '@qingqian/rules/cell'
import type { PayableStatus } from '@qingqian/rules/payable'
import type { Vintage } from '@qingqian/rules/policy'
import { Field, InputType, Int, ObjectType } from 'type-graphql'
import { PageInfoType } from '../platform/paging.ts'
import { DateScalar, DateTimeScalar, MoneyScalar } from '../platform/scalars.ts'
import { ReportingLineWord } from '../units/unit.type.ts'
import { CategoryWord, JournalEntryType, OrderDirectionWord, PayableOrderFieldWord, PayableStatusWord, PayableType, VintageWord } from './payable.type.ts'
import type { PayableFilter, PayableOrder } from './payables.ts'

@ObjectType('PayableEdge')
export class PayableEdgeType {
  @Field(() => String)
  cursor!: string

  @Field(() => PayableType)
  node!: PayableType
}

@ObjectType('PayableSums')
export class PayableSumsType {
  @Field(() => Int, { description: '笔' })
  count!: number

  @Field(() => Int, { description: 'With something outstanding.' })
  outstandingCount!: number

  @Field(() => Int, { description: 'With something in dispute, all or part.' })
  contestedCount!: number

  @Field(() => Int, { description: '户: distinct creditors with something outstanding.' })
  creditorCount!: number

  @Field(() => MoneyScalar)
  amount!: bigint

  @Field(() => MoneyScalar)
  paid!: bigint

  @Field(() => MoneyScalar)
  extinguished!: bigint

  @Field(() => MoneyScalar)
  outstanding!: bigint

  @Field(() => MoneyScalar, { description: 'Of outstanding: what is in dispute.' })
  disputedOutstanding!: bigint
}

@ObjectType('PayableConnection')
export class PayableConnectionType {
  @Field(() => PageInfoType)
  pageInfo!: PageInfoType

  @Field(() => Int, { description: 'Journal entries below that these rows hold at least; what ledgerChanged counts beyond it came later.' })
  entryCount!: number

  @Field(() => [PayableEdgeType])
  edges!: PayableEdgeType[]

  @Field(() => [PayableType])
  nodes!: PayableType[]
}

/** Source: ledger/ledger-changed.ts LedgerChange. */
@ObjectType('LedgerChange')
export class LedgerChangeType {
  @Field(() => DateTimeScalar)
  asOf!: number

  @Field(() => Int, { description: 'Journal entries of all units below that the caller sees.' })
  entryCount!: number

  @Field(() => Int, { description: 'So many of the last entries are covered by `payables`; whoever last knew a count below entryCount - covers has missed some.' })
  covers!: number

  @Field(() => [PayableType], { description: 'As they are now; among them also some that were told before.' })
  payables!: PayableType[]
}

@ObjectType('JournalEdge')
export class JournalEdgeType {
  @Field(() => String)
  cursor!: string

  @Field(() => JournalEntryType)
  node!: JournalEntryType
}

@ObjectType('JournalConnection')
export class JournalConnectionType {
  @Field(() => PageInfoType)
  pageInfo!: PageInfoType

  @Field(() => [JournalEdgeType])
  edges!: JournalEdgeType[]

  @Field(() => [JournalEntryType])
  nodes!: JournalEntryType[]
}

@InputType('PayableFilter', { description: 'creditor and search match name, pinyin initials, code and contract number.' })
export class PayableFilterInput implements PayableFilter {
  @Field(() => [ReportingLineWord], { nullable: true })
  reportingLines?: (keyof typeof ReportingLineWord)[] | null

  @Field(() => [VintageWord], { nullable: true })
  vintages?: Vintage[] | null

  @Field(() => [CategoryWord], { nullable: true })
  categories?: Category[] | null

  @Field(() => [PayableStatusWord], { nullable: true })
  statuses?: PayableStatus[] | null

  @Field(() => Boolean, { nullable: true, description: 'All that is outstanding of it is in dispute: as the cells of totals divide.' })
  disputed?: boolean | null

  @Field(() => Boolean, { nullable: true, description: 'Something of it is in dispute, all or part.' })
  contested?: boolean | null

  @Field(() => Boolean, { nullable: true, description: 'true: only what totals count; false: only what they exclude, which is of suspended units.' })
  counted?: boolean | null

  @Field(() => String, { nullable: true })
  unit?: string | null

  @Field(() => String, { nullable: true })
  creditor?: string | null

  @Field(() => String, { nullable: true })
  search?: string | null

  @Field(() => DateScalar, { nullable: true })
  overdueFrom?: string | null

  @Field(() => DateScalar, { nullable: true })
  overdueTo?: string | null
}

@InputType('PayableOrder')
export class PayableOrderInput implements PayableOrder {
  @Field(() => PayableOrderFieldWord)
  field!: PayableOrder['field']

  @Field(() => OrderDirectionWord)
  direction!: PayableOrder['direction']
}
