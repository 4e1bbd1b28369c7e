/**
 * The journal replayed on the plain model, unit by unit in the order of its numbers. Writers work at the same time, so a
 * refusal is right when the model refuses alike at some number between what had been acknowledged when it was asked and
 * what had been asked when it was answered.
 */
import { deltaOfLegs, unlike, withIds } from './books.ts'
import type { Attempt } from './history.ts'
import { type Ask, Model, type Noted } from './model.ts'
import type { Line } from './verify.ts'

export interface Replayed {
  model: Model
  noted: Noted[]
  faults: string[]
}

const shanghaiDay = (moment: number): string => new Date(moment + 8 * 3_600_000).toISOString().slice(0, 10)
const detailOf = (line: Line): { importId?: string } => line.detail as { importId?: string }

export function replay(attempts: readonly Attempt[], journal: readonly Line[], writers: number): Replayed {
  const model = new Model()
  const noted: Noted[] = []
  const faults: string[] = []
  const claims = claimed(attempts, journal, faults)
  const chains = new Map<string, Line[]>()
  for (const line of journal) chains.set(line.unit, [...(chains.get(line.unit) ?? []), line])
  const units = new Set([...chains.keys(), ...attempts.map((attempt) => attempt.unit)])
  const isMoving = attempts.some((attempt) => attempt.deed.kind === 'MOVE' && attempt.outcome !== 'REFUSED')
  for (const unit of units) {
    const chain = chains.get(unit) ?? []
    const open = new Set(attempts.filter((attempt) => attempt.unit === unit && attempt.outcome === 'REFUSED' && attempt.deed.kind === 'ACT' && !isAboutReach(attempt, isMoving)))
    const settle = (at: number): void => {
      for (const attempt of open) if (isRight(model, attempt, claims, chain, at)) open.delete(attempt)
    }
    settle(0)
    for (const [index, line] of chain.entries()) {
      const claim = claims.get(line.id)
      if (!claim) continue
      noted.push(...noteLine(model, line, claim.ask, faults))
      settle(index + 1)
    }
    for (const attempt of open) faults.push(`${unit}: ${attempt.refusal} was answered to ${shown(attempt.asks[0]!)}, and the model would not at any moment between (${writers} writers)`)
  }
  faults.push(...answerFaults(attempts, isMoving))
  return { model, noted, faults }
}

interface Claim {
  attempt: Attempt
  ask: Ask
}

/** Which attempt each entry of the journal comes from. Every entry has one, every acknowledged attempt its entries. */
function claimed(attempts: readonly Attempt[], journal: readonly Line[], faults: string[]): Map<string, Claim> {
  const byEntry = new Map(attempts.filter((attempt) => attempt.made && !attempt.again).map((attempt) => [attempt.made!.entryId, attempt]))
  const batches = new Map(attempts.filter((attempt) => attempt.deed.kind === 'BATCH').map((attempt) => [attempt.requestId, attempt]))
  const undoings = new Map(attempts.filter((attempt) => attempt.deed.kind === 'UNDO' && attempt.outcome !== 'REFUSED').map((attempt) => [attempt.deed.kind === 'UNDO' ? attempt.deed.importId : '', attempt]))
  const claims = new Map<string, Claim>()
  const taken = new Map<string, number>()
  for (const line of journal) {
    const { importId } = detailOf(line)
    const attempt = byEntry.get(line.id)
    if (attempt) claims.set(line.id, { attempt, ask: attempt.asks[0]! })
    else if (importId && line.kind === 'REVERSAL' && undoings.has(importId)) claims.set(line.id, { attempt: undoings.get(importId)!, ask: { act: 'REVERSE', entry: line.reverses! } })
    else if (importId && batches.has(importId)) {
      const batch = batches.get(importId)!
      const key = `${importId} ${line.unit}`
      const asks = ofUnit(batch.asks, line.unit)
      const at = taken.get(key) ?? 0
      taken.set(key, at + 1)
      if (asks[at]) claims.set(line.id, { attempt: batch, ask: asks[at] })
    }
    if (!claims.has(line.id)) faults.push(`${line.unit} entry ${line.seq} (${line.kind}) comes from no request`)
  }
  const counts = new Map<Attempt, number>()
  for (const { attempt } of claims.values()) counts.set(attempt, (counts.get(attempt) ?? 0) + 1)
  for (const attempt of attempts) {
    if (attempt.outcome !== 'OK' || attempt.again || (attempt.deed.kind !== 'ACT' && attempt.deed.kind !== 'BATCH')) continue
    if (counts.get(attempt) !== attempt.asks.length) faults.push(`request ${attempt.requestId} was acknowledged and has ${counts.get(attempt) ?? 0} of ${attempt.asks.length} entries`)
  }
  return claims
}

/** A batch's asks of one unit: registrations and, after each, what was paid before. */
function ofUnit(asks: readonly Ask[], unit: string): Ask[] {
  let here = false
  return asks.filter((ask) => {
    if (ask.act === 'REGISTER') here = ask.unit === unit
    return here
  })
}

function noteLine(model: Model, line: Line, asked: Ask, faults: string[]): Noted[] {
  const recordedAt = Date.parse(line.recordedAt)
  const day = shanghaiDay(recordedAt)
  const ask: Ask = asked.act === 'OPENING_PAID' ? { ...asked, payable: line.payable } : asked
  const change = model.decide(ask, day)
  const where = `${line.unit} entry ${line.seq}`
  if (typeof change === 'string') {
    faults.push(`${where}: the ledger took ${shown(ask)}, the model refuses it: ${change}`)
    return []
  }
  if (change.kind !== line.kind || `${change.amount}` !== line.amount || change.effectiveOn !== line.effectiveOn) faults.push(`${where}: ${line.kind} of ${line.amount} on ${line.effectiveOn} instead of ${change.kind} of ${change.amount} on ${change.effectiveOn}`)
  const entry = model.note(ask, change, { id: line.id, unit: line.unit, seq: BigInt(line.seq), payable: line.payable, recordedAt, recordedDay: day })
  faults.push(...unlike(`${where}: leg`, deltaOfLegs(line.legs as (string | number)[][]), withIds(entry.delta)))
  return [entry]
}

/** Was the refusal right with the first `at` entries in the unit's chain? */
function isRight(model: Model, attempt: Attempt, claims: ReadonlyMap<string, Claim>, chain: readonly Line[], at: number): boolean {
  const next = chain[at] ? claims.get(chain[at].id)?.attempt : undefined
  const last = at > 0 ? claims.get(chain[at - 1]!.id)?.attempt : undefined
  if (next && next.returned < attempt.invoked) return false // it was acknowledged before this was asked
  if (last && last.invoked > attempt.returned) return false // it was asked after this was answered
  return [attempt.day, attempt.dayAfter].some((day) => model.decide(attempt.asks[0]!, day) === attempt.refusal)
}

/** Refused for who asked, not for what: strangers, a repeat with other input, and anybody while units are moving. */
function isAboutReach(attempt: Attempt, isMoving: boolean): boolean {
  if (attempt.refusal === 'REQUEST_ID_REUSED') return attempt.repeats !== null
  return (attempt.refusal === 'NOT_FOUND' || attempt.refusal === 'FORBIDDEN') && (attempt.stranger || isMoving)
}

const UNDO_REFUSALS = ['ALREADY_UNDONE', 'HAS_LATER_ENTRIES']

function answerFaults(attempts: readonly Attempt[], isMoving: boolean): string[] {
  const faults: string[] = []
  for (const attempt of attempts) {
    const { deed, outcome, refusal, repeats, stranger } = attempt
    const what = `${deed.kind} ${deed.kind === 'ACT' ? shown(deed.ask) : ''}`
    if (outcome === 'UNKNOWN') faults.push(`${what} broke: ${refusal}`)
    if (stranger && outcome === 'OK' && !isMoving) faults.push(`${what} was taken from ${attempt.by.unit}, who has no right to ${attempt.unit}`)
    if (deed.kind === 'BATCH' && outcome === 'REFUSED') faults.push(`a batch was refused: ${refusal}`)
    if (deed.kind === 'UNDO' && outcome === 'REFUSED' && !UNDO_REFUSALS.includes(refusal)) faults.push(`taking an import back was refused: ${refusal}`)
    if (!repeats) continue
    const isSame = shown(repeats.asks[0]!) === shown(attempt.asks[0]!)
    if (isSame && outcome === 'OK' && repeats.outcome === 'OK' && attempt.made?.entryId !== repeats.made?.entryId) faults.push(`${what}: the repeat has another effect`)
    if (isSame && outcome === 'REFUSED' && !isMoving && repeats.outcome === 'OK' && repeats.returned < attempt.invoked) faults.push(`${what}: the repeat of what was done is refused: ${refusal}`)
    if (!isSame && outcome === 'OK' && repeats.outcome === 'OK') faults.push(`${what}: other input under a used request id was taken`)
  }
  return faults
}

const shown = (ask: Ask): string => JSON.stringify(ask, (_, value: unknown) => (typeof value === 'bigint' ? `${value}` : value))
