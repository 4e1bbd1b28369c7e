/**
 * Who owes a daily report, and who signs for whom (四(二); decisions G2, G7, G8). Whoever stands directly under a county or
 * a city reports directly to its office: townships, the zone, departments, groups. Everything deeper is signed for by that
 * reporter: subsidiaries by their group, institutions by their department. They may sign alone too; until they do they are
 * listed as missing beside the one who signs for them (case R13). Counties and cities have no report of their own.
 */
import { type UnitKind, type UnitStatus, answersForLines } from './unit.ts'

export type Duty = 'REPORTS' | 'SIGNED_FOR' | 'DERIVED'

/** A unit as it stood on the day asked about. */
export interface Standing {
  readonly code: string
  readonly kind: UnitKind
  readonly status: UnitStatus
  /** In official order. */
  readonly children: readonly Standing[]
}

export function dutyOf(kind: UnitKind, parent: UnitKind | null): Duty {
  if (answersForLines(kind)) return 'DERIVED'
  return parent === null || answersForLines(parent) ? 'REPORTS' : 'SIGNED_FOR'
}

/** Suspended units (停产) are excused; dissolved ones are not asked at all. */
export const isExempt = (unit: Pick<Standing, 'status'>): boolean => unit.status !== 'OPERATING'

/**
 * The rows of a unit's board: the units directly below it, dissolved ones left out; where there is nobody below, the unit
 * itself. A county's are its reporters, a city's its counties and its own bodies, a group's its subsidiaries.
 */
export function boardRows(unit: Standing): readonly Standing[] {
  if (unit.children.length === 0 && !answersForLines(unit.kind)) return [unit]
  return unit.children.filter((child) => child.status !== 'DISSOLVED')
}

/** Whose reports are awaited below a unit: of a city or county every reporter, of a reporter all that it signs for. */
export function expectedBelow(unit: Standing): Standing[] {
  const found: Standing[] = []
  const derived = answersForLines(unit.kind)
  const visit = (children: readonly Standing[]): void => {
    for (const child of children) {
      const passes = answersForLines(child.kind)
      if (!passes && !isExempt(child)) found.push(child)
      if (passes || !derived) visit(child.children)
    }
  }
  visit(unit.children)
  return found
}

/** The unit and everything below it as it stood, parents before children. */
export function standingBelow(unit: Standing): Standing[] {
  const found = [unit]
  for (let index = 0; index < found.length; index++) found.push(...found[index]!.children)
  return found
}
