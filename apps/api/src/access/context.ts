import type { Language } from '@qingqian/rules/refusal'
import { unauthenticated } from '../platform/failure.ts'
import type { Caller } from './caller.ts'

/** What a resolver knows of its request. One a request or socket operation; loaders live in it, never longer. */
export interface Context {
  /** Who asks. Signing in sets it, so that the answer of that very mutation shows what the new caller sees; signing out clears it. */
  caller: Caller | null
  readonly language: Language
  /** The id that ties answer, log line and error together. */
  readonly requestId: string
  readonly ip: string
  /** Sets or clears the browser's session cookie; absent on sockets. */
  readonly cookie?: { set(token: string, expiresAt: number): void; clear(): void }
  /** Per-request values of upper parts (dataloaders), made on first use. */
  readonly kept: Map<symbol, unknown>
}

/** The caller, or UNAUTHENTICATED. */
export function signedIn(context: Context): Caller {
  if (!context.caller) throw unauthenticated()
  return context.caller
}

/** A value kept for the length of the request. */
export function keptIn<Value>(context: Context, key: symbol, make: () => Value): Value {
  if (!context.kept.has(key)) context.kept.set(key, make())
  return context.kept.get(key) as Value
}
