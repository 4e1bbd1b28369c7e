import type { Category } from '@qingqian/rules/cell'
import { correct } from '@qingqian/rules/payable'
import { type Refusal, isRefusal, refuse } from '@qingqian/rules/refusal'
import type { Caller } from '../access/caller.ts'
import { localId } from '../platform/global-id.ts'
import type { MoneyInput } from '../platform/scalars.ts'
import type { Units } from '../units/units.ts'
import type { Ledger, Outcome } from './append.ts'
import { inputHash } from './canonical.ts'
import { type CreditorAsked, exact, kept, knownCreditor } from './creditor-input.ts'
import { type PayableRow, stateOf } from './rows.ts'

export interface CorrectPayable {
  requestId: string
  payableId: string
  reason: string
  amount?: MoneyInput | null | undefined
  overdueSince?: string | null | undefined
  category?: Category | null | undefined
  contractNo?: string | null | undefined
  creditor?: CreditorAsked | null | undefined
}

/** 更正: what is left out stays; the old values stay in the journal, with the reason. */
export async function correctPayable(ledger: Ledger, units: Units, caller: Caller, input: CorrectPayable): Promise<Outcome | Refusal> {
  const id = localId(input.payableId, 'P')
  if (!id) return refuse('NOT_FOUND', 'payableId')
  const amount = exact(input.amount ?? 0n, 'amount')
  if (isRefusal(amount)) return amount
  const creditor = input.creditor ? knownCreditor(input.creditor) : null
  if (isRefusal(creditor)) return creditor
  const contractNo = kept(input.contractNo, 'contractNo', 100)
  if (isRefusal(contractNo)) return contractNo
  const reason = kept(input.reason, 'reason', 500)
  if (isRefusal(reason)) return reason

  const ask = {
    caller, requestId: input.requestId, inputHash: inputHash('correctPayable', input), county: id.county, payableId: id.local, unit: null,
    extra: [repeatsOf(id.county, id.local, { creditorId: creditor?.creditorId ?? null, overdueSince: input.overdueSince ?? null, amount: input.amount == null ? null : amount, contractNo, contractGiven: input.contractNo != null })],
  }
  return ledger.act(ask, ({ payable, today, extra }) => {
    if (!payable) return refuse('NOT_FOUND', 'payableId')
    const renamed: PayableRow = { ...payable, ...creditor, contractNo: input.contractNo == null ? payable.contractNo : contractNo }
    const otherwise = renamed.creditorName !== payable.creditorName || renamed.creditorUscc !== payable.creditorUscc || renamed.contractNo !== payable.contractNo
    const act = correct(
      stateOf(payable),
      { amount: input.amount == null ? undefined : amount, overdueSince: input.overdueSince ?? undefined, category: input.category ?? undefined, creditor: creditor?.creditorId },
      reason ?? '', today, units.policy(today), otherwise,
    )
    if (isRefusal(act)) return act
    if (extra[0]!.length > 0) return refuse('DUPLICATE')
    return { act, payable: renamed, isNew: false, detail: { from: described(payable), to: described({ ...renamed, amount: act.after.amount, overdueSince: act.after.overdueSince, category: act.after.category, disputed: act.after.disputed }) } }
  })
}

/** Another payable that this one would become the exact repeat of. */
function repeatsOf(county: string, id: string, to: { creditorId: string | null; overdueSince: string | null; amount: bigint | null; contractNo: string | null; contractGiven: boolean }) {
  return {
    sql: `select o.id from payable p join payable o on o.county_id = p.county_id and o.unit_id = p.unit_id and o.id <> p.id and not o.withdrawn
        and o.creditor_id = coalesce($3, p.creditor_id) and o.overdue_since = coalesce($4::date, p.overdue_since) and o.amount = coalesce($5::bigint, p.amount)
        and coalesce(o.contract_no, '') = coalesce(case when $7::boolean then $6 else p.contract_no end, '')
      where p.county_id = $1 and p.id = $2 limit 1`,
    values: [county, id, to.creditorId, to.overdueSince, to.amount, to.contractNo, to.contractGiven],
  }
}

function described(row: PayableRow): Record<string, string | null> {
  return { creditor: row.creditorName, uscc: row.creditorUscc, contractNo: row.contractNo, category: row.category, overdueSince: row.overdueSince, amount: `${row.amount}`, disputed: `${row.disputed}` }
}
