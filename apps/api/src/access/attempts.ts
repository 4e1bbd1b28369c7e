/** Counting wrong guesses that no account row counts: by address, and for names that nobody has. In this process's memory. */
import { createHash } from 'node:crypto'
import type { Moment } from '@qingqian/rules/day'
import { neighbourhood } from '@qingqian/rules/ip-range'

const WINDOW = 15 * 60_000
export const LOCK_MINUTES = 15
export const FAILURES_TO_LOCK = 5
const FAILURES_OF_ADDRESS = 50
const REMEMBERED = 20_000

/** Until when, where it is locked. */
export type LockedUntil = Moment | null

/** At most so many wrong guesses in a quarter of an hour from one address (IPv6: one /64), whatever accounts they aim at. */
export class AddressAttempts {
  private readonly guesses = new Map<string, Moment[]>()

  /** Counts a guess before it is tried, so that guesses made together count each. Answers the lock instead, where there is one. */
  take(ip: string, now: Moment): LockedUntil {
    const key = neighbourhood(ip)
    const recent = (this.guesses.get(key) ?? []).filter((at) => at > now - WINDOW)
    if (recent.length >= FAILURES_OF_ADDRESS) return recent[0]! + WINDOW
    remember(this.guesses, key, [...recent, now])
    return null
  }

  /** The guess taken at that moment was right: whole offices sign in from one address at half past eight. */
  giveBack(ip: string, at: Moment): void {
    const taken = this.guesses.get(neighbourhood(ip))
    const index = taken?.lastIndexOf(at) ?? -1
    if (index >= 0) taken!.splice(index, 1)
  }
}

/** Names that nobody has lock like accounts do, so that locking tells nothing about who has an account. */
export class UnknownNames {
  private readonly names = new Map<string, { failures: number; lockedUntil: LockedUntil }>()

  /** The same steps as the account row's in sign-in.ts. */
  take(claimed: string, now: Moment): LockedUntil {
    // a claimed name is as long as its claimant likes; what is remembered of it is not
    const name = createHash('sha256').update(claimed).digest('base64')
    const before = this.names.get(name) ?? { failures: 0, lockedUntil: null }
    if (before.lockedUntil !== null && before.lockedUntil > now) return before.lockedUntil
    const failures = (before.lockedUntil === null ? before.failures : 0) + 1
    remember(this.names, name, { failures, lockedUntil: failures >= FAILURES_TO_LOCK ? now + LOCK_MINUTES * 60_000 : null })
    return null
  }
}

/** Keeps the latest; forgets the oldest beyond what memory is given. */
function remember<Value>(map: Map<string, Value>, key: string, value: Value): void {
  map.delete(key)
  map.set(key, value)
  if (map.size > REMEMBERED) map.delete(map.keys().next().value!)
}
