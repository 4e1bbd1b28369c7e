/** Open sockets outlive requests: every few seconds one look at all the sessions and keys behind them, whatever their number. */
import type { Clock } from '../platform/clock.ts'
import type { Row, Statement } from '../platform/trip.ts'
import type { Units } from '../units/units.ts'
import type { Caller } from './caller.ts'
import { type Standing, holds, keyStanding, keysByIds, seenNow, sessionStanding, sessionsByIds } from './standing.ts'

const EVERY = 2000
/** Well within the idle time, and seldom enough to cost nothing. */
const SEEN_EVERY = 5 * 60_000

interface Watched {
  caller: Caller
  onEnd: () => void
}

export class SessionWatch {
  private readonly watched = new Set<Watched>()
  private readonly ask: (...statements: Statement[]) => Promise<Row[][]>
  private readonly units: Units
  private readonly clock: Clock
  private timer: NodeJS.Timeout | undefined
  private looking: Promise<void> | undefined
  private again = false

  constructor(ask: (...statements: Statement[]) => Promise<Row[][]>, units: Units, clock: Clock) {
    this.ask = ask
    this.units = units
    this.clock = clock
    units.onChange(() => this.endAll((watched) => this.units.get(watched.caller.unit.code)?.path !== watched.caller.unit.path))
  }

  add(caller: Caller, onEnd: () => void): () => void {
    const entry = { caller, onEnd }
    this.watched.add(entry)
    this.timer ??= setInterval(() => void this.look(), EVERY).unref()
    return () => {
      this.watched.delete(entry)
      if (this.watched.size === 0) this.close()
    }
  }

  close(): void {
    clearInterval(this.timer)
    this.timer = undefined
  }

  /** One look; when asked during a look, another follows, since the one under way may have missed what just happened. */
  look(): Promise<void> {
    if (this.looking) {
      this.again = true
      return this.looking
    }
    this.looking = this.lookOnce().finally(() => {
      this.looking = undefined
      if (!this.again) return
      this.again = false
      void this.look()
    })
    return this.looking
  }

  private async lookOnce(): Promise<void> {
    if (this.watched.size === 0) return
    const ids = new Set([...this.watched].map(({ caller }) => caller.sessionId))
    const keys = [...ids].filter((id) => id.startsWith('key.')).map((id) => id.slice('key.'.length))
    const sessions = [...ids].filter((id) => !id.startsWith('key.'))
    try {
      const [ofSessions, ofKeys] = await this.ask(sessionsByIds(sessions), keysByIds(keys))
      const found = new Map([...ofSessions!.map(sessionStanding), ...ofKeys!.map(keyStanding)].map((standing) => [standing.id, standing]))
      this.endAll(({ caller }) => ids.has(caller.sessionId) && !this.stillStands(caller, found.get(caller.sessionId)))
      await this.keepSeen([...found.values()])
    } catch {
      // The database is away: who is in stays in, and is looked at again when it is back. Nobody can read through it meanwhile.
    }
  }

  /** Watching a board is presence: an open socket keeps its session from going idle, never beyond its last hour. */
  private async keepSeen(standings: readonly Standing[]): Promise<void> {
    const now = this.clock.now()
    const quiet = standings.filter((standing) => standing.kind === 'session' && holds(standing, now) && standing.seenAt < now - SEEN_EVERY)
    if (quiet.length > 0) await this.ask(seenNow(quiet.map(({ id }) => id), now))
  }

  private stillStands(caller: Caller, standing: Standing | undefined): boolean {
    if (!standing || !holds(standing, this.clock.now()) || standing.unit !== caller.unit.code) return false
    return standing.kind === 'key' || standing.account.role === caller.role
  }

  private endAll(over: (watched: Watched) => boolean): void {
    for (const watched of [...this.watched]) {
      if (!over(watched)) continue
      this.watched.delete(watched)
      watched.onEnd()
    }
  }
}
