/** The units and policies of this process: loaded once, reloaded when they change, asked by everything. */
import { type Day, type Moment, dayAt } from '@qingqian/rules/day'
import { NOTICE_2022, type Policy, policyOn } from '@qingqian/rules/policy'
import type { ReportingLine, UnitKind, UnitStatus } from '@qingqian/rules/unit'
import type { Clock } from '../platform/clock.ts'
import type { EntityManager, MikroORM } from '../platform/orm.ts'
import { PolicyRow, UnitPlacementRow, UnitRow, UnitStatusRow } from './entities.ts'
import { type Unit, UnitTree } from './tree.ts'

export class Units {
  private current: UnitTree
  private policies: readonly Policy[]
  private readonly orm: MikroORM
  private readonly clock: Clock
  private readonly watchers: ((tree: UnitTree) => void)[] = []
  private asked = 0
  private shown = 0

  private constructor(orm: MikroORM, clock: Clock, tree: UnitTree, policies: readonly Policy[]) {
    this.orm = orm
    this.clock = clock
    this.current = tree
    this.policies = policies
  }

  static async open(orm: MikroORM, clock: Clock): Promise<Units> {
    return new Units(orm, clock, await loadTree(orm.em.fork(), clock), await loadPolicies(orm))
  }

  get tree(): UnitTree {
    return this.current
  }

  get(code: string): Unit | undefined {
    return this.current.get(code)
  }

  /** The policy in force today, or on a day. */
  policy(on: Day = this.clock.today()): Policy {
    return policyOn(this.policies, on)
  }

  /** Called with the new tree after each change, in the order of asking. */
  onChange(watcher: (tree: UnitTree) => void): void {
    this.watchers.push(watcher)
  }

  /** The tree as a transaction sees it, for decisions about the tree itself; nobody is told. */
  async fresh(transaction: EntityManager): Promise<UnitTree> {
    return loadTree(transaction.fork({ keepTransactionContext: true }), this.clock)
  }

  /** Looks again: after a unit was opened or moved, and at midnight, when dated facts come into force. */
  async reload(): Promise<void> {
    const asked = ++this.asked
    const [tree, policies] = await Promise.all([loadTree(this.orm.em.fork(), this.clock), loadPolicies(this.orm)])
    // Of overlapping looks the one that began last is right, whichever comes back first.
    if (asked < this.shown) return
    this.shown = asked
    this.current = tree
    this.policies = policies
    for (const watcher of this.watchers) watcher(tree)
  }
}

async function loadTree(em: EntityManager, clock: Clock): Promise<UnitTree> {
  const [units, placements, statuses] = await Promise.all([em.find(UnitRow, {}), em.find(UnitPlacementRow, {}), em.find(UnitStatusRow, {})])
  const moment: Moment = clock.now()
  return new UnitTree(
    units.map((row) => ({ code: row.id, countyId: row.countyId, path: row.path, name: row.name, kind: row.kind as UnitKind, line: row.line as ReportingLine | null, locatedIn: row.locatedIn ?? null, position: row.position, openedOn: row.openedOn })),
    placements.map((row) => ({ unit: row.unitId, parent: row.parentId ?? null, effectiveOn: row.effectiveOn, recordedAt: row.recordedAt.getTime() })),
    statuses.map((row) => ({ unit: row.unitId, status: row.status as UnitStatus, effectiveOn: row.effectiveOn, recordedAt: row.recordedAt.getTime() })),
    // What is being recorded in this very moment counts: the row's clock may be a breath ahead of ours.
    { day: dayAt(moment), moment: moment + 60_000 },
  )
}

async function loadPolicies(orm: MikroORM): Promise<Policy[]> {
  const rows = await orm.em.fork().find(PolicyRow, {})
  // Before a city has filed its own notice, the one this product began with holds.
  if (rows.length === 0) return [NOTICE_2022]
  return rows.map((row) => ({ id: row.id, from: row.validFrom, title: row.title, cutoff: row.cutoff, baseline: row.baseline, deadlineSince: row.deadlineSince, deadlineBefore: row.deadlineBefore, dailyDue: row.dailyDue, dailyFrom: row.dailyFrom }))
}
