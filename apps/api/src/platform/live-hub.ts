/**
 * One execution and one serialised payload for all who watch the same: same operation, same variables, same sight. The hub
 * knows neither GraphQL nor sockets: a source gives finished payload texts, members take them.
 *
 * Latest wins twice: a source skips what was overtaken before it looked; a member whose line is full is passed over and
 * gets the newest payload when it drains.
 */
import type { Metrics } from './metrics.ts'

/** Somebody who watches. */
export interface Member {
  /** Takes a payload; false: the line is full, and it was not taken. */
  send(payload: Buffer): boolean
  /** The source ended, by itself or by a failure that `failure` presents. */
  end(failure?: unknown): void
}

/** Opens a source: payloads, the present one at once. Rejects when the subscription is refused. */
export type Source = () => Promise<AsyncIterator<Buffer>>

/** A newcomer may share a payload this old; an older one says too little about now (it holds the time of its making). */
const FRESH_MS = 200
const RETRY_MS = 20

interface Latest {
  readonly payload: Buffer
  readonly at: number
}

export class Hub {
  private readonly groups = new Map<string, Group>()
  private readonly metrics: Metrics

  constructor(metrics: Metrics) {
    this.metrics = metrics
  }

  /** Joins those who watch the same; rejects as the source does. Answers how to leave. */
  async join(key: string, source: Source, member: Member): Promise<() => void> {
    let group = this.groups.get(key)
    if (group === undefined) {
      const made = new Group(source, this.metrics, () => {
        if (this.groups.get(key) === made) this.groups.delete(key)
      })
      this.groups.set(key, (group = made))
    }
    return group.join(member)
  }

  /** How many different things are watched. */
  get size(): number {
    return this.groups.size
  }
}

class Group {
  private readonly source: Source
  private readonly metrics: Metrics
  private readonly onEmpty: () => void
  private readonly members = new Set<Member>()
  /** Members that have had nothing yet. */
  private readonly newcomers = new Set<Member>()
  /** Members whose line was full when the latest came. */
  private readonly behind = new Set<Member>()
  private readonly opened: Promise<AsyncIterator<Buffer>>
  private latest: Latest | null = null
  private retry: NodeJS.Timeout | null = null
  private isLooking = false
  private isOver = false

  constructor(source: Source, metrics: Metrics, onEmpty: () => void) {
    this.source = source
    this.metrics = metrics
    this.onEmpty = onEmpty
    this.opened = source()
    this.opened.then((stream) => this.follow(stream), () => this.finish())
  }

  async join(member: Member): Promise<() => void> {
    this.members.add(member)
    this.newcomers.add(member)
    try {
      await this.opened
    } catch (error) {
      this.leave(member)
      throw error
    }
    if (this.latest && this.newcomers.has(member)) {
      if (Date.now() - this.latest.at <= FRESH_MS) this.give(member, this.latest.payload)
      else void this.lookForNewcomers()
    }
    return () => this.leave(member)
  }

  private leave(member: Member): void {
    this.members.delete(member)
    this.newcomers.delete(member)
    this.behind.delete(member)
    if (this.members.size > 0 || this.isOver) return
    this.finish()
    void this.opened.then((stream) => stream.return?.()).catch(() => undefined)
  }

  private async follow(stream: AsyncIterator<Buffer>): Promise<void> {
    try {
      for (let next = await stream.next(); !next.done && !this.isOver; next = await stream.next()) {
        this.latest = { payload: next.value, at: Date.now() }
        for (const member of this.members) this.give(member, next.value)
      }
      this.finish()
      for (const member of [...this.members]) member.end()
    } catch (error) {
      this.finish()
      for (const member of [...this.members]) member.end(error)
    }
  }

  /** The present state for those who came late, by a source of their own; the common one goes on meanwhile. */
  private async lookForNewcomers(): Promise<void> {
    if (this.isLooking) return
    this.isLooking = true
    try {
      const stream = await this.source()
      const next = await stream.next()
      void stream.return?.()
      if (!next.done) for (const member of [...this.newcomers]) this.give(member, next.value)
    } catch (error) {
      for (const member of [...this.newcomers]) {
        this.leave(member)
        member.end(error)
      }
    } finally {
      this.isLooking = false
    }
  }

  private give(member: Member, payload: Buffer): void {
    this.newcomers.delete(member)
    if (member.send(payload)) {
      this.behind.delete(member)
      this.metrics.messages.inc()
      return
    }
    if (this.behind.has(member)) this.metrics.skipped.inc()
    this.behind.add(member)
    this.retry ??= setTimeout(() => this.catchUp(), RETRY_MS)
  }

  private catchUp(): void {
    this.retry = null
    if (this.latest && !this.isOver) for (const member of [...this.behind]) this.give(member, this.latest.payload)
  }

  private finish(): void {
    this.isOver = true
    if (this.retry) clearTimeout(this.retry)
    this.onEmpty()
  }
}
