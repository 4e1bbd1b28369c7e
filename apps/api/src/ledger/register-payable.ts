import type { Category } from '@qingqian/rules/cell'
import { register } from '@qingqian/rules/payable'
import { type Refusal, isRefusal, refuse } from '@qingqian/rules/refusal'
import { type Caller, sees } from '../access/caller.ts'
import type { MoneyInput } from '../platform/scalars.ts'
import type { Statement } from '../platform/trip.ts'
import { uuidv7 } from '../platform/uuid.ts'
import type { Units } from '../units/units.ts'
import type { Ledger, Outcome } from './append.ts'
import { inputHash } from './canonical.ts'
import { type CreditorAsked, exact, kept, knownCreditor } from './creditor-input.ts'
import type { PayableRow } from './rows.ts'

export interface RegisterPayable {
  requestId: string
  unit: string
  creditor: CreditorAsked
  contractNo?: string | null | undefined
  category: Category
  overdueSince: string
  amount: MoneyInput
  disputedAmount?: MoneyInput | null | undefined
  note?: string | null | undefined
}

/** The exact repeat of a payable: same unit, creditor, contract number, first day overdue and amount. */
export function sameStanding(row: Pick<PayableRow, 'countyId' | 'unitId' | 'creditorId' | 'contractNo' | 'overdueSince' | 'amount'>): Statement {
  return {
    sql: `select id from payable where county_id = $1 and creditor_id = $2 and unit_id = $3 and overdue_since = $4 and amount = $5 and coalesce(contract_no, '') = coalesce($6, '') and not withdrawn limit 1`,
    values: [row.countyId, row.creditorId, row.unitId, row.overdueSince, row.amount, row.contractNo],
  }
}

/** 登记一笔欠款 (三(一) 建立台账). */
export async function registerPayable(ledger: Ledger, units: Units, caller: Caller, input: RegisterPayable): Promise<Outcome | Refusal> {
  const unit = units.get(input.unit)
  if (!unit || !sees(caller, unit)) return refuse('NOT_FOUND', 'unit')
  const creditor = knownCreditor(input.creditor)
  if (isRefusal(creditor)) return creditor
  const amount = exact(input.amount, 'amount')
  if (isRefusal(amount)) return amount
  const disputedAmount = exact(input.disputedAmount ?? 0n, 'disputedAmount')
  if (isRefusal(disputedAmount)) return disputedAmount
  const contractNo = kept(input.contractNo, 'contractNo', 100)
  if (isRefusal(contractNo)) return contractNo
  const note = kept(input.note, 'note', 1000)
  if (isRefusal(note)) return note

  const place = { countyId: unit.countyId, unitId: unit.code, overdueSince: input.overdueSince, contractNo, ...creditor }
  const ask = { caller, requestId: input.requestId, inputHash: inputHash('registerPayable', input), county: unit.countyId, payableId: null, unit, extra: [sameStanding({ ...place, amount })] }
  return ledger.act(ask, ({ extra, today, now }) => {
    const act = register({ creditor: creditor.creditorId, category: input.category, overdueSince: input.overdueSince, amount, disputedAmount }, today, units.policy(today))
    if (isRefusal(act)) return act
    if (extra[0]!.length > 0) return refuse('DUPLICATE', 'contractNo')
    const { after } = act
    const payable: PayableRow = {
      ...place, id: uuidv7(now), category: after.category, vintage: after.vintage, amount, paid: 0n, openingPaid: 0n, extinguished: 0n, disputed: after.disputed,
      outstanding: amount, withdrawn: false, note, recordedAt: now,
    }
    return { act, payable, isNew: true, detail: registrationDetail(payable) }
  })
}

/** What the journal keeps of a registration besides its amounts. */
export function registrationDetail(row: PayableRow): Record<string, string | null> {
  return { creditor: row.creditorName, uscc: row.creditorUscc, contractNo: row.contractNo, category: row.category, overdueSince: row.overdueSince, disputed: `${row.disputed}`, note: row.note }
}
