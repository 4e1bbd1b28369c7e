/** Random trees of units: a city, counties, and below them whatever may stand there. */
import type { ReportingLine, UnitKind } from '@qingqian/rules/unit'
import fc from 'fast-check'
import type { TreeLine } from '../harness/world.ts'

/** What may stand below a kind; written down here again, so that a slip in the rules shows. */
const BELOW: Record<UnitKind, readonly UnitKind[]> = {
  CITY: ['COUNTY', 'DEV_ZONE', 'DEPARTMENT', 'SOE', 'INSTITUTION'],
  COUNTY: ['TOWNSHIP', 'DEV_ZONE', 'DEPARTMENT', 'SOE', 'INSTITUTION'],
  TOWNSHIP: ['INSTITUTION'],
  DEV_ZONE: ['INSTITUTION', 'SOE'],
  DEPARTMENT: ['INSTITUTION', 'SOE'],
  INSTITUTION: [],
  SOE: ['SUBSIDIARY'],
  SUBSIDIARY: ['SUBSIDIARY'],
}
const LINE: Partial<Record<UnitKind, ReportingLine>> = { TOWNSHIP: 'TOWNSHIP', DEV_ZONE: 'ZONE', DEPARTMENT: 'DEPARTMENT', INSTITUTION: 'DEPARTMENT', SOE: 'SOE' }

export const CITY = '149900'
export const maySitBelow = (kind: UnitKind, parent: UnitKind): boolean => BELOW[parent].includes(kind)

/** Each pair of numbers adds a unit: which of the units there are it hangs under, and which kind it is. */
export const treeArbitrary = fc.array(fc.tuple(fc.nat(997), fc.nat(997)), { minLength: 3, maxLength: 14, size: 'max' }).map(growTree)

export function growTree(picks: readonly (readonly [number, number])[]): TreeLine[] {
  const lines: TreeLine[] = [{ code: CITY, name: '试验市', kind: 'CITY', parent: null, line: null, locatedIn: null }]
  let counties = 0
  const add = (parent: TreeLine, kind: UnitKind): void => {
    const index = lines.length
    const direct = parent.kind === 'CITY' || parent.kind === 'COUNTY'
    const code = kind === 'COUNTY' ? `${Number(CITY) + ++counties}` : `${parent.kind === 'CITY' ? CITY : parent.code.slice(0, 6)}-U${index}`
    lines.push({ code, name: `${kind}${index}`, kind, parent: parent.code, line: kind === 'COUNTY' ? null : direct ? LINE[kind]! : parent.line, locatedIn: null })
  }
  add(lines[0]!, 'COUNTY')
  add(lines[1]!, 'TOWNSHIP')
  for (const [under, what] of picks) {
    const parents = lines.filter((line) => BELOW[line.kind].length > 0)
    const parent = parents[under % parents.length]!
    const kinds = BELOW[parent.kind]
    add(parent, kinds[what % kinds.length]!)
  }
  return lines
}
