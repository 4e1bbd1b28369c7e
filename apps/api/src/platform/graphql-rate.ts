/** How fast one caller may ask: a bucket of points each, in memory, by cost and not by number of requests. */
import { limitError } from './graphql-errors.ts'

/** A bucket's size and how fast it fills. */
export interface Rate {
  readonly points: number
  readonly perSecond: number
}

/** Generous: a busy client on a fast line stays below; one that runs in a loop of large pages does not. */
export const SIGNED_IN: Rate = { points: 100_000, perSecond: 10_000 }
/** By address, where many offices share one: signing in and activating accounts is all that they can do. */
export const ANONYMOUS: Rate = { points: 2_000, perSecond: 100 }

interface Bucket {
  points: number
  at: number
}

const MAX_BUCKETS = 50_000

export class RateLimiter {
  private readonly buckets = new Map<string, Bucket>()
  private readonly now: () => number

  constructor(now: () => number = () => performance.now()) {
    this.now = now
  }

  /** Takes points; answers how many are left. Throws RATE_LIMIT with the seconds to wait, and then takes nothing. */
  take(key: string, cost: number, rate: Rate): number {
    const now = this.now()
    let bucket = this.buckets.get(key)
    if (bucket === undefined) {
      if (this.buckets.size >= MAX_BUCKETS) this.forgetOldest()
      this.buckets.set(key, (bucket = { points: rate.points, at: now }))
    }
    bucket.points = Math.min(rate.points, bucket.points + ((now - bucket.at) / 1000) * rate.perSecond)
    bucket.at = now
    if (bucket.points < cost) {
      const seconds = Math.max(1, Math.ceil((cost - bucket.points) / rate.perSecond))
      throw limitError('RATE_LIMIT', `Too much at once: try again in ${seconds} s. 请求过于频繁,请 ${seconds} 秒后再试。`, 429, [['retry-after', String(seconds)]])
    }
    bucket.points -= cost
    return Math.floor(bucket.points)
  }

  /** The oldest tenth goes: most are full again by now, and looking for those at every newcomer would cost more. */
  private forgetOldest(): void {
    let left = MAX_BUCKETS / 10
    for (const key of this.buckets.keys()) {
      if (left-- === 0) return
      this.buckets.delete(key)
    }
  }
}
