import { raiseDispute as raise, settleDispute as settle } from '@qingqian/rules/payable'
import { type Refusal, isRefusal, refuse } from '@qingqian/rules/refusal'
import type { Caller } from '../access/caller.ts'
import { localId } from '../platform/global-id.ts'
import type { MoneyInput } from '../platform/scalars.ts'
import type { Ledger, Outcome } from './append.ts'
import { inputHash } from './canonical.ts'
import { exact, kept } from './creditor-input.ts'
import { stateOf } from './rows.ts'

export type DisputeChannel = 'NEGOTIATION' | 'MEDIATION' | 'ARBITRATION' | 'LITIGATION' | 'OTHER'

export interface RaiseDispute {
  requestId: string
  payableId: string
  amount: MoneyInput
  ground: string
  channel: DisputeChannel
}

/** 提出分歧 over part of a payable (三(三): 调解、协商等途径). The rest stays undisputed and payable now. */
export async function raiseDispute(ledger: Ledger, caller: Caller, input: RaiseDispute): Promise<Outcome | Refusal> {
  const id = localId(input.payableId, 'P')
  if (!id) return refuse('NOT_FOUND', 'payableId')
  const amount = exact(input.amount, 'amount')
  if (isRefusal(amount)) return amount
  const ground = kept(input.ground, 'ground', 500)
  if (isRefusal(ground)) return ground
  const ask = { caller, requestId: input.requestId, inputHash: inputHash('raiseDispute', input), county: id.county, payableId: id.local, unit: null }
  return ledger.act(ask, ({ payable, today }) => {
    if (!payable) return refuse('NOT_FOUND', 'payableId')
    const act = raise(stateOf(payable), amount, ground ?? '', today)
    if (isRefusal(act)) return act
    return { act, payable, isNew: false, detail: { channel: input.channel } }
  })
}

export interface SettleDispute {
  requestId: string
  payableId: string
  acceptedAmount: MoneyInput
  extinguishedAmount: MoneyInput
  reason: string
}

/** 分歧了结: accepted becomes undisputed, extinguished leaves the ledger with the reason; together what was disputed. */
export async function settleDispute(ledger: Ledger, caller: Caller, input: SettleDispute): Promise<Outcome | Refusal> {
  const id = localId(input.payableId, 'P')
  if (!id) return refuse('NOT_FOUND', 'payableId')
  const accepted = exact(input.acceptedAmount, 'acceptedAmount')
  if (isRefusal(accepted)) return accepted
  const extinguished = exact(input.extinguishedAmount, 'extinguishedAmount')
  if (isRefusal(extinguished)) return extinguished
  const reason = kept(input.reason, 'reason', 500)
  if (isRefusal(reason)) return reason
  const ask = { caller, requestId: input.requestId, inputHash: inputHash('settleDispute', input), county: id.county, payableId: id.local, unit: null }
  return ledger.act(ask, ({ payable, today }) => {
    if (!payable) return refuse('NOT_FOUND', 'payableId')
    const act = settle(stateOf(payable), accepted, extinguished, reason ?? '', today)
    if (isRefusal(act)) return act
    return { act, payable, isNew: false, detail: { accepted: `${accepted}`, extinguished: `${extinguished}` } }
  })
}
