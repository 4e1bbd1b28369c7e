/**
 * What may be done to a payable, and what each act makes of it. Every act is: the state before, what is asked, the state
 * after or a refusal. The legs of the journal entry follow from the two states alone, so no act can forget a total.
 */
import { type Category, type Leg, addMeasures, cellCode, isNothing, noMeasures } from './cell.ts'
import { type Day } from './day.ts'
import { type Fen, yuan } from './money.ts'
import { type Policy, type Vintage, vintageOf } from './policy.ts'
import { type Refusal, refuse } from './refusal.ts'

/** 9,999,999,999,999.99 yuan (case M11). */
export const LARGEST: Fen = 999_999_999_999_999n

export type EntryKind = 'REGISTER' | 'OPENING_PAID' | 'PAYMENT' | 'REVERSAL' | 'CORRECTION' | 'DISPUTE' | 'SETTLEMENT' | 'TRANSFER_OUT' | 'TRANSFER_IN' | 'RECLASSIFY'
export type PayableStatus = 'OPEN' | 'PARTLY_PAID' | 'CLEARED'

/** What the rules need to know of a payable. amount = paid + extinguished + outstanding, always. */
export interface PayableState {
  readonly creditor: string
  readonly category: Category
  readonly vintage: Vintage
  readonly overdueSince: Day
  readonly amount: Fen
  readonly paid: Fen
  /** Of paid: before the ledger began. */
  readonly openingPaid: Fen
  readonly extinguished: Fen
  /** Of what is outstanding: what is disputed (有分歧). */
  readonly disputed: Fen
  /** Its registration was reversed: nothing of it counts any more. */
  readonly withdrawn: boolean
}

export const outstanding = (payable: PayableState): Fen => payable.amount - payable.paid - payable.extinguished
export const undisputed = (payable: PayableState): Fen => outstanding(payable) - payable.disputed

/** A payable counts as disputed when all that is outstanding of it is disputed. */
export function isDisputed(payable: PayableState): boolean {
  const open = outstanding(payable)
  return open > 0n && payable.disputed === open
}

export function statusOf(payable: PayableState): PayableStatus {
  if (outstanding(payable) === 0n) return 'CLEARED'
  return payable.paid + payable.extinguished > 0n ? 'PARTLY_PAID' : 'OPEN'
}

/** What one payable contributes to its cell. */
export function contribution(payable: PayableState | null): Leg | null {
  if (!payable || payable.withdrawn) return null
  const open = outstanding(payable) > 0n
  return {
    cell: cellCode(payable.vintage, isDisputed(payable), payable.category),
    creditor: payable.creditor,
    payables: 1,
    open: open ? 1 : 0,
    cleared: open ? 0 : 1,
    amount: payable.amount,
    registered: 0n,
    paid: payable.paid,
    opening: payable.openingPaid,
    extinguished: payable.extinguished,
    disputed: payable.disputed,
  }
}

/** The legs of an act: what it contributes after, less what it contributed before. At most two, none of them empty. */
export function legsOf(before: PayableState | null, after: PayableState, registered: Fen = 0n): Leg[] {
  const was = contribution(before)
  const is = contribution(after)
  if (was && is && was.cell === is.cell && was.creditor === is.creditor) {
    const leg: Leg = { ...is, registered }
    addMeasures(leg, was, -1)
    return isNothing(leg) ? [] : [leg]
  }
  const legs: Leg[] = []
  if (was) {
    const leg: Leg = { ...noMeasures(), cell: was.cell, creditor: was.creditor }
    addMeasures(leg, was, -1)
    leg.registered = is ? 0n : registered
    legs.push(leg)
  }
  if (is) legs.push({ ...is, registered })
  return legs
}

/** What an act makes: the payable after it and what its entry says. */
export interface Act {
  readonly kind: EntryKind
  readonly after: PayableState
  /** The entry's amount in fen, as the user thinks of it: what was registered, paid, disputed; for a correction the difference. */
  readonly amount: Fen
  readonly effectiveOn: Day
  readonly legs: Leg[]
  readonly reason: string | null
}

export interface Registration {
  creditor: string
  category: Category
  overdueSince: Day
  amount: Fen
  disputedAmount: Fen
}

const later = (a: Day, b: Day): Day => (a > b ? a : b)

function amountFault(amount: Fen, field: string): Refusal | null {
  if (amount <= 0n) return refuse('AMOUNT_NOT_POSITIVE', field)
  return amount > LARGEST ? refuse('AMOUNT_TOO_LARGE', field) : null
}

/** 登记. It takes effect on the first day overdue: what was owed then was owed then, however late it was entered. */
export function register(ask: Registration, today: Day, policy: Policy): Act | Refusal {
  const fault = amountFault(ask.amount, 'amount')
  if (fault) return fault
  if (ask.overdueSince > today) return refuse('DATE_IN_FUTURE', 'overdueSince', { date: ask.overdueSince, today })
  if (ask.disputedAmount < 0n) return refuse('AMOUNT_NOT_POSITIVE', 'disputedAmount')
  if (ask.disputedAmount > ask.amount) return refuse('DISPUTE_EXCEEDS_OUTSTANDING', 'disputedAmount', { amount: yuan(ask.disputedAmount), undisputed: yuan(ask.amount) })
  const after: PayableState = {
    creditor: ask.creditor, category: ask.category, overdueSince: ask.overdueSince, vintage: vintageOf(ask.overdueSince, policy),
    amount: ask.amount, paid: 0n, openingPaid: 0n, extinguished: 0n, disputed: ask.disputedAmount, withdrawn: false,
  }
  return { kind: 'REGISTER', after, amount: ask.amount, effectiveOn: ask.overdueSince, legs: legsOf(null, after, ask.amount), reason: null }
}

/**
 * What a sheet says was paid before the ledger began: in `paid`, never in 已偿还金额 since the baseline. Like a payment it
 * takes effect no earlier than the payable itself.
 */
export function openingPaid(before: PayableState, amount: Fen, on: Day, today: Day): Act | Refusal {
  const paid = settle(before, amount, on, today, 'paid')
  if ('refusal' in paid) return paid
  const after = { ...paid.after, openingPaid: before.openingPaid + amount }
  return { ...paid, kind: 'OPENING_PAID', after, legs: legsOf(before, after) }
}

/** 付款. What is undisputed is paid first; a payment beyond it takes from the disputed part. */
export function pay(before: PayableState, amount: Fen, paidOn: Day, today: Day): Act | Refusal {
  return settle(before, amount, paidOn, today, 'amount')
}

function settle(before: PayableState, amount: Fen, on: Day, today: Day, field: string): Act | Refusal {
  const fault = amountFault(amount, field)
  if (fault) return fault
  if (on > today) return refuse('DATE_IN_FUTURE', 'paidOn', { date: on, today })
  const open = outstanding(before)
  if (amount > open) return refuse('PAYS_MORE_THAN_OUTSTANDING', field, { amount: yuan(amount), outstanding: yuan(open) })
  const left = open - amount
  const after = { ...before, paid: before.paid + amount, disputed: before.disputed < left ? before.disputed : left }
  return { kind: 'PAYMENT', after, amount, effectiveOn: later(on, before.overdueSince), legs: legsOf(before, after), reason: null }
}

/** What the journal keeps of an entry that may be reversed. */
export interface ReversibleEntry {
  kind: EntryKind
  amount: Fen
  effectiveOn: Day
  reversed: boolean
  /** How much of the dispute the payment took away; given back by the reversal. */
  disputeReleased: Fen
}

/** 冲正: takes a payment (or a whole registration with nothing resting on it) back, effective today. */
export function reverse(before: PayableState, entry: ReversibleEntry, reason: string, today: Day): Act | Refusal {
  if (reason.trim() === '') return refuse('REASON_REQUIRED', 'reason')
  if (entry.reversed) return refuse('ALREADY_REVERSED', 'entryId')
  if (entry.kind === 'PAYMENT' || entry.kind === 'OPENING_PAID') {
    const opening = entry.kind === 'OPENING_PAID' ? entry.amount : 0n
    const paid = { ...before, paid: before.paid - entry.amount, openingPaid: before.openingPaid - opening }
    const open = outstanding(paid)
    const disputed = before.disputed + entry.disputeReleased
    const after = { ...paid, disputed: disputed < open ? disputed : open }
    return { kind: 'REVERSAL', after, amount: entry.amount, effectiveOn: today, legs: legsOf(before, after), reason }
  }
  if (entry.kind !== 'REGISTER') return refuse('NOT_REVERSIBLE', 'entryId')
  if (before.paid > 0n || before.extinguished > 0n) return refuse('HAS_LATER_ENTRIES', 'entryId')
  const after = { ...before, amount: 0n, disputed: 0n, withdrawn: true }
  // What newly fell overdue today shrinks only by what did: taking back an old registration is no news of today.
  const sameDay = entry.effectiveOn === today
  return { kind: 'REVERSAL', after, amount: entry.amount, effectiveOn: today, legs: legsOf(before, after, sameDay ? -entry.amount : 0n), reason }
}

export interface Correction {
  amount?: Fen | undefined
  overdueSince?: Day | undefined
  category?: Category | undefined
  creditor?: string | undefined
}

/**
 * 更正: what was entered wrongly is entered rightly, effective today; the old values stay in the journal.
 * @param otherwiseChanged something changes that the totals do not see (contract number, spelling of a name)
 */
export function correct(before: PayableState, ask: Correction, reason: string, today: Day, policy: Policy, otherwiseChanged: boolean): Act | Refusal {
  if (reason.trim() === '') return refuse('REASON_REQUIRED', 'reason')
  if (before.withdrawn) return refuse('ALREADY_REVERSED', 'payableId')
  const amount = ask.amount ?? before.amount
  const overdueSince = ask.overdueSince ?? before.overdueSince
  const fault = amountFault(amount, 'amount')
  if (fault) return fault
  if (overdueSince > today) return refuse('DATE_IN_FUTURE', 'overdueSince', { date: overdueSince, today })
  const settled = before.paid + before.extinguished
  if (amount < settled) return refuse('AMOUNT_BELOW_SETTLED', 'amount', { settled: yuan(settled) })
  const open = amount - settled
  const after: PayableState = {
    ...before, amount, overdueSince, vintage: vintageOf(overdueSince, policy), category: ask.category ?? before.category,
    creditor: ask.creditor ?? before.creditor, disputed: before.disputed < open ? before.disputed : open,
  }
  const changed = otherwiseChanged || amount !== before.amount || overdueSince !== before.overdueSince || after.category !== before.category || after.creditor !== before.creditor
  if (!changed) return refuse('NOTHING_TO_CORRECT')
  return { kind: 'CORRECTION', after, amount: amount - before.amount, effectiveOn: today, legs: legsOf(before, after), reason }
}

/** 分歧 over part of a payable; the rest stays 无分歧 and payable now. */
export function raiseDispute(before: PayableState, amount: Fen, ground: string, today: Day): Act | Refusal {
  if (ground.trim() === '') return refuse('REASON_REQUIRED', 'ground')
  const fault = amountFault(amount, 'amount')
  if (fault) return fault
  const free = undisputed(before)
  if (amount > free) return refuse('DISPUTE_EXCEEDS_OUTSTANDING', 'amount', { amount: yuan(amount), undisputed: yuan(free) })
  const after = { ...before, disputed: before.disputed + amount }
  return { kind: 'DISPUTE', after, amount, effectiveOn: today, legs: legsOf(before, after), reason: ground }
}

/** 分歧了结: the accepted part becomes undisputed, the rest leaves the ledger (核销) with the reason. */
export function settleDispute(before: PayableState, accepted: Fen, extinguished: Fen, reason: string, today: Day): Act | Refusal {
  if (before.disputed === 0n) return refuse('NOTHING_DISPUTED', 'payableId')
  if (reason.trim() === '') return refuse('REASON_REQUIRED', 'reason')
  if (accepted < 0n) return refuse('AMOUNT_NOT_POSITIVE', 'acceptedAmount')
  if (extinguished < 0n) return refuse('AMOUNT_NOT_POSITIVE', 'extinguishedAmount')
  if (accepted + extinguished !== before.disputed) return refuse('SETTLEMENT_MISMATCH', 'acceptedAmount', { disputed: yuan(before.disputed) })
  const after = { ...before, disputed: 0n, extinguished: before.extinguished + extinguished }
  return { kind: 'SETTLEMENT', after, amount: extinguished, effectiveOn: today, legs: legsOf(before, after), reason }
}
