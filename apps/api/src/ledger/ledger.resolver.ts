/** The mutations of the ledger: each translates one use case. */
import { type Refusal, isRefusal } from '@qingqian/rules/refusal'
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql'
import { type Context, keptIn, signedIn } from '../access/context.ts'
import type { Database } from '../platform/database.ts'
import { resultOf } from '../platform/refusal.type.ts'
import type { Units } from '../units/units.ts'
import type { Ledger, Outcome } from './append.ts'
import { correctPayable } from './correct-payable.ts'
import { raiseDispute, settleDispute } from './dispute.ts'
import { findEntry, findPayable } from './find.ts'
import {
  CorrectPayableInput, JournalEntryType, PayableType, RaiseDisputeInput, RecordPaymentInput, RegisterPayableInput, ReverseEntryInput, SettleDisputeInput,
} from './payable.type.ts'
import { recordPayment } from './record-payment.ts'
import { registerPayable } from './register-payable.ts'
import { reverseEntry } from './reverse-entry.ts'
import type { EntryRow, PayableRow } from './rows.ts'

const PayableResult = resultOf('PayableResult', PayableType, 'Payable')
const EntryResult = resultOf('EntryResult', JournalEntryType, 'JournalEntry')

const OWN = Symbol('own entries')

/** The entries that this very request appended, by unit: totals in its answer must contain them. */
export const ownEntries = (context: Context): Map<string, bigint> => keptIn(context, OWN, () => new Map<string, bigint>())

@Resolver()
export class LedgerResolver {
  private readonly ledger: Ledger
  private readonly database: Database
  private readonly units: Units

  constructor(ledger: Ledger, database: Database, units: Units) {
    this.ledger = ledger
    this.database = database
    this.units = units
  }

  @Mutation(() => PayableResult)
  registerPayable(@Arg('input', () => RegisterPayableInput) input: RegisterPayableInput, @Ctx() context: Context): Promise<PayableRow | Refusal> {
    return this.payableOf(registerPayable(this.ledger, this.units, signedIn(context), input), context)
  }

  @Mutation(() => PayableResult)
  correctPayable(@Arg('input', () => CorrectPayableInput) input: CorrectPayableInput, @Ctx() context: Context): Promise<PayableRow | Refusal> {
    return this.payableOf(correctPayable(this.ledger, this.units, signedIn(context), input), context)
  }

  @Mutation(() => EntryResult)
  recordPayment(@Arg('input', () => RecordPaymentInput) input: RecordPaymentInput, @Ctx() context: Context): Promise<EntryRow | Refusal> {
    return this.entryOf(recordPayment(this.ledger, this.units, signedIn(context), input), context)
  }

  @Mutation(() => EntryResult)
  reverseEntry(@Arg('input', () => ReverseEntryInput) input: ReverseEntryInput, @Ctx() context: Context): Promise<EntryRow | Refusal> {
    return this.entryOf(reverseEntry(this.ledger, this.database, signedIn(context), input), context)
  }

  @Mutation(() => PayableResult)
  raiseDispute(@Arg('input', () => RaiseDisputeInput) input: RaiseDisputeInput, @Ctx() context: Context): Promise<PayableRow | Refusal> {
    return this.payableOf(raiseDispute(this.ledger, signedIn(context), input), context)
  }

  @Mutation(() => PayableResult)
  settleDispute(@Arg('input', () => SettleDisputeInput) input: SettleDisputeInput, @Ctx() context: Context): Promise<PayableRow | Refusal> {
    return this.payableOf(settleDispute(this.ledger, signedIn(context), input), context)
  }

  private async payableOf(outcome: Promise<Outcome | Refusal>, context: Context): Promise<PayableRow | Refusal> {
    const done = await outcome
    if (isRefusal(done)) return done
    this.note(done, context)
    return done.payable ?? (await this.madePayable(done, context))
  }

  private async entryOf(outcome: Promise<Outcome | Refusal>, context: Context): Promise<EntryRow | Refusal> {
    const done = await outcome
    if (isRefusal(done)) return done
    this.note(done, context)
    if (done.entry) return { ...done.entry, payable: done.payable } as EntryRow
    const payable = await this.madePayable(done, context)
    return (await findEntry(this.database, context, { county: payable.countyId, id: done.made.entryId }))!
  }

  private note(done: Outcome, context: Context): void {
    if (done.entry) ownEntries(context).set(done.entry.unitId, done.entry.seq)
  }

  /** What a repeated request made before, with its fields as they are now. */
  private async madePayable(done: Outcome, context: Context): Promise<PayableRow> {
    const payable = await findPayable(this.database, context, { county: done.county, id: done.made.payableId })
    if (!payable) throw new Error('a request that was re-authorised made nothing to be seen')
    return payable
  }
}
