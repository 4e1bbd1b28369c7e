/** 隶属变更: SYSTEM moves a unit with all below it under another parent (cases T5, T6). The rows follow in one transaction. */
import type { Day } from '@qingqian/rules/day'
import { type Refusal, isRefusal, refuse } from '@qingqian/rules/refusal'
import { tidy } from '@qingqian/rules/text'
import { type ReportingLine, answersForLines, inForce, lineUnder, moveFault, pathUnder } from '@qingqian/rules/unit'
import { audit } from '../access/audit.ts'
import { type Caller, may, sees } from '../access/caller.ts'
import type { EntityManager } from '../platform/orm.ts'
import { UnitPlacementRow } from '../units/entities.ts'
import type { Unit, UnitTree } from '../units/tree.ts'
import { type TreeWork, lockTree, treeChanged } from './open-unit.ts'

export interface MoveUnit {
  requestId: string
  unit: string
  newParent: string
  effectiveOn: Day
  reason: string
}

export async function moveUnit(work: TreeWork, caller: Caller, input: MoveUnit): Promise<Unit | Refusal> {
  const { units, once, clock } = work
  for (const field of ['unit', 'newParent'] as const) {
    const unit = units.get(input[field])
    if (!unit || !sees(caller, unit)) return refuse('NOT_FOUND', field)
  }
  if (!may(caller, 'UNITS') || input.unit === caller.unit.code) return refuse('FORBIDDEN', 'unit')
  const outcome = await once.act(caller, 'moveUnit', input, async (em, now) => {
    const tree = await lockTree(em, units)
    const [unit, parent, reason] = [tree.get(input.unit), tree.get(input.newParent), tidy(input.reason)]
    if (!unit || !parent) return refuse('NOT_FOUND', 'unit')
    if (reason === '') return refuse('REASON_REQUIRED', 'reason')
    if (reason.length > 500) return refuse('TEXT_TOO_LONG', 'reason', { max: '500' })
    const fault = moveFault(unit, parent) ?? dateFault(tree, unit, parent, input.effectiveOn, clock.today())
    if (fault) return fault
    await place(em, tree, unit, parent, { ...input, reason }, caller, now)
    return { unit: unit.code }
  })
  if (isRefusal(outcome)) return outcome
  return (outcome.again ? units.get(outcome.made.unit) : undefined) ?? treeChanged(work, outcome.made.unit)
}

/** A move takes effect today or earlier, not before the unit's latest placement, and only while the new parent stood, apart from it. */
function dateFault(tree: UnitTree, unit: Unit, parent: Unit, effectiveOn: Day, today: Day): Refusal | null {
  if (effectiveOn > today) return refuse('DATE_IN_FUTURE', 'effectiveOn', { date: effectiveOn, today })
  if (parent.status === 'DISSOLVED') return refuse('UNIT_CLOSED', 'newParent')
  const latest = tree.placementsOf(unit.code).map((placement) => placement.effectiveOn).toSorted().at(-1)
  if (latest && effectiveOn < latest) return refuse('MOVED_SINCE', 'effectiveOn', { date: latest })
  if (effectiveOn < parent.openedOn) return refuse('NOT_YET_OPEN', 'effectiveOn', { date: parent.openedOn })
  // Today there is no circle; between then and now the new parent may have stood below the unit.
  return [...daysOfChange(tree, effectiveOn, today)].some((day) => stoodBelow(tree, parent, unit, day)) ? refuse('WOULD_MAKE_CIRCLE', 'effectiveOn') : null
}

/** The days from one to another on which the tree changed, the first included. */
function daysOfChange(tree: UnitTree, from: Day, to: Day): Set<Day> {
  const days = new Set([from])
  for (const unit of tree.all()) for (const { effectiveOn } of tree.placementsOf(unit.code)) if (effectiveOn > from && effectiveOn <= to) days.add(effectiveOn)
  return days
}

function stoodBelow(tree: UnitTree, unit: Unit, above: Unit, day: Day): boolean {
  let at: string | null | undefined = unit.code
  while (at && at !== above.code) at = inForce(tree.placementsOf(at), day, Number.POSITIVE_INFINITY)?.parent
  return at === above.code
}

async function place(em: EntityManager, tree: UnitTree, unit: Unit, parent: Unit, move: MoveUnit, caller: Caller, now: number): Promise<void> {
  // A line that was chosen directly under a city or county goes along to another one.
  const line = lineUnder(parent, unit.kind, unit.parent && answersForLines(unit.parent.kind) ? unit.line : null)
  const path = pathUnder(parent, { code: unit.code, line })
  await em.insert(UnitPlacementRow, {
    unitId: unit.code, number: tree.placementsOf(unit.code).length + 1, parentId: parent.code, effectiveOn: move.effectiveOn, recordedAt: new Date(now), recordedBy: caller.account, reason: move.reason,
  })
  // The whole subtree reports along one line: below a city's or county's own child nobody chooses another.
  if (line !== unit.line) await changeLine(em, tree.subtree(unit), line)
  if (path !== unit.path) await em.execute('select relabel(?, ?)', [unit.path, path])
  audit(em, {
    at: now, account: caller.account, action: 'UNIT_MOVED', subject: unit.code, unit: unit.code,
    detail: { from: unit.parent?.code ?? null, to: parent.code, effectiveOn: move.effectiveOn, reason: move.reason },
  })
}

async function changeLine(em: EntityManager, units: readonly Unit[], line: ReportingLine | null): Promise<void> {
  await em.execute(`update unit set line = ? where id in (${units.map(() => '?').join(', ')})`, [line, ...units.map((unit) => unit.code)])
}
