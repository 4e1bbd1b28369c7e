/** Starts the reading thread, bounds it in time, memory and number, and gathers what it says. */
import { Worker } from 'node:worker_threads'
import type { ReadFile, Sheet, SheetRow } from './cells.ts'
import { LIMITS } from './limits.ts'
import type { SheetMarks } from './marks.ts'
import type { Answer, Task } from './tasks.ts'
import { unreadable, type UnreadableCode, type UnreadableFile } from './unreadable.ts'

export interface ReadingOptions {
  readonly signal?: AbortSignal | undefined
  /** Hears the number of rows read so far. */
  readonly onRows?: ((rows: number) => void) | undefined
  /** For tests; the limit otherwise. */
  readonly milliseconds?: number | undefined
}

/** From source the worker is TypeScript, which Node 24 runs; in the bundle it lies beside main.js. */
const SCRIPT = new URL(import.meta.url.endsWith('.ts') ? './read-worker.ts' : './read-worker.js', import.meta.url)

/** Reads a file in its own thread. Never throws for what is in the file. */
export async function readInWorker(bytes: Uint8Array, fileName: string, options: ReadingOptions = {}): Promise<ReadFile | UnreadableFile> {
  if (bytes.length === 0) return unreadable('FILE_EMPTY')
  if (bytes.length > LIMITS.fileBytes) return unreadable('FILE_TOO_LARGE')
  const sheets: (Sheet & { rows: SheetRow[] })[] = []
  const outcome = await inTurn({ kind: 'read', bytes, fileName }, options, (message) => {
    if (message.kind === 'progress') options.onRows?.(message.rows)
    if (message.kind === 'sheet') sheets.push({ name: message.name, merges: message.merges, rows: [] })
    if (message.kind === 'rows') for (const row of message.rows) sheets.at(-1)!.rows.push(row)
  })
  if (outcome.kind === 'failed') return unreadable(outcome.code)
  return { kind: outcome.kind === 'read' ? outcome.file : 'text', sheets }
}

/**
 * The caller's workbook with marks, as .xlsx bytes. When the original cannot be kept (the library fails on it or needs
 * too much memory), a plain workbook is made from its cells.
 */
export async function annotateInWorker(bytes: Uint8Array, fileName: string, marks: readonly SheetMarks[], options: ReadingOptions = {}): Promise<Uint8Array | UnreadableFile> {
  let outcome: Answer = { kind: 'failed', code: 'FILE_DAMAGED' }
  for (const rebuild of [false, true]) {
    outcome = await inTurn({ kind: 'annotate', bytes, fileName, marks, rebuild }, options, () => undefined)
    if (outcome.kind === 'annotated') return outcome.bytes
    if (outcome.kind === 'failed' && outcome.code === 'CANCELLED') break
  }
  return unreadable(outcome.kind === 'failed' ? outcome.code : 'FILE_DAMAGED')
}

let running = 0
const waiting: (() => void)[] = []

async function inTurn(task: Task, options: ReadingOptions, hear: (message: Answer) => void): Promise<Answer> {
  // One that is cancelled while waiting keeps its place and passes the turn on when it comes.
  if (running >= LIMITS.atOnce) await new Promise<void>((resolve) => waiting.push(resolve))
  else running++
  try {
    return options.signal?.aborted ? { kind: 'failed', code: 'CANCELLED' } : await runTask(task, options, hear)
  } finally {
    // A turn is handed on, not given back: the count stays when somebody waits.
    const next = waiting.shift()
    if (next) next()
    else running--
  }
}

function runTask(task: Task, options: ReadingOptions, hear: (message: Answer) => void): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(SCRIPT, {
      workerData: task,
      env: {},
      execArgv: [],
      stdin: false,
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: LIMITS.heapMegabytes, maxYoungGenerationSizeMb: 64, stackSizeMb: 4 },
    })
    const timer = setTimeout(() => finish({ kind: 'failed', code: 'TOOK_TOO_LONG' }), options.milliseconds ?? LIMITS.milliseconds)
    const cancel = (): void => finish({ kind: 'failed', code: 'CANCELLED' })
    let finished = false
    let started = false
    const finish = (outcome: Answer): void => {
      if (finished) return
      finished = true
      clearTimeout(timer)
      options.signal?.removeEventListener('abort', cancel)
      void worker.terminate().then(() => resolve(outcome))
    }
    options.signal?.addEventListener('abort', cancel, { once: true })
    worker.on('message', (message: Answer) => {
      if (finished) return
      if (message.kind === 'started') started = true
      else if (message.kind === 'failed' || message.kind === 'read' || message.kind === 'annotated') finish(message)
      else {
        hear(message)
        if (message.kind === 'rows') worker.postMessage('next')
      }
    })
    worker.on('error', (fault: NodeJS.ErrnoException) => {
      // A thread that cannot even start is our fault, not the file's.
      if (!started && !finished) reject(fault)
      finish({ kind: 'failed', code: afterCrash(fault) })
    })
    worker.on('exit', () => finish({ kind: 'failed', code: 'FILE_DAMAGED' }))
  })
}

/** A thread that ran out of memory had more to read than any ledger has. */
function afterCrash(fault: NodeJS.ErrnoException): UnreadableCode {
  return fault.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'FILE_HOSTILE' : 'FILE_DAMAGED'
}
