/** The units as they stood on a day: who had to report, to whom, and over which subtree. */
import type { Day, Moment } from '@qingqian/rules/day'
import type { Standing } from '@qingqian/rules/duty'
import { type Placement, inForce } from '@qingqian/rules/unit'
import type { UnitTree } from '../units/tree.ts'
import type { Units } from '../units/units.ts'

export type DayTree = ReadonlyMap<string, Standing>

/** A fact's clock may be a breath ahead of ours (as in units.ts). */
const BREATH = 60_000
const KEPT_DAYS = 40

const kept = new WeakMap<UnitTree, Map<string, DayTree>>()

/**
 * The tree of a day. A closed day is asked as it was known at its deadline, so that a move or a certificate recorded later
 * does not rewrite it; units that nobody had recorded by then stand where they are now known to have stood.
 * @param closedAt the deadline, or null to ask what is known now
 */
export function dayTree(units: Units, day: Day, closedAt: Moment | null, now: Moment): DayTree {
  const tree = units.tree
  const days = kept.get(tree) ?? kept.set(tree, new Map()).get(tree)!
  const key = `${day} ${closedAt ?? ''}`
  const known = days.get(key)
  if (known) return known
  if (days.size >= KEPT_DAYS) days.clear()
  const made = build(tree, day, closedAt === null ? now + BREATH : closedAt - 1, now + BREATH)
  days.set(key, made)
  return made
}

function build(tree: UnitTree, day: Day, knownAt: Moment, now: Moment): DayTree {
  const [then, later] = [tree.at(day, knownAt), tree.at(day, now)]
  const standing = new Map<string, Standing & { children: Standing[] }>()
  const parents = new Map<string, string | null>()
  for (const unit of tree.all()) {
    const placements = tree.placementsOf(unit.code)
    const wasKnown: Placement | undefined = inForce(placements, day, knownAt)
    const placement = wasKnown ?? inForce(placements, day, now)
    if (!placement) continue
    parents.set(unit.code, placement.parent)
    standing.set(unit.code, { code: unit.code, kind: unit.kind, status: (wasKnown ? then : later).statusOf(unit.code), children: [] })
  }
  for (const [code, parent] of parents) if (parent) standing.get(parent)?.children.push(standing.get(code)!)
  return standing
}
