/** Taking back a whole imported ledger: reversing entries for everything it brought, all or nothing. */
import { dayAt, type Moment } from '@qingqian/rules/day'
import { reverse } from '@qingqian/rules/payable'
import { type Refusal, isRefusal, refuse } from '@qingqian/rules/refusal'
import { type Caller, writesUnit } from '../access/caller.ts'
import { type Database, sqlState } from '../platform/database.ts'
import { UUID } from '../platform/global-id.ts'
import type { Clock } from '../platform/clock.ts'
import type { Units } from '../units/units.ts'
import { type Decision, type Ledger, writeEntries } from './append.ts'
import { inputHash } from './canonical.ts'
import { BULK_MS } from './post-batch.ts'
import { kept } from './creditor-input.ts'
import { type Appended, ENTRY_COLUMNS, type EntryRow, HEAD_COLUMNS, type Head, PAYABLE_COLUMNS, type PayableRow, entryRow, payableRow, stateOf, withState } from './rows.ts'
import { keepRequest } from './statements.ts'

export interface UndoBatch {
  requestId: string
  importId: string
  reason: string
}

export interface Undone {
  importId: string
  payables: number
  amount: bigint
}

interface UndoParts {
  database: Database
  units: Units
  clock: Clock
  ledger: Ledger
}

/** 撤销一批导入. Refused when something later rests on one of its payables: reverse that first. */
export async function undoBatch(parts: UndoParts, caller: Caller, input: UndoBatch): Promise<Undone | Refusal> {
  if (!UUID.test(input.requestId)) return refuse('BAD_REQUEST_ID', 'requestId')
  if (!UUID.test(input.importId)) return refuse('NOT_FOUND', 'importId')
  // as kept: a reason is hashed into the journal, so it must be what the database gives back
  const reason = kept(input.reason, 'reason', 500)
  if (isRefusal(reason)) return reason
  if (reason === null) return refuse('REASON_REQUIRED', 'reason')
  try {
    return await tryUndo(parts, caller, { ...input, reason })
  } catch (error) {
    if (sqlState(error) === '23505' || sqlState(error) === '40P01') return tryUndo(parts, caller, { ...input, reason })
    throw error
  }
}

async function tryUndo(parts: UndoParts, caller: Caller, input: UndoBatch): Promise<Undone | Refusal> {
  const counties = [...new Set([caller.unit.countyId, ...parts.units.tree.subtree(caller.unit).map((unit) => unit.countyId)])]
  const hash = inputHash('undoImport', input)
  const appended: Appended[] = []
  const values = [counties, input.importId]
  const mine = 'select county_id, unit_id from payable where county_id = any($1) and import_id = $2'
  const look = [
    { sql: 'set local statement_timeout = 120000', keep: false },
    { sql: `select ${HEAD_COLUMNS} from unit_head h where (h.county_id, h.unit_id) in (${mine}) order by h.county_id, h.unit_id for update`, values },
    { sql: `select ${PAYABLE_COLUMNS} from payable p where p.county_id = any($1) and p.import_id = $2 order by p.county_id, p.unit_id, p.id for update`, values },
    { sql: `select ${ENTRY_COLUMNS} from journal_entry e where (e.county_id, e.payable_id) in (select county_id, id from payable where county_id = any($1) and import_id = $2) and e.kind in ('REGISTER', 'OPENING_PAID')
        and not exists (select 1 from journal_entry r where r.county_id = e.county_id and r.reverses = e.id) order by e.seq`, values },
    { sql: 'select mode, undone_at as "undoneAt", unit_id as "unitId" from import_run where county_id = any($1) and id = $2', values },
    {
      sql: `select date_trunc('milliseconds', coalesce($4::timestamptz, clock_timestamp())) as now, r.input_hash as "requestHash", r.result as "requestResult" from (select 1) one left join request r on r.county_id = $1 and r.account_id = $2 and r.id = $3`,
      values: [caller.unit.countyId, caller.account, input.requestId, parts.clock.forDatabase()],
    },
  ]
  const result = await parts.database.write<Undone | Refusal>(caller.scopeText, look, async ([, heads, payables, entries, runs, looked], transaction) => {
    const stop = (result: Undone | Refusal) => ({ result, last: 'rollback' as const })
    const seen = looked![0]!
    const run = runs![0]
    if (!run) return stop(refuse('NOT_FOUND', 'importId'))
    if (!caller.permissions.includes('IMPORT') || !writesUnit(caller, parts.units.get(run.unitId as string)!)) return stop(refuse('FORBIDDEN', 'importId'))
    if (seen.requestHash) {
      if (!(seen.requestHash as Buffer).equals(hash)) return stop(refuse('REQUEST_ID_REUSED', 'requestId'))
      const kept = seen.requestResult as { importId: string; payables: number; amount: string }
      return stop({ ...kept, amount: BigInt(kept.amount) })
    }
    if (run.undoneAt !== null) return stop(refuse('ALREADY_UNDONE', 'importId'))
    const rows = payables!.map(payableRow).filter((row) => !row.withdrawn)
    if (payables!.length === 0) return stop(refuse('IMPORT_NOT_POSTED', 'importId'))
    if (rows.some((row) => row.paid !== row.openingPaid || row.extinguished > 0n)) return stop(refuse('HAS_LATER_ENTRIES', 'importId'))
    const now = Math.max(seen.now as Moment, ...heads!.map((head) => head.recordedAt as number))
    const byPayable = Map.groupBy(entries!.map(entryRow), (entry) => entry.payableId)
    for (const head of heads as unknown as Head[]) {
      const decisions = rows.filter((row) => row.unitId === head.unitId).flatMap((row) => takeBack(row, byPayable.get(row.id) ?? [], input, now))
      if (decisions.length === 0) continue
      const written = writeEntries(head, caller, parts.units.get(head.unitId)!, now, decisions)
      appended.push(written.appended)
      for (let at = 0; at < written.statements.length; at += 60) await transaction.run(...written.statements.slice(at, at + 60))
    }
    const undone: Undone = { importId: input.importId, payables: rows.length, amount: rows.reduce((sum, row) => sum + row.amount, 0n) }
    return {
      result: undone,
      last: [
        { sql: 'update import_run set undone_at = $3 where county_id = any($1) and id = $2', values: [...values, new Date(now).toISOString()] },
        keepRequest(caller.unit.countyId, caller.account, input.requestId, hash, { ...undone, amount: `${undone.amount}` }, now),
      ],
    }
  }, BULK_MS)
  if (!isRefusal(result)) for (const one of appended) parts.ledger.announce(one)
  return result
}

/** The opening payment first, then the registration that it rests on; what was reversed singly before is not among them. */
function takeBack(row: PayableRow, entries: readonly EntryRow[], { reason, importId }: UndoBatch, now: Moment): Decision[] {
  const decisions: Decision[] = []
  let at = row
  for (const entry of [...entries].reverse()) {
    const released = BigInt((entry.detail.disputeReleased as string | undefined) ?? '0')
    const act = reverse(stateOf(at), { kind: entry.kind, amount: entry.amount, effectiveOn: entry.effectiveOn, reversed: false, disputeReleased: released }, reason, dayAt(now))
    if (isRefusal(act)) throw new Error(`undoing an import: ${act.refusal}`)
    decisions.push({ act, payable: at, isNew: false, reverses: entry.id, detail: { reversedSeq: `${entry.seq}`, importId } })
    at = withState(at, act.after)
  }
  return decisions
}
