/** 新设单位: SYSTEM opens a unit below its own. */
import type { Day } from '@qingqian/rules/day'
import { type Refusal, isRefusal, refuse } from '@qingqian/rules/refusal'
import { tidy } from '@qingqian/rules/text'
import type { ReportingLine, UnitKind } from '@qingqian/rules/unit'
import { audit } from '../access/audit.ts'
import { type Caller, may, sees } from '../access/caller.ts'
import type { Once } from '../access/once.ts'
import type { Clock } from '../platform/clock.ts'
import type { EntityManager } from '../platform/orm.ts'
import type { Unit, UnitTree } from '../units/tree.ts'
import type { Units } from '../units/units.ts'
import { type NewUnit, insertUnits, nextPosition, placeOf } from './unit-rows.ts'

export interface OpenUnit {
  requestId: string
  parent: string
  code: string
  name: string
  kind: UnitKind
  reportingLine?: ReportingLine | null
  locatedIn?: string | null
  openedOn?: Day | null
}

/** What the use cases that change the tree work with. */
export interface TreeWork {
  readonly units: Units
  readonly once: Once
  readonly clock: Clock
  /** Tells other processes that the tree changed. */
  readonly announce: (what: 'units') => void
}

const TREE_LOCK = 20222

/** Changes of the tree follow each other, each seeing what the one before did: two moves together could make a circle. */
export async function lockTree(em: EntityManager, units: Units): Promise<UnitTree> {
  await em.execute('select pg_advisory_xact_lock(?)', [TREE_LOCK])
  return units.fresh(em)
}

/** After COMMIT: this process, then the others, look at the tree anew. */
export async function treeChanged({ units, announce }: TreeWork, code: string): Promise<Unit> {
  await units.reload()
  announce('units')
  return units.get(code)!
}

export async function openUnit(work: TreeWork, caller: Caller, input: OpenUnit): Promise<Unit | Refusal> {
  const { units, once, clock } = work
  const above = units.get(input.parent)
  if (!above || !sees(caller, above)) return refuse('NOT_FOUND', 'parent')
  if (!may(caller, 'UNITS')) return refuse('FORBIDDEN', 'parent')
  const outcome = await once.act(caller, 'openUnit', input, async (em, now) => {
    const tree = await lockTree(em, units)
    const today = clock.today()
    const unit: NewUnit = { code: input.code, name: tidy(input.name), kind: input.kind, parent: input.parent, line: input.reportingLine ?? null, locatedIn: input.locatedIn || null, openedOn: input.openedOn ?? today }
    const parent = tree.get(input.parent)
    if (!parent) return refuse('NOT_FOUND', 'parent')
    const place = placeOf(unit, parent)
    const fault = isRefusal(place) ? place : openingFault(caller, unit, parent, tree, today)
    if (isRefusal(place) || fault) return fault ?? (place as Refusal)
    await insertUnits(em, [{ unit, place, position: await nextPosition(em) }], caller.account, now)
    audit(em, { at: now, account: caller.account, action: 'UNIT_OPENED', subject: unit.code, unit: unit.code, detail: { name: unit.name, kind: unit.kind, parent: parent.code, openedOn: unit.openedOn } })
    return { unit: unit.code }
  })
  if (isRefusal(outcome)) return outcome
  return (outcome.again ? units.get(outcome.made.unit) : undefined) ?? treeChanged(work, outcome.made.unit)
}

function openingFault(caller: Caller, unit: NewUnit, parent: Unit, tree: UnitTree, today: Day): Refusal | null {
  if (tree.get(unit.code)) return refuse('UNIT_EXISTS', 'code', { code: unit.code })
  if (unit.name === '') return refuse('NAME_REQUIRED', 'name')
  if (unit.name.length > 100) return refuse('TEXT_TOO_LONG', 'name', { max: '100' })
  if (parent.status === 'DISSOLVED') return refuse('UNIT_CLOSED', 'parent')
  if (unit.openedOn > today) return refuse('DATE_IN_FUTURE', 'openedOn', { date: unit.openedOn, today })
  if (!unit.locatedIn) return null
  const place = tree.get(unit.locatedIn)
  if (!place || !sees(caller, place)) return refuse('NOT_FOUND', 'locatedIn')
  return place.kind === 'TOWNSHIP' || place.kind === 'DEV_ZONE' ? null : refuse('PLACE_DOES_NOT_FIT', 'locatedIn')
}
