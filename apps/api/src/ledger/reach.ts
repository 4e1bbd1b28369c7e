/** Where the rows of a unit's subtree lie, worked out once a tree. */
import type { Unit, UnitTree } from '../units/tree.ts'

export interface Reach {
  /** The unit and all below it. */
  readonly units: readonly Unit[]
  /** The homes of their rows. */
  readonly counties: readonly string[]
  /**
   * Is it a good part of what these homes keep? Then a page is found sooner by walking the homes in the order asked for than
   * by collecting the subtree and sorting it. The planner cannot know: it sees parameters.
   */
  readonly isWide: boolean
}

const WIDE = 0.05

const reaches = new WeakMap<Unit, Reach>()
const sizes = new WeakMap<UnitTree, Map<string, number>>()

export function reachOf(tree: UnitTree, unit: Unit): Reach {
  let reach = reaches.get(unit)
  if (!reach) {
    const units = tree.subtree(unit)
    const counties = [...new Set(units.map((each) => each.countyId))]
    const all = counties.reduce((sum, county) => sum + (sizeOf(tree).get(county) ?? 0), 0)
    reaches.set(unit, (reach = { units, counties, isWide: units.length >= all * WIDE }))
  }
  return reach
}

function sizeOf(tree: UnitTree): Map<string, number> {
  let size = sizes.get(tree)
  if (!size) {
    sizes.set(tree, (size = new Map()))
    for (const { countyId } of tree.all()) size.set(countyId, (size.get(countyId) ?? 0) + 1)
  }
  return size
}
