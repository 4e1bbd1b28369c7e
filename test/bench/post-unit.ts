/**
 * The bulk path: a unit's whole journal in one transaction. The same acts, legs, hashes and day rows as one by one, decided
 * here and written by `unnest`, through the login that row-level security confines. For a unit whose journal is empty.
 */
import { legsOf, pay, register } from '@qingqian/rules/payable'
import { type Act } from '@qingqian/rules/payable'
import { dayAt, type Moment } from '@qingqian/rules/day'
import { isRefusal, type Refusal } from '@qingqian/rules/refusal'
import { storeLeg } from '@qingqian/rules/cell'
import { vintageOf, type Policy } from '@qingqian/rules/policy'
import { onBehalf, type Caller } from '../../apps/api/src/access/caller.ts'
import { entryHash } from '../../apps/api/src/ledger/canonical.ts'
import { type DayLegs, addDay, insertEntries, insertPayables } from '../../apps/api/src/ledger/post-batch.ts'
import { registrationDetail } from '../../apps/api/src/ledger/register-payable.ts'
import { type Detail, type EntryRow, HEAD_COLUMNS, type Head, type PayableRow, creditorId, stateOf, withState } from '../../apps/api/src/ledger/rows.ts'
import { advanceHead, upsertDays } from '../../apps/api/src/ledger/statements.ts'
import type { Database } from '../../apps/api/src/platform/database.ts'
import { uuidv7 } from '../../apps/api/src/platform/uuid.ts'
import type { Unit } from '../../apps/api/src/units/tree.ts'
import type { DebtLine } from './files.ts'
import { payableUuid } from './ids.mjs'

/** Writes a unit's debts with their payments; answers how many entries. */
export async function postUnit(database: Database, caller: Caller, unit: Unit, debts: readonly DebtLine[], policy: Policy): Promise<number> {
  const first = [
    { sql: 'set local statement_timeout = 300000', keep: false }, { sql: 'set local idle_in_transaction_session_timeout = 300000', keep: false },
    { sql: `select ${HEAD_COLUMNS} from unit_head h where h.county_id = $1 and h.unit_id = $2 for update`, values: [unit.countyId, unit.code] },
    { sql: `select date_trunc('milliseconds', clock_timestamp()) as now` },
  ]
  return database.write(caller.scopeText, first, async ([, , heads, clock], transaction) => {
    const head = heads![0] as unknown as Head
    if (head.seq !== 0n) throw new Error(`${unit.code} has a journal already`)
    const written = new Journal(head, caller, unit, clock![0]!.now as Moment, policy)
    for (const debt of debts) written.enter(debt)
    const statements = written.statements()
    for (let at = 0; at < statements.length; at += 20) await transaction.run(...statements.slice(at, at + 20))
    return { result: written.entries.length, last: [] }
  })
}

class Journal {
  readonly entries: EntryRow[] = []
  private readonly payables: PayableRow[] = []
  private readonly days: DayLegs = new Map()
  private readonly head: Head
  private readonly caller: Caller
  private readonly unit: Unit
  private readonly now: Moment
  private readonly policy: Policy
  private seq: bigint
  private hash: Buffer

  constructor(head: Head, caller: Caller, unit: Unit, now: Moment, policy: Policy) {
    this.head = head
    this.caller = caller
    this.unit = unit
    this.now = now
    this.policy = policy
    this.seq = head.seq
    this.hash = head.hash
  }

  /** One debt: its registration and its payments. The number is kept as the contract's, the day incurred as the note. */
  enter(debt: DebtLine): void {
    const today = dayAt(this.now)
    const creditor = { name: debt.creditorName, uscc: debt.creditorCode }
    const asked = must(register({ creditor: creditorId(creditor), category: debt.category, overdueSince: debt.dueOn, amount: debt.amount, disputedAmount: debt.disputed ? debt.amount : 0n }, today, this.policy))
    // These files reckon "since 2020" from the day incurred, we from the first day overdue: here their word counts.
    const after = { ...asked.after, vintage: vintageOf(debt.incurredOn, this.policy) }
    const act = { ...asked, after, legs: legsOf(null, after, debt.amount) }
    let row: PayableRow = {
      countyId: this.head.countyId, id: payableUuid(debt.id), unitId: this.unit.code, creditorId: after.creditor, creditorName: creditor.name, creditorUscc: creditor.uscc, contractNo: `${debt.id}`,
      category: debt.category, vintage: after.vintage, overdueSince: debt.dueOn, amount: debt.amount, paid: 0n, openingPaid: 0n, extinguished: 0n, disputed: after.disputed, outstanding: debt.amount,
      withdrawn: false, note: debt.incurredOn, recordedAt: this.now,
    }
    this.append(act, row, registrationDetail(row))
    for (const payment of debt.payments) {
      const before = stateOf(row)
      const paid = must(pay(before, payment.amount, payment.paidOn, today))
      row = withState(row, paid.after)
      this.append(paid, row, { paidOn: payment.paidOn, method: 'BANK_TRANSFER', voucherNo: payment.reference, note: null, disputeReleased: `${before.disputed - paid.after.disputed}` })
    }
    this.payables.push(row)
  }

  statements() {
    const { head, now } = this
    return [
      ...insertPayables(this.payables, head.path, null, now), ...insertEntries(this.entries, head.path), ...upsertDays(head, dayAt(now), [...this.days.values()]), advanceHead(head, this.seq, this.hash, now),
    ]
  }

  private append(act: Act, payable: PayableRow, detail: Detail): void {
    const { head, caller, unit, now } = this
    this.seq += 1n
    const body = {
      countyId: head.countyId, unitId: head.unitId, seq: this.seq, id: uuidv7(now), payableId: payable.id, kind: act.kind, amount: act.amount, effectiveOn: act.effectiveOn, recordedAt: now,
      recordedBy: caller.account, recordedName: caller.name, onBehalf: onBehalf(caller, unit), reason: act.reason, reverses: null, detail, legs: act.legs.map(storeLeg),
    }
    this.hash = entryHash(this.hash, body)
    this.entries.push({ ...body, hash: this.hash })
    for (const leg of act.legs) addDay(this.days, act.effectiveOn, leg)
  }
}

/** Files that break a rule are not loaded. */
function must(act: Act | Refusal): Act {
  if (isRefusal(act)) throw new Error(`refused: ${act.refusal} ${JSON.stringify(act)}`)
  return act
}
