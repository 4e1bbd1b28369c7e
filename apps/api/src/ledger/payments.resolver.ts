import type { Moment } from '@qingqian/rules/day'
import { Arg, Ctx, Extensions, Field, FieldResolver, ID, Int, ObjectType, Resolver, Root } from 'type-graphql'
import type { Context } from '../access/context.ts'
import type { Database } from '../platform/database.ts'
import { badInput } from '../platform/failure.ts'
import { globalId } from '../platform/global-id.ts'
import { DateScalar, DateTimeScalar, MoneyScalar } from '../platform/scalars.ts'
import { PayableType, PaymentMethodWord } from './payable.type.ts'
import { MOST_PAYMENTS, PAYMENTS_SHOWN, type PaymentView, type WithPayments, lastPayments } from './payments.ts'

@ObjectType('Payment', { description: 'A payment that stands (清偿): a journal entry that was not reversed. `node(id)` gives the entry itself.' })
export class PaymentType {
  @Field(() => ID, { description: 'Of its journal entry.' })
  id!: string

  @Field(() => MoneyScalar)
  amount!: bigint

  @Field(() => DateScalar)
  paidOn!: string

  @Field(() => PaymentMethodWord)
  method!: keyof typeof PaymentMethodWord

  @Field(() => String, { nullable: true })
  voucherNo?: string | null

  @Field(() => DateTimeScalar)
  recordedAt!: Moment
}

@Resolver(() => PaymentType)
export class PaymentResolver {
  @FieldResolver(() => ID)
  id(@Root() payment: PaymentView): string {
    return globalId('E', payment.countyId, payment.entryId)
  }
}

@Resolver(() => PayableType)
export class PayablePaymentsResolver {
  private readonly database: Database

  constructor(database: Database) {
    this.database = database
  }

  @Extensions({ size: 5 })
  @FieldResolver(() => [PaymentType], { description: `The last payments, newest first; reversed ones are left out. At most ${MOST_PAYMENTS}; \`journal\` has everything.` })
  payments(@Root() payable: WithPayments, @Arg('last', () => Int, { defaultValue: PAYMENTS_SHOWN }) last: number, @Ctx() context: Context): PaymentView[] | Promise<PaymentView[]> {
    if (last < 1 || last > MOST_PAYMENTS) throw badInput(`last goes from 1 to ${MOST_PAYMENTS}.`)
    return lastPayments(this.database, context, payable, last)
  }
}
