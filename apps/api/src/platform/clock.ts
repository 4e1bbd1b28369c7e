import { type Day, type Moment, dayAt } from '@qingqian/rules/day'

/** The server's time. Everything that asks "now" asks here, so a test can stop the clock at 16:59:59.999. */
export class Clock {
  /** Set: the clock stands still there (tests). Null: it runs. */
  stoppedAt: Moment | null = null

  now(): Moment {
    return this.stoppedAt ?? Date.now()
  }

  today(): Day {
    return dayAt(this.now())
  }

  /** For statements that take the time from the database: null lets it use its own clock_timestamp(). */
  forDatabase(): string | null {
    return this.stoppedAt === null ? null : new Date(this.stoppedAt).toISOString()
  }
}
