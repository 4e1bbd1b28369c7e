/**
 * Random histories: what some writers do to a random tree over some weeks, through the product's use cases. Every attempt is
 * written down with when it began, when it ended and what came back (ok, refused, unknown): judge.ts compares that with the
 * plain model and with the database.
 */
import { createHash } from 'node:crypto'
import { addDays, dayAt, momentOf } from '@qingqian/rules/day'
import type { Role } from '@qingqian/rules/permission'
import { isRefusal } from '@qingqian/rules/refusal'
import fc from 'fast-check'
import type { Outcome } from '../../apps/api/src/ledger/append.ts'
import { openWorld, openWorldOn, type TreeLine, type World } from '../harness/world.ts'
import { type Deed, type Done, perform } from './deeds.ts'
import { ask } from './export.ts'
import type { Ask, Owed } from './model.ts'
import { CITY, growTree } from './tree.ts'

/** One step of a writer; the numbers choose among what there is when it is taken. */
export interface Step {
  what: number
  a: number
  b: number
  c: number
}

export interface History {
  tree: [number, number][]
  writers: number
  processes: number
  steps: Step[]
}

/** Whose account it comes from. */
export interface By {
  role: Role
  unit: string
}

interface Plan {
  by: By
  deed: Deed
  asks: Ask[]
  unit: string
  stranger?: boolean
  repeats?: Attempt
}

export interface Attempt {
  requestId: string
  by: By
  deed: Deed
  /** What the model is asked, one a payable; empty for changes of the tree. */
  asks: Ask[]
  unit: string
  invoked: number
  returned: number
  outcome: 'OK' | 'REFUSED' | 'UNKNOWN'
  refusal: string
  made: { payableId: string; entryId: string } | null
  /** The answer said: this had been done before. */
  again: boolean
  /** From somebody without the right to it: must be refused. */
  stranger: boolean
  /** The attempt whose request id it repeats. */
  repeats: Attempt | null
  day: string
  dayAfter: string
}

export function historyArbitrary(steps: number, most: { writers: number; processes: number }): fc.Arbitrary<History> {
  return fc.record({
    tree: fc.array(fc.tuple(fc.nat(997), fc.nat(997)), { minLength: 3, maxLength: 14, size: 'max' }),
    writers: fc.integer({ min: 1, max: most.writers }),
    processes: fc.integer({ min: 1, max: most.processes }),
    steps: fc.array(fc.record({ what: fc.nat(99), a: fc.nat(9973), b: fc.nat(9973), c: fc.nat(9973) }), { minLength: steps, maxLength: steps, size: 'max' }),
  })
}

const OFFICE: By = { role: 'OFFICE', unit: CITY }
const FIRMS = 9
const CATEGORIES = ['GOODS', 'WORKS', 'SERVICES', 'DIVIDEND', 'DEPOSIT', 'OTHER'] as const
/** An id that follows from the history's seed numbers: the same history asks with the same ids. */
const idOf = (...parts: (string | number)[]): string => {
  const hex = createHash('sha256').update(parts.join(' ')).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

export class Run {
  readonly attempts: Attempt[] = []
  /** What the writers have seen so far; another writer may have gone on. */
  readonly seen: Owed[] = []
  readonly entries: { id: string; payable: string; unit: string }[] = []
  readonly imports: Attempt[] = []
  readonly lines: TreeLine[]
  readonly history: History
  worlds: World[] = []
  url = ''
  private time = momentOf('2022-08-20', '08:00')
  private order = 0
  private midnight = Promise.resolve()
  private drop: () => Promise<void> = async () => undefined

  constructor(history: History) {
    this.history = history
    this.lines = growTree(history.tree)
  }

  /** Carries the history out: the writers share the steps, each process serves some of the writers. */
  async play(): Promise<void> {
    const first = await openWorld(this.lines)
    this.drop = () => first.drop()
    this.url = first.url('superuser')
    this.worlds = [first]
    while (this.worlds.length < this.history.processes) this.worlds.push(await openWorldOn(first.urls))
    for (const world of this.worlds) {
      world.clock.stoppedAt = this.time
      world.tail.onUnits = () => void world.units.reload()
      await world.rollup.load()
    }
    await Promise.all(Array.from({ length: this.history.writers }, async (_, writer) => {
      for (let k = writer; k < this.history.steps.length; k += this.history.writers) await this.step(k, this.history.steps[k]!, this.worlds[writer % this.worlds.length]!)
    }))
  }

  async close(): Promise<void> {
    for (const world of this.worlds.slice(1)) await world.close()
    await this.drop()
  }

  get now(): number {
    return this.time
  }

  private async step(index: number, step: Step, world: World): Promise<void> {
    this.time += 1 + (step.c % 7) * 60_000
    for (const each of this.worlds) each.clock.stoppedAt = this.time
    if (step.what >= 98) return this.night()
    const planned = this.plan(index, step, world)
    if (!planned) return
    const { deed, asks, unit, by, stranger = false, repeats = null } = planned
    const attempt: Attempt = { requestId: repeats?.requestId ?? idOf(this.history.steps.length, index, step.a), by, deed, asks, unit, stranger, repeats, invoked: ++this.order, returned: 0, outcome: 'UNKNOWN', refusal: '', made: null, again: false, day: dayAt(this.time), dayAfter: '' }
    this.attempts.push(attempt)
    const done = await perform(world, world.as(by.role, by.unit), attempt.requestId, deed, unit)
    attempt.returned = ++this.order
    attempt.dayAfter = dayAt(this.time)
    this.remember(attempt, done)
    if (attempt.deed.kind === 'BATCH' && done === 'done') await this.learn(attempt)
  }

  /** The day is over: every process loads its totals for the new one while others go on writing. */
  private async night(): Promise<void> {
    this.time = momentOf(addDays(dayAt(this.time), 1), '08:00') + (this.time % 60_000)
    for (const each of this.worlds) each.clock.stoppedAt = this.time
    // One midnight follows the other: loads of two days never overlap, loads and writes do.
    await (this.midnight = this.midnight.then(async () => void await Promise.all(this.worlds.map((world) => world.rollup.load()))))
  }

  private remember(attempt: Attempt, done: Done): void {
    if (done instanceof Error) {
      attempt.refusal = String(done)
      return
    }
    if (isRefusal(done)) {
      attempt.outcome = 'REFUSED'
      attempt.refusal = done.refusal
      return
    }
    attempt.outcome = 'OK'
    if (done === 'done') return
    const { made, payable, entry } = done as Outcome
    attempt.made = made
    attempt.again = entry === null
    if (!entry || !payable) return
    this.entries.push({ id: made.entryId, payable: made.payableId, unit: payable.unitId })
    const owed: Owed = {
      id: payable.id, unit: payable.unitId, creditor: payable.creditorName, category: payable.category, overdueSince: payable.overdueSince, contract: payable.contractNo ?? '', amount: payable.amount,
      paid: payable.paid, opening: payable.openingPaid, extinguished: payable.extinguished, disputed: payable.disputed, withdrawn: payable.withdrawn,
    }
    const known = this.seen.findIndex((each) => each.id === owed.id)
    if (known < 0) this.seen.push(owed)
    else this.seen[known] = owed
  }

  /** What a batch made: its payables and entries can be acted on from now on. */
  private async learn(batch: Attempt): Promise<void> {
    const made = await ask<{ id: string; payable: string; unit: string; kind: string }>(this.url, `select id, payable_id as payable, unit_id as unit, kind from journal_entry where detail->>'importId' = $1 order by unit_id, seq`, [batch.requestId])
    for (const { id, payable, unit, kind } of made) {
      this.entries.push({ id, payable, unit })
      const asked = batch.asks.find((each) => each.act === 'REGISTER' && each.unit === unit)
      // Roughly known is enough: the next act brings the true state.
      if (kind === 'REGISTER' && asked?.act === 'REGISTER') this.seen.push({ ...asked, id: payable, paid: 0n, opening: 0n, extinguished: 0n, withdrawn: false })
    }
    this.imports.push(batch)
  }

  private plan(index: number, step: Step, world: World): Plan | null {
    const { what, a, b, c } = step
    const owed = this.seen[a % Math.max(1, this.seen.length)]
    const plain = (ask: Ask, unit: string): Plan => ({ deed: { kind: 'ACT', ask }, asks: [ask], unit, by: this.whoActs(world, unit, c) })
    const today = dayAt(this.time)
    if (what >= 94) return this.ofTheTree(step)
    if (what >= 81 && what < 85) return this.batch(index, step)
    if (what < 25 || !owed) return plain(this.registration(index, step), this.unitAt(a))
    if (what < 50) return plain({ act: 'PAY', payable: owed.id, amount: this.partOf(owed, b), on: addDays(today, c % 23 === 0 ? 1 : -(c % 150)) }, owed.unit)
    if (what < 58) return plain(this.correction(owed, step), owed.unit)
    if (what < 67) {
      const entry = this.entries[b % this.entries.length]!
      return plain({ act: 'REVERSE', entry: entry.id }, entry.unit)
    }
    if (what < 74) return plain({ act: 'DISPUTE', payable: owed.id, amount: this.partOf(owed, b) }, owed.unit)
    if (what < 81) {
      const accepted = (owed.disputed * BigInt(c % 11)) / 10n
      return plain({ act: 'SETTLE', payable: owed.id, accepted, extinguished: owed.disputed - accepted + (b % 9 === 0 ? 1n : 0n) }, owed.unit)
    }
    const posted = this.imports[b % Math.max(1, this.imports.length)]
    if (what < 87) return posted ? { deed: { kind: 'UNDO', importId: posted.requestId }, asks: posted.asks, unit: posted.unit, by: OFFICE } : null
    if (what < 91) return this.again(this.attempts[b % this.attempts.length]!, c)
    const other = this.unitAt(b)
    if (other === owed.unit || this.isAbove(world, other, owed.unit)) return null
    return { ...plain({ act: 'PAY', payable: owed.id, amount: 1n, on: today }, owed.unit), by: { role: 'CLERK', unit: other }, stranger: true }
  }

  private ofTheTree({ what, a, b, c }: Step): Plan {
    const unit = this.unitAt(a)
    const by: By = { role: 'SYSTEM', unit: CITY }
    const today = dayAt(this.time)
    if (what >= 96) return { deed: { kind: 'SUSPEND', unit, status: b % 2 === 0 ? 'SUSPENDED' : 'OPERATING', on: addDays(today, -(c % 20)) }, asks: [], unit, by }
    return { deed: { kind: 'MOVE', unit, to: this.lines[b % this.lines.length]!.code, on: addDays(today, -(c % 10)) }, asks: [], unit, by }
  }

  /** The same request once more; every other payment asks for something else under the same id. */
  private again(first: Attempt, c: number): Plan | null {
    if (first.deed.kind !== 'ACT' || first.repeats || first.stranger || first.by.role === 'OFFICE' && first.by.unit !== CITY) return null
    const { ask } = first.deed
    const now: Ask = c % 2 === 1 && ask.act === 'PAY' ? { ...ask, amount: ask.amount + 1n } : ask
    return { deed: { kind: 'ACT', ask: now }, asks: [now], unit: first.unit, by: first.by, repeats: first }
  }

  private registration(index: number, { a, b, c }: Step): Ask & { act: 'REGISTER' } {
    const today = dayAt(this.time)
    const amount = c % 97 === 0 ? 999_999_999_999_999n : c % 89 === 0 ? 0n : BigInt(1 + ((b * 7919) % 5_000_000))
    return {
      act: 'REGISTER', unit: this.unitAt(a), creditor: `债权企业${b % FIRMS}`, category: CATEGORIES[c % 6]!, overdueSince: c % 53 === 0 ? addDays(today, 1) : addDays(today, -((b * 13 + c) % 1500)), amount,
      disputed: c % 4 === 0 ? amount / 3n : c % 19 === 0 ? amount : 0n, contract: c % 5 === 0 ? `合${b % 3}` : `合-${index}`,
    }
  }

  private correction(owed: Owed, { b, c }: Step): Ask {
    const to: Ask & { act: 'CORRECT' } = { act: 'CORRECT', payable: owed.id }
    if (b % 2 === 0) to.amount = c % 2 === 0 ? owed.amount + BigInt(c) : owed.amount / 2n
    if (b % 3 === 0) to.overdueSince = addDays(dayAt(this.time), -(c % 1500))
    if (b % 5 === 0) to.category = CATEGORIES[c % 6]!
    if (b % 7 === 0) to.creditor = `债权企业${c % FIRMS}`
    return to
  }

  private batch(index: number, { a, b, c }: Step): Plan {
    const today = dayAt(this.time)
    const asks: Ask[] = []
    for (let row = 0; row <= b % 6; row++) {
      const amount = BigInt(100 + ((b * (row + 3)) % 900_000))
      asks.push({ act: 'REGISTER', unit: this.unitAt(a + row * 3), creditor: `债权企业${(b + row) % FIRMS}`, category: CATEGORIES[(c + row) % 6]!, overdueSince: addDays(today, -((b + row * 101) % 1500)), amount, disputed: row % 3 === 1 ? amount / 2n : 0n, contract: `批-${index}-${row}` })
      if (row % 2 === 0) asks.push({ act: 'OPENING_PAID', payable: '', amount: row % 4 === 0 ? amount : amount - 50n, on: c % 2 === 0 ? addDays(today, -(c % 90) - 1) : null })
    }
    return { deed: { kind: 'BATCH', asks }, asks, unit: CITY, by: OFFICE }
  }

  private unitAt(number: number): string {
    return this.lines[1 + (number % (this.lines.length - 1))]!.code
  }

  private partOf(owed: Owed, b: number): bigint {
    const left = owed.amount - owed.paid - owed.extinguished
    return [left, left / 2n, 1n, left / 3n + 1n, left + 1n, 0n, left / 10n, left / 4n][b % 8]!
  }

  private isAbove(world: World, above: string, below: string): boolean {
    for (let at = world.units.get(below) ?? null; at; at = at.parent) if (at.code === above) return true
    return false
  }

  /** The city's office, the unit's own clerk, or the office of its county. */
  private whoActs(world: World, unit: string, c: number): By {
    if (c % 3 === 0) return OFFICE
    return c % 3 === 1 ? { role: 'CLERK', unit } : { role: 'OFFICE', unit: world.units.tree.countyOf(world.units.get(unit)!).code }
  }
}
