import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { COUNTS, SUMS, addMeasures, isNothing, noMeasures, readLeg, storeLeg } from './cell.ts'
import { type Act, type PayableState, contribution, correct, openingPaid, outstanding, pay, raiseDispute, register, reverse, settleDispute, statusOf } from './payable.ts'
import { NOTICE_2022 } from './policy.ts'
import { type Refusal, isRefusal } from './refusal.ts'

const TODAY = '2022-09-14'
const fresh = (amount: bigint, disputedAmount = 0n): PayableState => (register({ creditor: 'c', category: 'WORKS', overdueSince: '2021-01-01', amount, disputedAmount }, TODAY, NOTICE_2022) as Act).after

const step = fc.record({ what: fc.integer({ min: 0, max: 7 }), amount: fc.bigInt({ min: -5n, max: 1200n }), part: fc.bigInt({ min: 0n, max: 600n }), category: fc.constantFrom('GOODS' as const, 'DEPOSIT' as const), creditor: fc.constantFrom('c', 'd'), since: fc.constantFrom('2019-05-01', '2021-02-02') })

function act(state: PayableState, payments: { amount: bigint; released: bigint }[], { what, amount, part, category, creditor, since }: typeof step extends fc.Arbitrary<infer S> ? S : never): Act | Refusal {
  switch (what) {
    case 0: case 1: case 2:
      return pay(state, amount, '2022-03-01', TODAY)
    case 3:
      return raiseDispute(state, amount, '异议', TODAY)
    case 4:
      return settleDispute(state, state.disputed - part, part, '调解', TODAY)
    case 5:
      return correct(state, { amount: amount > 0n ? amount : undefined, category, creditor, overdueSince: since }, '录错', TODAY, NOTICE_2022, false)
    case 6:
      return openingPaid(state, amount, '2021-12-31', TODAY)
    default: {
      const last = payments.at(-1)
      return last ? reverse(state, { kind: 'PAYMENT', amount: last.amount, effectiveOn: TODAY, reversed: false, disputeReleased: last.released }, '退票', TODAY) : pay(state, 1n, '2022-03-01', TODAY)
    }
  }
}

describe('every act', () => {
  test('keeps amount = paid + extinguished + outstanding, nothing negative, and the sum of all legs is what the payable contributes', () => {
    fc.assert(fc.property(fc.bigInt({ min: 1n, max: 1000n }), fc.bigInt({ min: 0n, max: 1000n }), fc.array(step, { maxLength: 25 }), (amount, disputed, steps) => {
      let state = fresh(amount, disputed > amount ? amount : disputed)
      const sums = new Map<string, ReturnType<typeof noMeasures>>()
      const post = (done: Act): void => {
        expect(done.legs.length).toBeLessThanOrEqual(2)
        for (const leg of done.legs) {
          expect(readLeg(storeLeg(leg))).toEqual(leg)
          expect(isNothing(leg)).toBe(false)
          const key = `${leg.cell} ${leg.creditor}`
          addMeasures(sums.get(key) ?? sums.set(key, noMeasures()).get(key)!, leg)
        }
      }
      post(register({ creditor: 'c', category: 'WORKS', overdueSince: '2021-01-01', amount: state.amount, disputedAmount: state.disputed }, TODAY, NOTICE_2022) as Act)
      const payments: { amount: bigint; released: bigint }[] = []
      for (const one of steps) {
        const done = act(state, payments, one)
        if (isRefusal(done)) continue
        if (done.kind === 'PAYMENT') payments.push({ amount: done.amount, released: state.disputed - done.after.disputed })
        if (done.kind === 'REVERSAL') payments.pop()
        post(done)
        state = done.after
        expect(state.paid >= 0n && state.extinguished >= 0n && state.disputed >= 0n && state.openingPaid >= 0n && state.openingPaid <= state.paid).toBe(true)
        expect(outstanding(state) >= state.disputed).toBe(true)
        expect(state.amount).toBe(state.paid + state.extinguished + outstanding(state))
      }
      const expected = contribution(state)!
      for (const [key, sum] of sums) {
        const own = key === `${expected.cell} ${expected.creditor}`
        for (const count of COUNTS) expect(sum[count], key).toBe(own ? expected[count] : 0)
        for (const money of SUMS) if (money !== 'registered') expect(sum[money], key).toBe(own ? expected[money] : 0n)
      }
    }), { numRuns: 400 })
  })

  test('says why not', () => {
    const state = fresh(100n, 40n)
    expect(pay(state, 0n, TODAY, TODAY)).toMatchObject({ refusal: 'AMOUNT_NOT_POSITIVE' })
    expect(pay(state, 101n, TODAY, TODAY)).toMatchObject({ refusal: 'PAYS_MORE_THAN_OUTSTANDING', with: { amount: '1.01', outstanding: '1.00' } })
    expect(pay(state, 1n, '2022-09-15', TODAY)).toMatchObject({ refusal: 'DATE_IN_FUTURE' })
    expect(raiseDispute(state, 61n, '异议', TODAY)).toMatchObject({ refusal: 'DISPUTE_EXCEEDS_OUTSTANDING' })
    expect(raiseDispute(state, 10n, '  ', TODAY)).toMatchObject({ refusal: 'REASON_REQUIRED' })
    expect(settleDispute(state, 39n, 0n, '调解', TODAY)).toMatchObject({ refusal: 'SETTLEMENT_MISMATCH' })
    expect(correct(state, {}, '无', TODAY, NOTICE_2022, false)).toMatchObject({ refusal: 'NOTHING_TO_CORRECT' })
    expect(reverse(state, { kind: 'CORRECTION', amount: 1n, effectiveOn: TODAY, reversed: false, disputeReleased: 0n }, '反悔', TODAY)).toMatchObject({ refusal: 'NOT_REVERSIBLE' })
    expect(reverse(pay(state, 1n, TODAY, TODAY) as never as PayableState, { kind: 'REGISTER', amount: 100n, effectiveOn: TODAY, reversed: true, disputeReleased: 0n }, '错', TODAY)).toMatchObject({ refusal: 'ALREADY_REVERSED' })
    expect(register({ creditor: 'c', category: 'GOODS', overdueSince: '2022-09-15', amount: 1n, disputedAmount: 0n }, TODAY, NOTICE_2022)).toMatchObject({ refusal: 'DATE_IN_FUTURE' })
  })

  test('a payment made before the payable was overdue takes effect on the first day overdue', () => {
    expect((pay(fresh(100n), 10n, '2020-06-01', TODAY) as Act).effectiveOn).toBe('2021-01-01')
    expect((pay(fresh(100n), 10n, '2022-06-01', TODAY) as Act).effectiveOn).toBe('2022-06-01')
  })

  test('taking back an old registration is no news of today; one of today leaves nothing new', () => {
    const registered = (on: string) => (register({ creditor: 'c', category: 'GOODS', overdueSince: on, amount: 100n, disputedAmount: 0n }, TODAY, NOTICE_2022) as Act)
    const back = (on: string) => (reverse(registered(on).after, { kind: 'REGISTER', amount: 100n, effectiveOn: on, reversed: false, disputeReleased: 0n }, '错', TODAY) as Act).legs[0]!.registered
    expect([back('2021-01-01'), back(TODAY)]).toEqual([0n, -100n])
  })

  test('status in words', () => {
    const state = fresh(100n)
    expect(statusOf(state)).toBe('OPEN')
    const part = (pay(state, 40n, TODAY, TODAY) as Act).after
    expect(statusOf(part)).toBe('PARTLY_PAID')
    expect(statusOf((pay(part, 60n, TODAY, TODAY) as Act).after)).toBe('CLEARED')
  })
})
