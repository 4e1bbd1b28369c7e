/** The tree of units: as it stands now, and as it stood on any day as known at any moment. */
import type { Day, Moment } from '@qingqian/rules/day'
import { type Placement, type Path, type ReportingLine, type StatusFact, type UnitKind, type UnitStatus, inForce } from '@qingqian/rules/unit'

/** A unit as it stands now. One object a unit for the life of a tree; a change makes a new tree. */
export interface Unit {
  readonly code: string
  /** The immutable home of its rows: its county's code, the city's for municipal bodies. */
  readonly countyId: string
  readonly path: Path
  readonly name: string
  readonly kind: UnitKind
  readonly line: ReportingLine | null
  readonly locatedIn: string | null
  /** Official order (建制序). */
  readonly position: number
  readonly openedOn: Day
  readonly status: UnitStatus
  readonly parent: Unit | null
  readonly children: readonly Unit[]
}

export type UnitFacts = Omit<Unit, 'parent' | 'children' | 'status'>

/** Who stood under whom on a day, and whose arrears were in scope. */
export interface TreeOfMoment {
  /** Codes of the units directly below; absent for leaves and for units that did not stand then. */
  childrenOf(code: string): readonly string[]
  statusOf(code: string): UnitStatus
}

type Growing = { -readonly [Key in keyof Unit]: Unit[Key] } & { children: Unit[] }

export class UnitTree {
  private readonly units = new Map<string, Unit>()
  private readonly placements: ReadonlyMap<string, readonly Placement[]>
  private readonly statuses: ReadonlyMap<string, readonly StatusFact[]>
  /** Cities: units without a parent. */
  readonly roots: readonly Unit[]
  /** The day whose placements and statuses the units show. */
  readonly day: Day

  constructor(facts: readonly UnitFacts[], placements: readonly Placement[], statuses: readonly StatusFact[], now: { day: Day; moment: Moment }) {
    this.placements = Map.groupBy(placements, (placement) => placement.unit)
    this.statuses = Map.groupBy(statuses, (fact) => fact.unit)
    this.day = now.day
    const growing = new Map<string, Growing>()
    for (const fact of [...facts].sort((a, b) => a.position - b.position)) {
      growing.set(fact.code, { ...fact, status: this.statusOn(fact.code, now.day, now.moment), parent: null, children: [] })
    }
    for (const unit of growing.values()) {
      const parent = inForce(this.placements.get(unit.code) ?? [], now.day, now.moment)?.parent
      unit.parent = parent ? (growing.get(parent) ?? null) : null
      if (unit.parent) growing.get(unit.parent.code)!.children.push(unit)
      this.units.set(unit.code, unit)
    }
    this.roots = [...growing.values()].filter((unit) => unit.parent === null)
  }

  get(code: string): Unit | undefined {
    return this.units.get(code)
  }

  all(): IterableIterator<Unit> {
    return this.units.values()
  }

  /** The unit and everything under it, parents before children. */
  subtree(unit: Unit): Unit[] {
    const found = [unit]
    for (let index = 0; index < found.length; index++) found.push(...found[index]!.children)
    return found
  }

  /** The unit's county, or the city itself for municipal bodies. */
  countyOf(unit: Unit): Unit {
    let at = unit
    while (at.kind !== 'COUNTY' && at.parent) at = at.parent
    return at
  }

  private statusOn(code: string, on: Day, knownAt: Moment): UnitStatus {
    return inForce(this.statuses.get(code) ?? [], on, knownAt)?.status ?? 'OPERATING'
  }

  /** Where the unit has stood and stands, in no order. */
  placementsOf(code: string): readonly Placement[] {
    return this.placements.get(code) ?? []
  }

  /** The tree that was true on a day, as it had been recorded by a moment. */
  at(on: Day, knownAt: Moment): TreeOfMoment {
    const children = new Map<string, string[]>()
    for (const unit of this.units.values()) {
      const parent = inForce(this.placements.get(unit.code) ?? [], on, knownAt)?.parent
      if (parent) (children.get(parent) ?? children.set(parent, []).get(parent)!).push(unit.code)
    }
    return { childrenOf: (code) => children.get(code) ?? [], statusOf: (code) => this.statusOn(code, on, knownAt) }
  }
}
