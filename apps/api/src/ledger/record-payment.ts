import { pay } from '@qingqian/rules/payable'
import { type Refusal, isRefusal, refuse } from '@qingqian/rules/refusal'
import type { Caller } from '../access/caller.ts'
import { localId } from '../platform/global-id.ts'
import type { MoneyInput } from '../platform/scalars.ts'
import type { Units } from '../units/units.ts'
import type { Ledger, Outcome } from './append.ts'
import { inputHash } from './canonical.ts'
import { exact, kept } from './creditor-input.ts'
import { stateOf } from './rows.ts'

export type PaymentMethod = 'BANK_TRANSFER' | 'CASH' | 'BILL' | 'OFFSET'

export interface RecordPayment {
  requestId: string
  payableId: string
  amount: MoneyInput
  paidOn: string
  method: PaymentMethod
  voucherNo?: string | null | undefined
  note?: string | null | undefined
}

/** 付款登记 (三(一) 分类清偿). Takes effect on the day it was paid, however late it is entered. */
export async function recordPayment(ledger: Ledger, _units: Units, caller: Caller, input: RecordPayment): Promise<Outcome | Refusal> {
  const id = localId(input.payableId, 'P')
  if (!id) return refuse('NOT_FOUND', 'payableId')
  const amount = exact(input.amount, 'amount')
  if (isRefusal(amount)) return amount
  const voucherNo = kept(input.voucherNo, 'voucherNo', 100)
  if (isRefusal(voucherNo)) return voucherNo
  const note = kept(input.note, 'note', 1000)
  if (isRefusal(note)) return note
  const ask = { caller, requestId: input.requestId, inputHash: inputHash('recordPayment', input), county: id.county, payableId: id.local, unit: null }
  return ledger.act(ask, ({ payable, today }) => {
    if (!payable) return refuse('NOT_FOUND', 'payableId')
    const before = stateOf(payable)
    const act = pay(before, amount, input.paidOn, today)
    if (isRefusal(act)) return act
    const released = before.disputed - act.after.disputed
    return { act, payable, isNew: false, detail: { paidOn: input.paidOn, method: input.method, voucherNo, note, disputeReleased: `${released}` } }
  })
}
