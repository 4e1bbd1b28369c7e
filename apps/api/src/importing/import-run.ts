/**
 * Importing a ledger file: read and checked without locks, then posted in one transaction. A run lives in this process
 * while it works; what remains of it (its result, who and when) is written together with the entries, so a crash in the
 * middle leaves nothing and the same request can simply be sent again.
 */
import { createHash } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Language, type Refusal, refuse, sentence } from '@qingqian/rules/refusal'
import { subtree, within } from '@qingqian/rules/unit'
import { type Caller, may, sees, writesUnit } from '../access/caller.ts'
import { inputHash } from '../ledger/canonical.ts'
import type { Ledger } from '../ledger/append.ts'
import { type BatchPayable, postBatch, standingPayables } from '../ledger/post-batch.ts'
import { creditorId } from '../ledger/rows.ts'
import { keepRequest } from '../ledger/statements.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/database.ts'
import { UUID } from '../platform/global-id.ts'
import type { Statement } from '../platform/trip.ts'
import type { Unit } from '../units/tree.ts'
import type { Units } from '../units/units.ts'
import { type CheckedLedger, checkLedger, payableKey } from './check.ts'
import type { SheetMapping } from './headings.ts'
import { annotateInWorker } from './reading.ts'
import type { AcceptedRow } from './rows.ts'
import type { LedgerSummary } from './summary.ts'
import { type UnreadableFile, isUnreadable } from './unreadable.ts'

export type ImportMode = 'dryRun' | 'acceptedOnly' | 'allOrNothing'

export interface ImportAsked {
  bytes: Uint8Array
  fileName: string
  unit: string | null
  mode: ImportMode
  requestId: string
  mapping?: Readonly<Record<string, SheetMapping>> | undefined
}

export interface ImportFinding {
  row: number
  sheet: string
  column: string
  code: string
  message: string
}

/** The contract's reply, and where the columns were found (for the wizard). */
export interface ImportResult extends LedgerSummary {
  importId: string
  mode: ImportMode
  /** Whether anything was entered in the ledger. */
  posted: boolean
  rejected: ImportFinding[]
  warnings: ImportFinding[]
  annotatedFile: string
  sheets: { name: string; unit: string | null; columns: { column: number; heading: string; field: string | null }[] }[]
}

export type ImportState =
  | { status: 'RUNNING'; importId: string; progress: { stage: string; done: number; total: number | null } }
  | { status: 'DONE'; importId: string; result: ImportResult }
  | { status: 'CANCELLED'; importId: string }
  | { status: 'REFUSED'; importId: string; refusal: Refusal | UnreadableFile }
  | { status: 'FAILED'; importId: string }

interface Run {
  state: ImportState
  account: string
  cancel: AbortController
  done: Promise<ImportState>
}

export interface ImportParts {
  database: Database
  units: Units
  clock: Clock
  ledger: Ledger
  /** Where files are kept, by import id. */
  folder: string
  /** What could not be foreseen goes to the log, under the import's id. */
  onBug: (error: unknown, importId: string) => void
}

const KEPT = 200

export class Imports {
  private readonly parts: ImportParts
  private readonly runs = new Map<string, Run>()

  constructor(parts: ImportParts) {
    this.parts = parts
  }

  /** Begins an import; a repeated request id finds the run it began. */
  async start(caller: Caller, asked: ImportAsked, language: Language): Promise<{ importId: string; done: Promise<ImportState> } | Refusal> {
    const { units, database } = this.parts
    if (!UUID.test(asked.requestId)) return refuse('BAD_REQUEST_ID', 'requestId')
    const unit = asked.unit === null ? caller.unit : units.get(asked.unit)
    if (!unit || !sees(caller, unit)) return refuse('NOT_FOUND', 'unit')
    const reach = [...units.tree.all()].filter((each) => writesUnit(caller, each) && (caller.role === 'FINANCE' || within(each.path, subtree(unit.path))))
    if (!may(caller, 'IMPORT') || reach.length === 0 || !writesUnit(caller, unit)) return refuse('FORBIDDEN', 'unit')
    const hash = inputHash('importPayables', { file: createHash('sha256').update(asked.bytes).digest('hex'), unit: unit.code, mode: asked.mode, mapping: asked.mapping ?? null })
    const [before] = await database.read(caller.scopeText, { sql: 'select input_hash as "inputHash", result from request where county_id = $1 and account_id = $2 and id = $3', values: [caller.unit.countyId, caller.account, asked.requestId] })
    if (before![0]) {
      if (!(before![0].inputHash as Buffer).equals(hash)) return refuse('REQUEST_ID_REUSED', 'requestId')
      const importId = (before![0].result as { importId: string }).importId
      return { importId, done: this.find(caller, importId).then((state) => state ?? { status: 'FAILED', importId }) }
    }
    const working = [...this.runs.entries()].find(([, run]) => run.account === caller.account && run.state.status === 'RUNNING' && run.state.importId === this.idOf(caller, asked.requestId, hash))
    if (working) return { importId: working[0], done: working[1].done }
    const importId = this.idOf(caller, asked.requestId, hash)
    const cancel = new AbortController()
    const run: Run = { state: { status: 'RUNNING', importId, progress: { stage: 'reading', done: 0, total: null } }, account: caller.account, cancel, done: Promise.resolve({ status: 'FAILED', importId }) }
    run.done = this.work(run, importId, caller, asked, unit, reach, hash, language).then(
      (state) => (run.state = state),
      (error: unknown) => {
        this.parts.onBug(error, importId)
        return (run.state = { status: 'FAILED', importId })
      },
    )
    this.runs.set(importId, run)
    if (this.runs.size > KEPT) for (const [id, old] of this.runs) if (old.state.status !== 'RUNNING' && this.runs.size > KEPT) this.runs.delete(id)
    return { importId, done: run.done }
  }

  /** The same request has the same import id, so a retry while it still works finds it. */
  private idOf(caller: Caller, requestId: string, hash: Buffer): string {
    const hex = createHash('sha256').update(`${caller.account} ${requestId.toLowerCase()}`).update(hash).digest('hex')
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
  }

  /** The state of an import of this caller's, running or past; null when there is none. It tells of single rows: not for whoever reads totals alone. */
  async find(caller: Caller, importId: string): Promise<ImportState | null> {
    if (!may(caller, 'LEDGER')) return null
    const run = this.runs.get(importId)
    if (run && run.account === caller.account) return run.state
    if (!UUID.test(importId)) return null
    const counties = [...new Set([caller.unit.countyId, ...this.parts.units.tree.subtree(caller.unit).map((unit) => unit.countyId)])]
    const [rows] = await this.parts.database.read(caller.scopeText, { sql: 'select status, result from import_run where county_id = any($1) and id = $2', values: [counties, importId] })
    const row = rows![0]
    return row ? { status: 'DONE', importId, result: row.result as unknown as ImportResult } : null
  }

  /** Stops a run that has not posted yet. @returns false when there is nothing left to stop */
  async cancel(caller: Caller, importId: string): Promise<boolean> {
    const run = this.runs.get(importId)
    if (!run || run.account !== caller.account || run.state.status !== 'RUNNING') return false
    run.cancel.abort()
    return (await run.done).status === 'CANCELLED'
  }

  /** The caller's workbook with the faulty cells marked; made when first asked for. */
  async annotatedFile(caller: Caller, importId: string): Promise<{ bytes: Uint8Array; name: string } | null> {
    const state = await this.find(caller, importId)
    if (state?.status !== 'DONE') return null
    const folder = join(this.parts.folder, importId)
    const kept = await readFile(join(folder, 'marks.json'), 'utf8').then((text) => JSON.parse(text) as { fileName: string; marks: CheckedLedger['marks'] }, () => null)
    if (!kept) return null
    const name = `${kept.fileName.replace(/\.[^.]*$/, '')}-标注.xlsx`
    const made = await readFile(join(folder, 'annotated.xlsx')).catch(() => null)
    if (made) return { bytes: made, name }
    const bytes = await annotateInWorker(await readFile(join(folder, 'original')), kept.fileName, kept.marks)
    if (isUnreadable(bytes)) return null
    await writeFile(join(folder, 'annotated.xlsx'), bytes)
    return { bytes, name }
  }

  private async work(run: Run, importId: string, caller: Caller, asked: ImportAsked, unit: Unit, reach: Unit[], hash: Buffer, language: Language): Promise<ImportState> {
    const { units, clock } = this.parts
    const today = clock.today()
    for (let attempt = 0; attempt < 3; attempt++) {
      const known = await this.knownKeys(caller, reach)
      const checked = await checkLedger({
        bytes: asked.bytes, fileName: asked.fileName, units: reach.map(({ code, name }) => ({ code, name })), defaultUnit: unit.code, today, cutoff: units.policy(today).cutoff, mapping: asked.mapping,
        exists: (key) => known.has(key), signal: run.cancel.signal,
        onProgress: (progress) => { if (run.state.status === 'RUNNING') run.state = { ...run.state, progress } },
      })
      if (isUnreadable(checked)) return checked.code === 'CANCELLED' ? { status: 'CANCELLED', importId } : { status: 'REFUSED', importId, refusal: checked }
      const result = this.resultOf(importId, asked.mode, checked, language)
      await this.keepFile(importId, asked, checked)
      if (run.cancel.signal.aborted) return { status: 'CANCELLED', importId }
      const rows = result.posted ? checked.rows.map((row) => this.batchRow(row)) : []
      if (run.state.status === 'RUNNING') run.state = { ...run.state, progress: { stage: 'posting', done: 0, total: rows.length } }
      const posted = await postBatch(this.parts, caller, importId, rows, (now) => [
        keepRun(caller, unit, importId, asked, result, now),
        keepRequest(caller.unit.countyId, caller.account, asked.requestId, hash, { importId }, now),
      ])
      if (posted === 'posted') return { status: 'DONE', importId, result }
    }
    throw new Error('the same payables kept being registered by others')
  }

  /** The keys of what the units' ledgers hold, as the checker makes them from the rows of a file. */
  private async knownKeys(caller: Caller, reach: readonly Unit[]): Promise<Set<string>> {
    const standing = await standingPayables(this.parts.database, caller, reach)
    return new Set(standing.map((row) => payableKey({ unit: row.unitId, creditor: { name: row.creditorName, uscc: row.creditorUscc }, contractNo: row.contractNo, overdueSince: row.overdueSince, amount: row.amount })))
  }

  private batchRow(row: AcceptedRow): BatchPayable {
    return {
      unit: this.parts.units.get(row.unit)!, creditorId: creditorId(row.creditor), creditorName: row.creditor.name, creditorUscc: row.creditor.uscc, contractNo: row.contractNo, category: row.category,
      overdueSince: row.overdueSince, amount: row.amount, paid: row.paid, paidAsOf: row.asOf, disputedAmount: row.disputedAmount, note: row.note,
    }
  }

  private resultOf(importId: string, mode: ImportMode, checked: CheckedLedger, language: Language): ImportResult {
    const shown = (finding: CheckedLedger['rejected'][number] | CheckedLedger['warnings'][number]): ImportFinding => ({ row: finding.row, sheet: finding.sheet, column: finding.column, code: finding.code, message: finding[language] })
    return {
      importId, mode, posted: mode === 'acceptedOnly' || (mode === 'allOrNothing' && checked.rejected.length === 0), ...checked.summary,
      rejected: checked.rejected.map(shown), warnings: checked.warnings.map(shown), annotatedFile: `/api/imports/${importId}/file`,
      sheets: checked.sheets.map(({ name, headings }) => ({
        name, unit: null,
        columns: headings.guesses.map((guess) => ({ column: guess.column, heading: guess.heading, field: guess.field })),
      })),
    }
  }

  private async keepFile(importId: string, asked: ImportAsked, checked: CheckedLedger): Promise<void> {
    const folder = join(this.parts.folder, importId)
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await writeFile(join(folder, 'original'), asked.bytes)
    await writeFile(join(folder, 'marks.json'), JSON.stringify({ fileName: asked.fileName, marks: checked.marks }))
  }
}

function keepRun(caller: Caller, unit: Unit, importId: string, asked: ImportAsked, result: ImportResult, now: number): Statement {
  return {
    sql: `insert into import_run (county_id, id, unit_id, path, account_id, request_id, file_name, mode, status, result, created_at, finished_at) values ($1, $2, $3, $4, $5, $6, $7, $8, 'DONE', $9, $10, $10)`,
    values: [unit.countyId, importId, unit.code, unit.path, caller.account, asked.requestId, asked.fileName, asked.mode, JSON.stringify(result), new Date(now).toISOString()],
  }
}

/** What went wrong, as the HTTP reply says it. */
export function importRefusal(refusal: Refusal | UnreadableFile, language: Language): { status: number; code: string; message: string; field?: string } {
  if ('refusal' in refusal) {
    const status = refusal.refusal === 'NOT_FOUND' ? 404 : refusal.refusal === 'FORBIDDEN' ? 403 : refusal.refusal === 'REQUEST_ID_REUSED' ? 409 : 400
    return { status, code: refusal.refusal, message: sentence(refusal, language), ...(refusal.field ? { field: refusal.field } : {}) }
  }
  return { status: refusal.status, code: refusal.code, message: refusal[language] }
}
