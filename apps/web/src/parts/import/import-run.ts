import { useEffect, useState, useSyncExternalStore } from 'react'
import { useSearchParams } from 'react-router'
import type { Failure } from '../../graphql/act.ts'
import { serverNow } from '../../graphql/clock.ts'
import { cancelRun, followRun, requestIds, sendFile, type ImportResult, type Mode, type Progress, type RunState } from './imports-api.ts'
import { recall, remember, type Mapping, type SheetColumns } from './mapping.ts'

/** Where the wizard stands. */
export type Step =
  | { at: 'choose'; cancelled?: boolean }
  | { at: 'running'; mode: Mode; progress: Progress; lost: boolean; cancelling: boolean }
  | { at: 'checked'; result: ImportResult; sheets: SheetColumns[]; used: Mapping; recalled: boolean }
  | { at: 'posted'; result: ImportResult; when: number | null }

export type Trouble = { failure: Failure; posting: boolean }

/** What the page shows of an import. `runId` stands in the address, so that a reload finds the run again. */
export type View = { step: Step; trouble: Trouble | null; file: File | null; mapping: Mapping; runId: string | null }

type Outcome = { result: ImportResult } | { cancelled: true } | { failure: Failure }

const FIRST: View = { step: { at: 'choose' }, trouble: null, file: null, mapping: {}, runId: null }
const SENDING: Progress = { stage: 'sending', done: 0, total: null }
const READING: Progress = { stage: 'reading', done: 0, total: null }

function outcomeOf(state: Exclude<RunState, { status: 'RUNNING' }>, importId: string): Outcome {
  if (state.status === 'DONE') return { result: state.result }
  if (state.status === 'CANCELLED') return { cancelled: true }
  if (state.status === 'REFUSED') return { failure: { kind: 'refused', ...state.refusal } }
  return { failure: { kind: 'broken', code: importId } }
}

/** One import from the file to the receipt. Only its latest turn may still change what is shown. */
export class ImportRun {
  view: View = FIRST
  private readonly unit: string
  private readonly onPosted: (result: ImportResult, file: string) => void
  private readonly ids = requestIds()
  private readonly listeners = new Set<() => void>()
  private turn = 0
  private upload: AbortController | null = null

  constructor(unit: string, onPosted: (result: ImportResult, file: string) => void) {
    this.unit = unit
    this.onPosted = onPosted
  }

  readonly listen = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  readonly choose = (file: File): void => {
    this.show({ file, mapping: {} })
    void this.check(file, {}, null, false)
  }

  readonly correct = (mapping: Mapping): void => this.show({ mapping })

  readonly recheck = (mapping: Mapping): void => {
    const { file, step } = this.view
    if (file !== null && step.at === 'checked') void this.check(file, mapping, step.sheets, false)
  }

  readonly startAgain = (): void => {
    this.turn++
    this.show(FIRST)
  }

  readonly cancel = (): void => {
    const { step, runId } = this.view
    if (step.at !== 'running') return
    this.show({ step: { ...step, cancelling: true } })
    if (runId === null) this.upload?.abort()
    else void cancelRun(runId)
  }

  readonly accept = async (mode: Mode): Promise<void> => {
    const { file, step: before } = this.view
    if (file === null || before.at !== 'checked') return
    const outcome = await this.run(file, mode, before.used)
    if (outcome === null) return
    if ('result' in outcome) {
      this.ids.spent()
      this.show({ step: { at: 'posted', result: outcome.result, when: serverNow() } })
      if (outcome.result.posted) this.onPosted(outcome.result, file.name)
      return
    }
    this.show({ step: before, runId: before.result.importId, trouble: 'failure' in outcome ? { failure: outcome.failure, posting: true } : null })
  }

  /** A run found by its address: followed while it works, else shown as it ended. The page no longer has its file. */
  readonly reopen = async (runId: string): Promise<void> => {
    this.turn++
    this.show({ ...FIRST, runId })
    const outcome = await this.follow(runId, 'dryRun', this.turn)
    if (outcome === null) return
    if (!('result' in outcome)) return this.show({ step: { at: 'choose' }, runId: null })
    const { result } = outcome
    this.show({ step: result.mode === 'dryRun' ? { at: 'checked', result, sheets: result.sheets, used: {}, recalled: false } : { at: 'posted', result, when: null } })
  }

  private show(change: Partial<View>): void {
    this.view = { ...this.view, ...change }
    for (const listener of this.listeners) listener()
  }

  private async check(file: File, columns: Mapping, original: SheetColumns[] | null, recalled: boolean): Promise<void> {
    const outcome = await this.run(file, 'dryRun', columns)
    if (outcome === null) return
    if ('cancelled' in outcome) return this.show({ step: { at: 'choose', cancelled: true }, runId: null })
    if ('failure' in outcome) return this.show({ step: { at: 'choose' }, runId: null, trouble: { failure: outcome.failure, posting: false } })
    const sheets = original ?? outcome.result.sheets
    const known = original === null ? recall(this.unit, sheets) : {}
    this.show({ mapping: original === null ? known : columns })
    if (Object.keys(known).length > 0) return this.check(file, known, sheets, true)
    if (original !== null && !recalled) remember(this.unit, sheets, columns)
    this.show({ step: { at: 'checked', result: outcome.result, sheets, used: columns, recalled } })
  }

  /** Sends the file and follows the run to its end; null when another turn has begun meanwhile. */
  private async run(file: File, mode: Mode, mapping: Mapping): Promise<Outcome | null> {
    const mine = ++this.turn
    this.upload = new AbortController()
    this.show({ trouble: null, runId: null })
    this.tell(mine, mode, SENDING)
    // Checking again is a new question; registering again after a lost answer is the same request.
    const requestId = this.ids.of(JSON.stringify([file.name, file.size, file.lastModified, mode, mapping, mode === 'dryRun' ? mine : 0]))
    const wanted = { file, unit: this.unit, mode, mapping, requestId }
    const started = await sendFile(wanted, (part) => this.tell(mine, mode, { stage: 'sending', done: Math.floor(part * 100), total: 100 }), this.upload.signal)
    if (this.turn !== mine) return null
    if (started.failure !== null) return started.failure.code === 'CANCELLED' ? { cancelled: true } : { failure: started.failure }
    this.show({ runId: started.value })
    return this.follow(started.value, mode, mine)
  }

  private async follow(runId: string, mode: Mode, mine: number): Promise<Outcome | null> {
    let last = READING
    const tell = (progress: Progress | 'lost') => {
      if (progress !== 'lost') last = progress
      this.tell(mine, mode, last, progress === 'lost')
    }
    const ended = await followRun(runId, tell, () => this.turn !== mine)
    if (this.turn !== mine) return null
    return ended.failure !== null ? { failure: ended.failure } : outcomeOf(ended.value, runId)
  }

  private tell(mine: number, mode: Mode, progress: Progress, lost = false): void {
    const { step } = this.view
    if (this.turn === mine) this.show({ step: { at: 'running', mode, progress, lost, cancelling: step.at === 'running' && step.cancelling } })
  }
}

/** The import of this page; its run is kept in the address. */
export function useImportRun(unit: string, onPosted: (result: ImportResult, file: string) => void): { run: ImportRun; view: View } {
  const [run] = useState(() => new ImportRun(unit, onPosted))
  const view = useSyncExternalStore(run.listen, () => run.view)
  const [params, setParams] = useSearchParams()
  const known = params.get('run')
  useEffect(() => {
    if (known !== null && known !== run.view.runId) void run.reopen(known)
  }, [known, run])
  useEffect(() => {
    const { runId, step } = run.view // what the effect above has just opened included
    if (runId !== null || step.at !== 'running') setParams(runId === null ? {} : { run: runId }, { replace: true })
  }, [view.runId, view.step.at, run, setParams])
  return { run, view }
}
