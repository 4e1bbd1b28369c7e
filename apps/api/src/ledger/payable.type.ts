import { CATEGORIES, type Category } from '@qingqian/rules/cell'
import type { EntryKind, PayableStatus } from '@qingqian/rules/payable'
import type { Vintage } from '@qingqian/rules/policy'
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql'
import { DateScalar, DateTimeScalar, type MoneyInput, MoneyScalar } from '../platform/scalars.ts'
import { NodeType, UnitType, words } from '../units/unit.type.ts'

export const VintageWord = words('Vintage', ['BEFORE_CUTOFF', 'SINCE_CUTOFF'])
export const CategoryWord = words('Category', CATEGORIES)
export const PayableStatusWord = words('PayableStatus', ['OPEN', 'PARTLY_PAID', 'CLEARED'])
export const EntryKindWord = words('EntryKind', ['REGISTER', 'OPENING_PAID', 'PAYMENT', 'REVERSAL', 'CORRECTION', 'DISPUTE', 'SETTLEMENT', 'TRANSFER_OUT', 'TRANSFER_IN', 'RECLASSIFY'])
export const PaymentMethodWord = words('PaymentMethod', ['BANK_TRANSFER', 'CASH', 'BILL', 'OFFSET'])
export const DisputeChannelWord = words('DisputeChannel', ['NEGOTIATION', 'MEDIATION', 'ARBITRATION', 'LITIGATION', 'OTHER'])
export const OrderDirectionWord = words('OrderDirection', ['ASC', 'DESC'])
export const PayableOrderFieldWord = words('PayableOrderField', ['OVERDUE_SINCE', 'AMOUNT', 'OUTSTANDING', 'RECORDED_AT'])

@ObjectType('Creditor', { implements: NodeType })
export class CreditorType extends NodeType {
  @Field(() => String)
  name!: string

  @Field(() => String, { nullable: true, description: '统一社会信用代码' })
  uscc?: string | null
}

/** Source: ledger/rows.ts PayableRow. */
@ObjectType('Payable', { implements: NodeType, description: 'One sum that a unit owes an enterprise and has not paid in time (一笔欠款).' })
export class PayableType extends NodeType {
  @Field(() => UnitType)
  unit!: UnitType

  @Field(() => CreditorType)
  creditor!: CreditorType

  @Field(() => String, { nullable: true })
  contractNo?: string | null

  @Field(() => CategoryWord)
  category!: Category

  @Field(() => VintageWord)
  vintage!: Vintage

  @Field(() => DateScalar, { description: 'First day overdue (形成时间, 逾期起始日).' })
  overdueSince!: string

  @Field(() => MoneyScalar)
  amount!: bigint

  @Field(() => MoneyScalar)
  paid!: bigint

  @Field(() => MoneyScalar)
  extinguished!: bigint

  @Field(() => MoneyScalar)
  outstanding!: bigint

  @Field(() => MoneyScalar)
  disputedAmount!: bigint

  @Field(() => PayableStatusWord)
  status!: PayableStatus

  @Field(() => DateScalar, { nullable: true, description: 'The campaign\'s deadline for it; null where only settlement of the dispute sets one.' })
  dueOn?: string | null

  @Field(() => String, { nullable: true })
  note?: string | null

  @Field(() => DateTimeScalar, { description: 'When it was registered here.' })
  recordedAt!: number

  @Field(() => Boolean, { description: 'Its registration was reversed: it counts nowhere.' })
  withdrawn!: boolean
}

/** Source: ledger/rows.ts EntryRow. */
@ObjectType('JournalEntry', { implements: NodeType, description: 'Append-only. A correction is another entry.' })
export class JournalEntryType extends NodeType {
  @Field(() => Int, { description: '1, 2, 3 … without gap in the journal of the payable\'s unit.' })
  seq!: number

  @Field(() => EntryKindWord)
  kind!: EntryKind

  @Field(() => MoneyScalar)
  amount!: bigint

  @Field(() => DateScalar)
  effectiveOn!: string

  @Field(() => DateTimeScalar)
  recordedAt!: number

  @Field(() => String)
  recordedBy!: string

  @Field(() => String, { description: 'The name of the person or account at that time.' })
  recordedName!: string

  @Field(() => Boolean, { description: 'An office above entered it for the unit (代录).' })
  onBehalf!: boolean

  @Field(() => String, { nullable: true })
  reason?: string | null

  @Field(() => JournalEntryType, { nullable: true })
  reverses?: JournalEntryType | null

  @Field(() => String, { description: 'Hex digest over the previous entry\'s hash and this entry\'s canonical bytes.' })
  hash!: string

  @Field(() => String, { description: 'Hex digest of the entry before it in the unit\'s journal; empty before the first. SHA-256 over its bytes and those of `canonical` gives `hash`.' })
  previousHash!: string

  @Field(() => PayableType)
  payable!: PayableType

  @Field(() => PaymentMethodWord, { nullable: true })
  method?: keyof typeof PaymentMethodWord | null

  @Field(() => String, { nullable: true })
  voucherNo?: string | null

  @Field(() => DisputeChannelWord, { nullable: true })
  channel?: keyof typeof DisputeChannelWord | null

  @Field(() => String, { description: 'The canonical bytes as text: what the hash is taken over, after the previous hash.' })
  canonical!: string
}

@InputType('CreditorInput')
export class CreditorInput {
  @Field(() => String)
  name!: string

  @Field(() => String, { nullable: true })
  uscc?: string | null
}

/** Every mutation's input carries the client's own request id. */
@InputType()
abstract class Asking {
  @Field(() => ID)
  requestId!: string
}

@InputType('RegisterPayableInput')
export class RegisterPayableInput extends Asking {
  @Field(() => String)
  unit!: string

  @Field(() => CreditorInput)
  creditor!: CreditorInput

  @Field(() => String, { nullable: true })
  contractNo?: string | null

  @Field(() => CategoryWord)
  category!: Category

  @Field(() => DateScalar)
  overdueSince!: string

  @Field(() => MoneyScalar)
  amount!: MoneyInput

  @Field(() => MoneyScalar, { nullable: true })
  disputedAmount?: MoneyInput | null

  @Field(() => String, { nullable: true })
  note?: string | null
}

@InputType('CorrectPayableInput', { description: 'What is left out stays. The old values stay in the journal.' })
export class CorrectPayableInput extends Asking {
  @Field(() => ID)
  payableId!: string

  @Field(() => String)
  reason!: string

  @Field(() => MoneyScalar, { nullable: true })
  amount?: MoneyInput | null

  @Field(() => DateScalar, { nullable: true })
  overdueSince?: string | null

  @Field(() => CategoryWord, { nullable: true })
  category?: Category | null

  @Field(() => String, { nullable: true })
  contractNo?: string | null

  @Field(() => CreditorInput, { nullable: true })
  creditor?: CreditorInput | null
}

@InputType('RecordPaymentInput')
export class RecordPaymentInput extends Asking {
  @Field(() => ID)
  payableId!: string

  @Field(() => MoneyScalar)
  amount!: MoneyInput

  @Field(() => DateScalar)
  paidOn!: string

  @Field(() => PaymentMethodWord)
  method!: keyof typeof PaymentMethodWord

  @Field(() => String, { nullable: true })
  voucherNo?: string | null

  @Field(() => String, { nullable: true })
  note?: string | null
}

@InputType('ReverseEntryInput')
export class ReverseEntryInput extends Asking {
  @Field(() => ID)
  entryId!: string

  @Field(() => String)
  reason!: string
}

@InputType('RaiseDisputeInput')
export class RaiseDisputeInput extends Asking {
  @Field(() => ID)
  payableId!: string

  @Field(() => MoneyScalar)
  amount!: MoneyInput

  @Field(() => String)
  ground!: string

  @Field(() => DisputeChannelWord)
  channel!: keyof typeof DisputeChannelWord
}

@InputType('SettleDisputeInput', { description: 'acceptedAmount becomes undisputed, extinguishedAmount leaves the ledger with the reason; together they are what was disputed.' })
export class SettleDisputeInput extends Asking {
  @Field(() => ID)
  payableId!: string

  @Field(() => MoneyScalar)
  acceptedAmount!: MoneyInput

  @Field(() => MoneyScalar)
  extinguishedAmount!: MoneyInput

  @Field(() => String)
  reason!: string
}
