/**
 * The plain model: what the ledger must hold after a series of acts, written from mission.md and the contract alone. It
 * imports no product code; its only data structures are maps of payables and entries.
 */
export interface Owed {
  id: string
  unit: string
  creditor: string
  category: string
  overdueSince: string
  contract: string
  amount: bigint
  paid: bigint
  opening: bigint
  extinguished: bigint
  disputed: bigint
  withdrawn: boolean
}

/** One leg: [cell, creditor, payables, open, cleared, amount, registered, paid, opening, extinguished, disputed]. */
export type Delta = Map<string, [number, number, number, bigint, bigint, bigint, bigint, bigint, bigint]>

export interface Noted {
  id: string
  unit: string
  seq: bigint
  kind: string
  payable: string
  amount: bigint
  effectiveOn: string
  recordedAt: number
  recordedDay: string
  /** What a payment took away from the dispute. */
  released: bigint
  reversed: boolean
  delta: Delta
}

export type Ask =
  | { act: 'REGISTER'; unit: string; creditor: string; category: string; overdueSince: string; amount: bigint; disputed: bigint; contract: string }
  | { act: 'OPENING_PAID'; payable: string; amount: bigint; on: string | null }
  | { act: 'PAY'; payable: string; amount: bigint; on: string }
  | { act: 'CORRECT'; payable: string; amount?: bigint; overdueSince?: string; category?: string; creditor?: string }
  | { act: 'REVERSE'; entry: string }
  | { act: 'DISPUTE'; payable: string; amount: bigint }
  | { act: 'SETTLE'; payable: string; accepted: bigint; extinguished: bigint }

export interface Change {
  kind: string
  amount: bigint
  effectiveOn: string
  after: Owed
  released: bigint
}

const KINDS = ['GOODS', 'WORKS', 'SERVICES', 'DIVIDEND', 'DEPOSIT', 'OTHER']
export const leftOf = (owed: Owed): bigint => owed.amount - owed.paid - owed.extinguished
/** 9,999,999,999,999.99 yuan. */
const LARGEST = 999_999_999_999_999n
const amountFault = (amount: bigint): string | null => (amount <= 0n ? 'AMOUNT_NOT_POSITIVE' : amount > LARGEST ? 'AMOUNT_TOO_LARGE' : null)
const least = (a: bigint, b: bigint): bigint => (a < b ? a : b)

/** Category × 4, + 2 when all that is left is disputed, + 1 since 2020. */
export function cellOfOwed(owed: Owed): number {
  const left = leftOf(owed)
  return KINDS.indexOf(owed.category) * 4 + (left > 0n && owed.disputed === left ? 2 : 0) + (owed.overdueSince >= '2020-01-01' ? 1 : 0)
}

function count(delta: Delta, owed: Owed, sign: 1 | -1): void {
  if (owed.withdrawn) return
  const key = `${cellOfOwed(owed)}|${owed.creditor}`
  const sum = delta.get(key) ?? delta.set(key, [0, 0, 0, 0n, 0n, 0n, 0n, 0n, 0n]).get(key)!
  const by = BigInt(sign)
  const isOpen = leftOf(owed) > 0n
  sum[0] += sign
  if (isOpen) sum[1] += sign
  else sum[2] += sign
  sum[3] += by * owed.amount
  sum[5] += by * owed.paid
  sum[6] += by * owed.opening
  sum[7] += by * owed.extinguished
  sum[8] += by * owed.disputed
}

export const isNought = (sum: readonly (number | bigint)[]): boolean => sum.every((each) => Number(each) === 0)

/** What an act does to the totals: the state after less the state before, and what was newly registered or taken back. */
function deltaOf(before: Owed | null, after: Owed, registered: bigint): Delta {
  const delta: Delta = new Map()
  if (before) count(delta, before, -1)
  count(delta, after, 1)
  const holder = after.withdrawn ? before! : after
  const sum = delta.get(`${cellOfOwed(holder)}|${holder.creditor}`)
  if (sum) sum[4] += registered
  for (const [key, each] of delta) if (isNought(each)) delta.delete(key)
  return delta
}

export class Model {
  readonly payables = new Map<string, Owed>()
  readonly entries = new Map<string, Noted>()

  /** Would the act be taken on this day? The change, or the code of the refusal. */
  decide(ask: Ask, today: string): Change | string {
    if (ask.act === 'REGISTER') return this.register(ask, today)
    if (ask.act === 'REVERSE') return this.reverse(ask.entry, today)
    const owed = this.payables.get(ask.payable)
    if (!owed) return 'NOT_FOUND'
    switch (ask.act) {
      case 'PAY':
      case 'OPENING_PAID':
        return this.pay(ask, owed, today)
      case 'CORRECT':
        return this.correct(ask, owed, today)
      case 'DISPUTE':
        if (amountFault(ask.amount)) return amountFault(ask.amount)!
        if (ask.amount > leftOf(owed) - owed.disputed) return 'DISPUTE_EXCEEDS_OUTSTANDING'
        return { kind: 'DISPUTE', amount: ask.amount, effectiveOn: today, after: { ...owed, disputed: owed.disputed + ask.amount }, released: 0n }
      case 'SETTLE':
        if (owed.disputed === 0n) return 'NOTHING_DISPUTED'
        if (ask.accepted + ask.extinguished !== owed.disputed) return 'SETTLEMENT_MISMATCH'
        return { kind: 'SETTLEMENT', amount: ask.extinguished, effectiveOn: today, after: { ...owed, disputed: 0n, extinguished: owed.extinguished + ask.extinguished }, released: 0n }
    }
  }

  private register(ask: Ask & { act: 'REGISTER' }, today: string): Change | string {
    const fault = amountFault(ask.amount)
    if (fault) return fault
    if (ask.overdueSince > today) return 'DATE_IN_FUTURE'
    if (ask.disputed > ask.amount) return 'DISPUTE_EXCEEDS_OUTSTANDING'
    const { act: _, ...asked } = ask
    const after: Owed = { ...asked, id: '', paid: 0n, opening: 0n, extinguished: 0n, withdrawn: false }
    return this.isRepeat(after) ? 'DUPLICATE' : { kind: 'REGISTER', amount: ask.amount, effectiveOn: ask.overdueSince, after, released: 0n }
  }

  private pay(ask: Ask & { act: 'PAY' | 'OPENING_PAID' }, owed: Owed, today: string): Change | string {
    const on = ask.on ?? today
    const fault = amountFault(ask.amount)
    if (fault) return fault
    if (on > today) return 'DATE_IN_FUTURE'
    const left = leftOf(owed) - ask.amount
    if (left < 0n) return 'PAYS_MORE_THAN_OUTSTANDING'
    const disputed = least(owed.disputed, left)
    const opening = ask.act === 'OPENING_PAID' ? ask.amount : 0n
    return {
      kind: ask.act === 'PAY' ? 'PAYMENT' : 'OPENING_PAID', amount: ask.amount, effectiveOn: on > owed.overdueSince ? on : owed.overdueSince,
      after: { ...owed, paid: owed.paid + ask.amount, opening: owed.opening + opening, disputed }, released: owed.disputed - disputed,
    }
  }

  private correct(ask: Ask & { act: 'CORRECT' }, owed: Owed, today: string): Change | string {
    if (owed.withdrawn) return 'ALREADY_REVERSED'
    const after = { ...owed, amount: ask.amount ?? owed.amount, overdueSince: ask.overdueSince ?? owed.overdueSince, category: ask.category ?? owed.category, creditor: ask.creditor ?? owed.creditor }
    const fault = amountFault(after.amount)
    if (fault) return fault
    if (after.overdueSince > today) return 'DATE_IN_FUTURE'
    if (leftOf(after) < 0n) return 'AMOUNT_BELOW_SETTLED'
    if (after.amount === owed.amount && after.overdueSince === owed.overdueSince && after.category === owed.category && after.creditor === owed.creditor) return 'NOTHING_TO_CORRECT'
    if (this.isRepeat(after)) return 'DUPLICATE'
    after.disputed = least(owed.disputed, leftOf(after))
    return { kind: 'CORRECTION', amount: after.amount - owed.amount, effectiveOn: today, after, released: 0n }
  }

  private reverse(id: string, today: string): Change | string {
    const entry = this.entries.get(id)
    if (!entry) return 'NOT_FOUND'
    if (entry.reversed) return 'ALREADY_REVERSED'
    const owed = this.payables.get(entry.payable)!
    const change = { kind: 'REVERSAL', amount: entry.amount, effectiveOn: today, released: 0n }
    if (entry.kind === 'PAYMENT' || entry.kind === 'OPENING_PAID') {
      const after = { ...owed, paid: owed.paid - entry.amount, opening: owed.opening - (entry.kind === 'OPENING_PAID' ? entry.amount : 0n) }
      after.disputed = least(owed.disputed + entry.released, leftOf(after))
      return { ...change, after }
    }
    if (entry.kind !== 'REGISTER') return 'NOT_REVERSIBLE'
    if (owed.paid + owed.extinguished > 0n) return 'HAS_LATER_ENTRIES'
    return { ...change, after: { ...owed, amount: 0n, disputed: 0n, withdrawn: true } }
  }

  private isRepeat(owed: Owed): boolean {
    for (const other of this.payables.values()) {
      if (other.id !== owed.id && !other.withdrawn && other.unit === owed.unit && other.creditor === owed.creditor && other.contract === owed.contract && other.overdueSince === owed.overdueSince && other.amount === owed.amount) return true
    }
    return false
  }

  /** Notes what an entry of the journal did. */
  note(ask: Ask, change: Change, entry: { id: string; unit: string; seq: bigint; payable: string; recordedAt: number; recordedDay: string }): Noted {
    const before = this.payables.get(entry.payable) ?? null
    const after = { ...change.after, id: entry.payable }
    this.payables.set(entry.payable, after)
    // Taking back an old registration is no news of the day: only one that took effect today is.
    const undone = ask.act === 'REVERSE' && after.withdrawn && this.entries.get(ask.entry)!.effectiveOn === change.effectiveOn
    const registered = ask.act === 'REGISTER' ? ask.amount : undone ? -change.amount : 0n
    const noted: Noted = { ...entry, kind: change.kind, amount: change.amount, effectiveOn: change.effectiveOn, released: change.released, reversed: false, delta: deltaOf(before, after, registered) }
    if (ask.act === 'REVERSE') this.entries.get(ask.entry)!.reversed = true
    this.entries.set(entry.id, noted)
    return noted
  }
}
