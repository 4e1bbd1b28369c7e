import { reverse } from '@qingqian/rules/payable'
import { type Refusal, isRefusal, refuse } from '@qingqian/rules/refusal'
import type { Caller } from '../access/caller.ts'
import type { Database } from '../platform/database.ts'
import { localId } from '../platform/global-id.ts'
import type { Ledger, Outcome } from './append.ts'
import { inputHash } from './canonical.ts'
import { kept } from './creditor-input.ts'
import { ENTRY_COLUMNS, type EntryRow, entryRow, stateOf } from './rows.ts'

export interface ReverseEntry {
  requestId: string
  entryId: string
  reason: string
}

/** 冲正: the opposite of an entry, appended and linked to it. The entry itself stays as it is. */
export async function reverseEntry(ledger: Ledger, database: Database, caller: Caller, input: ReverseEntry): Promise<Outcome | Refusal> {
  const id = localId(input.entryId, 'E')
  if (!id) return refuse('NOT_FOUND', 'entryId')
  const reason = kept(input.reason, 'reason', 500)
  if (isRefusal(reason)) return reason
  const find = { sql: `select ${ENTRY_COLUMNS} from journal_entry e where e.county_id = $1 and e.id = $2`, values: [id.county, id.local] }
  const found = (await database.read(caller.scopeText, find))[0]?.[0]
  if (!found) return refuse('NOT_FOUND', 'entryId')
  const entry: EntryRow = entryRow(found)
  const reversed = { sql: 'select 1 as one from journal_entry where county_id = $1 and reverses = $2', values: [id.county, id.local] }
  const ask = { caller, requestId: input.requestId, inputHash: inputHash('reverseEntry', input), county: id.county, payableId: entry.payableId, unit: null, extra: [reversed] }
  const outcome = await ledger.act(ask, ({ payable, today, extra }) => {
    if (!payable) return refuse('NOT_FOUND', 'entryId')
    const act = reverse(stateOf(payable), { kind: entry.kind, amount: entry.amount, effectiveOn: entry.effectiveOn, reversed: extra[0]!.length > 0, disputeReleased: BigInt((entry.detail.disputeReleased as string | undefined) ?? '0') }, reason ?? '', today)
    if (isRefusal(act)) return act
    return { act, payable, isNew: false, reverses: entry.id, detail: { reversedSeq: `${entry.seq}` } }
  })
  return isRefusal(outcome) && outcome.field === 'payableId' ? { ...outcome, field: 'entryId' } : outcome
}
