/** The REST side of importing: send a file, follow the run, cancel it. Everything that can go wrong comes back as a Failure. */
import { newRequestId, type Failure } from '../../graphql/act.ts'
import { setSession } from '../../graphql/session.ts'
import type { Mapping, SheetColumns } from './mapping.ts'

export type Mode = 'dryRun' | 'acceptedOnly' | 'allOrNothing'
export type Finding = { row: number; sheet: string; column: string; code: string; message: string }
export type ImportResult = {
  importId: string
  mode: Mode
  posted: boolean
  accepted: number
  amount: string
  paid: string
  outstanding: string
  outstandingCount: number
  creditorCount: number
  disputedCount: number
  sinceCutoffCount: number
  rejected: Finding[]
  warnings: Finding[]
  annotatedFile: string
  sheets: SheetColumns[]
}
export type Progress = { stage: string; done: number; total: number | null }
export type RunState =
  | { status: 'RUNNING'; progress: Progress }
  | { status: 'DONE'; result: ImportResult }
  | { status: 'CANCELLED' }
  | { status: 'REFUSED'; refusal: { code: string; message: string } }
  | { status: 'FAILED' }
export type Answer<T> = { value: T; failure: null } | { value: null; failure: Failure }

export type Wanted = { file: File; unit: string; mode: Mode; mapping: Mapping; requestId: string }

const ok = <T>(value: T): Answer<T> => ({ value, failure: null })
const no = (failure: Failure): Answer<never> => ({ value: null, failure })
const UNREACHED: Failure = { kind: 'unreached', code: 'UNREACHED' }

/** A 4xx is a refusal with a sentence; a 5xx is ours. */
function failureOf(status: number, text: string): Failure {
  if (status === 401) setSession('out')
  try {
    const { code, message } = JSON.parse(text) as { code?: string; message?: string }
    if (status < 500 && code !== undefined && message !== undefined) return { kind: 'refused', code, message }
    return { kind: 'broken', code: code ?? `HTTP ${status}` }
  } catch {
    return status >= 502 && status <= 504 ? UNREACHED : { kind: 'broken', code: `HTTP ${status}` }
  }
}

/** Uploads and answers with the run's id as soon as the server has the file. XMLHttpRequest, since fetch tells nothing of what was sent. */
export function sendFile(wanted: Wanted, onSent: (part: number) => void, signal: AbortSignal): Promise<Answer<string>> {
  const form = new FormData()
  form.set('unit', wanted.unit)
  form.set('mode', wanted.mode)
  form.set('requestId', wanted.requestId)
  if (Object.keys(wanted.mapping).length > 0) form.set('mapping', JSON.stringify(wanted.mapping))
  form.set('file', wanted.file)
  return new Promise((done) => {
    const request = new XMLHttpRequest()
    request.open('POST', '/api/imports/payables')
    request.setRequestHeader('prefer', 'respond-async')
    request.setRequestHeader('accept-language', document.documentElement.lang)
    request.upload.onprogress = (event) => event.lengthComputable && onSent(event.loaded / event.total)
    request.onerror = () => done(no(UNREACHED))
    request.onabort = () => done(no({ kind: 'refused', code: 'CANCELLED' }))
    request.onload = () => {
      if (request.status >= 300) return done(no(failureOf(request.status, request.responseText)))
      done(ok((JSON.parse(request.responseText) as { importId: string }).importId))
    }
    signal.addEventListener('abort', () => request.abort())
    request.send(form)
  })
}

async function ask(method: 'GET' | 'DELETE', importId: string): Promise<Answer<RunState>> {
  try {
    const response = await fetch(`/api/imports/${encodeURIComponent(importId)}`, { method, headers: { 'accept-language': document.documentElement.lang }, credentials: 'same-origin' })
    const text = await response.text()
    return response.ok ? ok(JSON.parse(text) as RunState) : no(failureOf(response.status, text))
  } catch {
    return no(UNREACHED)
  }
}

export const stateOf = (importId: string): Promise<Answer<RunState>> => ask('GET', importId)
export const cancelRun = (importId: string): Promise<Answer<RunState>> => ask('DELETE', importId)

const pause = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds))
const PATIENCE = 30

/** Follows a run to its end. A lost connection is waited out for a minute: the run goes on without us. */
export async function followRun(importId: string, tell: (progress: Progress | 'lost') => void, stopped: () => boolean): Promise<Answer<Exclude<RunState, { status: 'RUNNING' }>>> {
  let lost = 0
  for (let wait = 150; !stopped(); wait = Math.min(wait * 1.5, 1000)) {
    const { value, failure } = await stateOf(importId)
    if (failure !== null) {
      if (failure.kind !== 'unreached' || ++lost > PATIENCE) return no(failure)
      tell('lost')
      wait = 2000
    } else if (value.status !== 'RUNNING') {
      return ok(value)
    } else {
      lost = 0
      tell(value.progress)
    }
    await pause(wait)
  }
  return no({ kind: 'refused', code: 'CANCELLED' })
}

/** One id for one thing asked: the same file, way and columns sent again after a lost answer is the same request. */
export function requestIds(): { of: (key: string) => string; spent: () => void } {
  let last: { key: string; id: string } | null = null
  return {
    of: (key) => {
      if (last?.key !== key) last = { key, id: newRequestId() }
      return last.id
    },
    spent: () => {
      last = null
    },
  }
}
