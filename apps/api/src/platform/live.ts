/** Changes as signals without content: "look again". What is seen then is read afresh, so nothing can be missed or stale. */
import { setTimeout as pause } from 'node:timers/promises'

/** Topics of one process, and who waits for them. */
export class Changes {
  private readonly listeners = new Map<string, Set<() => void>>()

  /** Says that something about the topic may have changed. Cheap where nobody listens. */
  publish(topic: string): void {
    const listeners = this.listeners.get(topic)
    if (listeners) for (const listener of listeners) listener()
  }

  /** Calls the listener at every publish; answers how to stop. */
  subscribe(topic: string, listener: () => void): () => void {
    let listeners = this.listeners.get(topic)
    if (listeners === undefined) this.listeners.set(topic, (listeners = new Set()))
    // two subscribers may bring the same function
    const own = (): void => listener()
    listeners.add(own)
    return () => {
      listeners.delete(own)
      if (listeners.size === 0 && this.listeners.get(topic) === listeners) this.listeners.delete(topic)
    }
  }

  /** How many topics somebody listens to. */
  get topics(): number {
    return this.listeners.size
  }
}

/** Changes that come together are answered together: this long after the first, and with the state of then. */
const TOGETHER_MS = 3

/**
 * What a subscription gives: the present state at once, then the state after every change. Latest wins: while the consumer
 * is busy changes fold into one. Listening begins before the first look, so no change falls between.
 */
export function presentThenChanges<Value>(changes: Changes, topics: string | readonly string[], present: () => Value | Promise<Value>): AsyncGenerator<Value, void, void> {
  return new PresentThenChanges(changes, typeof topics === 'string' ? [topics] : topics, present)
}

class PresentThenChanges<Value> implements AsyncGenerator<Value, void, void> {
  private readonly present: () => Value | Promise<Value>
  private readonly stops: (() => void)[]
  private isFirst = true
  private changed = true
  private done = false
  private wake: (() => void) | null = null

  constructor(changes: Changes, topics: readonly string[], present: () => Value | Promise<Value>) {
    this.present = present
    const changed = (): void => {
      this.changed = true
      this.wake?.()
    }
    this.stops = topics.map((topic) => changes.subscribe(topic, changed))
  }

  async next(): Promise<IteratorResult<Value, void>> {
    try {
      if (!this.changed && !this.done) await new Promise<void>((resolve) => (this.wake = resolve))
      this.wake = null
      if (!this.isFirst && !this.done) await pause(TOGETHER_MS)
      this.isFirst = false
      if (this.done) return { done: true, value: undefined }
      this.changed = false
      const value = await this.present()
      return this.done ? { done: true, value: undefined } : { done: false, value }
    } catch (error) {
      this.end()
      throw error
    }
  }

  async return(): Promise<IteratorResult<Value, void>> {
    this.end()
    return { done: true, value: undefined }
  }

  async throw(error: unknown): Promise<IteratorResult<Value, void>> {
    this.end()
    throw error
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.end()
  }

  [Symbol.asyncIterator](): this {
    return this
  }

  private end(): void {
    this.done = true
    for (const stop of this.stops.splice(0)) stop()
    this.wake?.()
  }
}
