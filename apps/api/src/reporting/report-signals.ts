/** "Look again" for everything that shows who reported: after a signature here or in another process, and when a day turns. */
import type { Moment } from '@qingqian/rules/day'
import { addDays, momentOf } from '@qingqian/rules/day'
import { dailyDeadline } from '@qingqian/rules/policy'
import type { Clock } from '../platform/clock.ts'
import type { Changes } from '../platform/live.ts'
import type { Unit } from '../units/tree.ts'
import type { Units } from '../units/units.ts'

/** Boards of everybody: another process signed something, or a day or its deadline began. */
export const ALL_REPORTS = 'reports'
/** Boards that show a unit: its own and those above it. */
export const reportsTopic = (code: string): string => `reports ${code}`

/** After a deadline nothing more commits with an earlier moment: no transaction lives this long. */
export const SETTLED_MS = 30_000
/** Timers longer than this are set again: a clock may be corrected meanwhile. */
const LONGEST_WAIT = 60_000

export class ReportSignals {
  private readonly changes: Changes
  private readonly tellOthers: () => void
  private readonly watchers: ((codes: readonly string[] | null) => void)[] = []

  /** @param tellOthers says to the other processes, without content, that somebody signed */
  constructor(changes: Changes, tellOthers: () => void) {
    this.changes = changes
    this.tellOthers = tellOthers
  }

  /** A unit signed, in this process, and the signature is committed. */
  signed(unit: Unit): void {
    const codes: string[] = []
    for (let at: Unit | null = unit; at; at = at.parent) codes.push(at.code)
    for (const watcher of this.watchers) watcher(codes)
    for (const code of codes) this.changes.publish(reportsTopic(code))
    this.tellOthers()
  }

  /** Somewhere somebody signed, or time passed a border. */
  lookAgain(): void {
    for (const watcher of this.watchers) watcher(null)
    this.changes.publish(ALL_REPORTS)
  }

  /** Called before a signal goes out, with the units concerned; null: all. */
  onSignal(watcher: (codes: readonly string[] | null) => void): void {
    this.watchers.push(watcher)
  }
}

/**
 * Says "look again" at every deadline, again when its position has settled, and at every midnight: reports fall due and
 * become late without anybody's doing.
 */
export class DayTurns {
  private readonly units: Units
  private readonly clock: Clock
  private readonly signals: ReportSignals
  private timer: NodeJS.Timeout | null = null
  private next: Moment

  constructor(units: Units, clock: Clock, signals: ReportSignals) {
    this.units = units
    this.clock = clock
    this.signals = signals
    this.next = this.nextBorder()
    this.wait()
  }

  close(): void {
    if (this.timer) clearTimeout(this.timer)
    this.timer = null
  }

  /** Signals if a border was passed since the last look. */
  look(): void {
    const passed = this.clock.now() >= this.next
    this.next = this.nextBorder()
    if (passed) this.signals.lookAgain()
  }

  private nextBorder(): Moment {
    const now = this.clock.now()
    const today = this.clock.today()
    const deadline = dailyDeadline(today, this.units.policy(today))
    return [deadline, deadline + SETTLED_MS].find((border) => now < border) ?? momentOf(addDays(today, 1))
  }

  private wait(): void {
    // One millisecond past it: timers may fire a breath early.
    const left = Math.max(0, this.next - this.clock.now()) + 1
    this.timer = setTimeout(() => {
      this.look()
      this.wait()
    }, Math.min(left, LONGEST_WAIT))
    this.timer.unref()
  }
}
