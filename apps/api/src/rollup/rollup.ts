/**
 * The live totals of every unit, in the memory of each API process. Loaded from one snapshot, then fed by every committed
 * entry exactly once: the writer folds its own entry right after COMMIT when it is the next of its unit, the tail brings
 * all others by the difference of two snapshots. Reads and subscriptions come from here and cost no query.
 */
import { readLeg } from '@qingqian/rules/cell'
import { type Database, OVERLOOK_MS } from '../platform/database.ts'
import type { Clock } from '../platform/clock.ts'
import { trip, type Row } from '../platform/trip.ts'
import type { Appended } from '../ledger/rows.ts'
import type { Unit, UnitTree } from '../units/tree.ts'
import type { Units } from '../units/units.ts'
import { cellsNow, creditorsNow, gather, headsNow } from './held-at.ts'
import { type Dates, type Held, type Sum, addHeld, advance, hold, markOf, nothingHeld, nothingSummed, sumLeg } from './sum.ts'

export interface Node {
  unit: Unit
  parent: Node | null
  sum: Sum
  /** Grows with every change of the sum: what texts and sockets are kept by. */
  version: number
}

/** One committed entry, as the tail reads it. */
export type TailRow = Row & { unitId: string; seq: bigint; kind: Appended['entries'][number]['kind']; effectiveOn: string; recordedAt: number; legs: Appended['entries'][number]['legs']; hash: Buffer }

export class Rollup {
  private readonly database: Database
  private readonly units: Units
  private readonly clock: Clock
  private held = new Map<string, Held>()
  private nodes = new Map<string, Node>()
  private dates!: Dates
  /** The snapshot up to which everything visible is folded. */
  snapshot = ''
  /** When the last entry was folded or the tail last found nothing new: how fresh the totals are. */
  freshAt = 0
  private readonly watchers: ((touched: readonly Node[]) => void)[] = []
  private readonly waiting: { unit: string; seq: bigint; done: () => void }[] = []

  constructor(database: Database, units: Units, clock: Clock) {
    this.database = database
    this.units = units
    this.clock = clock
    units.onChange((tree) => this.rebuild(tree))
  }

  /** Loads everything from one snapshot. Also when the day changes, or should a gap ever show. */
  async load(): Promise<void> {
    const today = this.clock.today()
    const dates: Dates = { baseline: this.units.policy(today).baseline, today }
    const loaded = await this.database.onClient(this.database.tail, async (client) => {
      await trip(client, [{ sql: 'begin isolation level repeatable read read only' }])
      const rows = await trip(client, [{ sql: 'select pg_current_snapshot()::text as snapshot' }, cellsNow(dates.baseline, dates.today), creditorsNow, headsNow], OVERLOOK_MS)
      await trip(client, [{ sql: 'commit' }])
      return rows
    })
    // No await from here on: whoever reads sees the old totals or the new, never half.
    this.dates = dates
    this.snapshot = loaded[0]![0]!.snapshot as string
    this.held = gather(loaded[1]!, loaded[2]!, loaded[3]!)
    this.freshAt = Date.now()
    this.rebuild(this.units.tree)
  }

  /** The tree changed: the same holdings under other parents, in one step. */
  private rebuild(tree: UnitTree): void {
    const before = this.nodes
    this.nodes = new Map()
    const place = (unit: Unit, parent: Node | null): void => {
      const node: Node = { unit, parent, sum: nothingSummed(), version: (before.get(unit.code)?.version ?? 0) + 1 }
      this.nodes.set(unit.code, node)
      for (const child of unit.children) place(child, node)
    }
    for (const root of tree.roots) place(root, null)
    for (const node of this.nodes.values()) {
      const held = this.held.get(node.unit.code)
      if (!held) continue
      for (let at: Node | null = node; at; at = at.parent) addHeld(at.sum, node.unit.kind, inScope(node.unit), held)
    }
    this.release()
    for (const watcher of this.watchers) watcher([...this.nodes.values()])
  }

  node(code: string): Node | undefined {
    return this.nodes.get(code)
  }

  /** What a unit itself owes, as a sum of its own. */
  own(unit: Unit): Sum {
    const sum = nothingSummed()
    addHeld(sum, unit.kind, inScope(unit), this.held.get(unit.code) ?? nothingHeld())
    return sum
  }

  /** What some units themselves owe, added up: the territory view. */
  together(units: Iterable<Unit>): Sum {
    const sum = nothingSummed()
    for (const unit of units) addHeld(sum, unit.kind, inScope(unit), this.held.get(unit.code) ?? nothingHeld())
    return sum
  }

  heldOf(code: string): Held | undefined {
    return this.held.get(code)
  }

  get day(): string {
    return this.dates.today
  }

  /** Called after each fold with every node whose sum changed. */
  onFold(watcher: (touched: readonly Node[]) => void): void {
    this.watchers.push(watcher)
  }

  /**
   * The writer's own entries, right after COMMIT. Exact, since the head lock makes a unit's numbers gap-free in the order
   * of commits: they are folded when the first is the next one, else the tail brings them.
   * @returns whether they are contained now
   */
  foldOwn(appended: Appended): boolean {
    const folded = this.held.get(appended.unitId)?.seq ?? 0n
    if (appended.seq <= folded) return true
    if (appended.entries[0]!.seq !== folded + 1n) return false
    this.fold(appended.unitId, appended.entries, appended.seq, appended.hash)
    return true
  }

  /** Rows of the tail, ordered by unit and number. Answers false should a number be missing: then load anew. */
  foldTail(rows: readonly TailRow[]): boolean {
    for (const row of rows) {
      const folded = this.held.get(row.unitId)?.seq ?? 0n
      if (row.seq <= folded) continue
      if (row.seq !== folded + 1n) return false
      this.fold(row.unitId, [row], row.seq, row.hash)
    }
    this.freshAt = Date.now()
    return true
  }

  private fold(code: string, entries: readonly Pick<Appended['entries'][number], 'effectiveOn' | 'legs'>[], seq: bigint, hash: Buffer): void {
    let held = this.held.get(code)
    if (!held) this.held.set(code, (held = nothingHeld()))
    const mark = markOf(hash)
    const touched: Node[] = []
    const node = this.nodes.get(code)
    for (let at = node ?? null; at; at = at.parent) {
      advance(at.sum, seq - held.seq, held.mark, mark)
      at.version++
      touched.push(at)
    }
    for (const { effectiveOn, legs } of entries) {
      for (const stored of legs) {
        const leg = readLeg(stored)
        hold(held, leg, effectiveOn, this.dates)
        for (const at of touched) sumLeg(at.sum, node!.unit.kind, inScope(node!.unit), leg, effectiveOn, this.dates)
      }
    }
    held.seq = seq
    held.mark = mark
    this.freshAt = Date.now()
    this.release()
    for (const watcher of this.watchers) watcher(touched)
  }

  /** Resolves once a unit's entry is contained; false after a second, when the caller should sum by SQL instead. */
  async contains(code: string, seq: bigint): Promise<boolean> {
    if ((this.held.get(code)?.seq ?? 0n) >= seq) return true
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(false), 1000)
      this.waiting.push({ unit: code, seq, done: () => { clearTimeout(timer); resolve(true) } })
    })
  }

  private release(): void {
    if (this.waiting.length === 0) return
    const still = this.waiting.filter(({ unit, seq, done }) => ((this.held.get(unit)?.seq ?? 0n) >= seq ? (done(), false) : true))
    this.waiting.splice(0, this.waiting.length, ...still)
  }
}

/** Suspended and dissolved units (停产) leave the totals but not the ledger (decision G12). */
export const inScope = (unit: Pick<Unit, 'status'>): boolean => unit.status !== 'SUSPENDED'
