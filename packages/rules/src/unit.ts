/** Units and where they stand: kinds, reporting lines, the path that isolates them, the tree of a moment. */
import type { Day, Moment } from './day.ts'
import { type Refusal, refuse } from './refusal.ts'

export const UNIT_KINDS = ['CITY', 'COUNTY', 'TOWNSHIP', 'DEV_ZONE', 'DEPARTMENT', 'INSTITUTION', 'SOE', 'SUBSIDIARY'] as const
export type UnitKind = (typeof UNIT_KINDS)[number]
export type ReportingLine = 'TOWNSHIP' | 'DEPARTMENT' | 'SOE' | 'ZONE'
export type UnitStatus = 'OPERATING' | 'SUSPENDED' | 'DISSOLVED'

/** The letter of a reporting line in paths: it makes the finance bureau's reach plain ranges. */
const LINE_SEGMENT: Record<ReportingLine, string> = { TOWNSHIP: 'T', DEPARTMENT: 'D', SOE: 'S', ZONE: 'Z' }

/** Which kinds a kind may stand under. */
const STANDS_UNDER: Record<UnitKind, readonly UnitKind[]> = {
  CITY: [],
  COUNTY: ['CITY'],
  TOWNSHIP: ['COUNTY'],
  DEV_ZONE: ['COUNTY', 'CITY'],
  DEPARTMENT: ['COUNTY', 'CITY'],
  INSTITUTION: ['DEPARTMENT', 'COUNTY', 'CITY', 'TOWNSHIP', 'DEV_ZONE'],
  SOE: ['COUNTY', 'CITY', 'DEV_ZONE', 'DEPARTMENT'],
  SUBSIDIARY: ['SOE', 'SUBSIDIARY'],
}

const LINE_OF_KIND: Partial<Record<UnitKind, ReportingLine>> = { TOWNSHIP: 'TOWNSHIP', DEV_ZONE: 'ZONE', DEPARTMENT: 'DEPARTMENT', INSTITUTION: 'DEPARTMENT', SOE: 'SOE', SUBSIDIARY: 'SOE' }

/** Cities and counties answer for lines; everything below them stands in one. */
export const answersForLines = (kind: UnitKind): boolean => kind === 'CITY' || kind === 'COUNTY'

/** The line a unit reports along: its parent's, or directly under a city or county the one asked for, or its kind's. */
export function lineUnder(parent: { kind: UnitKind; line: ReportingLine | null }, kind: UnitKind, asked: ReportingLine | null): ReportingLine | null {
  if (answersForLines(kind)) return null
  return answersForLines(parent.kind) ? (asked ?? LINE_OF_KIND[kind] ?? null) : parent.line
}

export function mayStandUnder(kind: UnitKind, parent: UnitKind): boolean {
  return STANDS_UNDER[kind].includes(parent)
}

const CODE = /^[0-9A-Z]+(-[0-9A-Z]+)*$/

/** Unit codes name rows for ever, and order paths: digits, capitals, single hyphens. */
export function codeFault(code: string): Refusal | null {
  return CODE.test(code) && code.length <= 40 ? null : refuse('UNIT_CODE_UNREADABLE', 'code')
}

/** "/140500/140521/D/140521-WJJ/140521-WJJ-RMYY/": an access label, compared byte by byte. */
export type Path = string

export function pathUnder(parent: { path: Path; kind: UnitKind } | null, unit: { code: string; line: ReportingLine | null }): Path {
  if (!parent) return `/${unit.code}/`
  const line = answersForLines(parent.kind) && unit.line ? `${LINE_SEGMENT[unit.line]}/` : ''
  return `${parent.path}${line}${unit.code}/`
}

/** A half-open range of paths: `from <= path < to`, compared byte by byte. */
export interface PathRange {
  readonly from: Path
  readonly to: Path
}

/** A unit and all under it. "/" is followed by "0" in byte order. */
export const subtree = (path: Path): PathRange => ({ from: path, to: `${path.slice(0, -1)}0` })
/** A unit alone: nothing sorts between a path and itself followed by a blank but codes never hold one. */
export const onlyItself = (path: Path): PathRange => ({ from: path, to: `${path} ` })
/** All of one reporting line under a city or county. */
export const wholeLine = (path: Path, line: ReportingLine): PathRange => subtree(`${path}${LINE_SEGMENT[line]}/`)

export const within = (path: Path, range: PathRange): boolean => path >= range.from && path < range.to

/** Where a unit stood: true from `effectiveOn`, known from `recordedAt`. */
export interface Placement {
  unit: string
  parent: string | null
  effectiveOn: Day
  recordedAt: Moment
}

/** A dated status: a certificate of 停产, a dissolution. */
export interface StatusFact {
  unit: string
  status: UnitStatus
  effectiveOn: Day
  recordedAt: Moment
}

/** Of the dated facts about one unit, the one in force on a day as known at a moment; undefined before the first. */
export function inForce<Fact extends { effectiveOn: Day; recordedAt: Moment }>(facts: readonly Fact[], on: Day, knownAt: Moment): Fact | undefined {
  let best: Fact | undefined
  for (const fact of facts) {
    if (fact.effectiveOn > on || fact.recordedAt > knownAt) continue
    if (!best || fact.effectiveOn > best.effectiveOn || (fact.effectiveOn === best.effectiveOn && fact.recordedAt >= best.recordedAt)) best = fact
  }
  return best
}

/** May a unit be moved under another? The refusal says why not. */
export function moveFault(unit: { code: string; kind: UnitKind; path: Path }, newParent: { code: string; kind: UnitKind; path: Path }): Refusal | null {
  if (within(newParent.path, subtree(unit.path))) return refuse('WOULD_MAKE_CIRCLE', 'newParent')
  if (!mayStandUnder(unit.kind, newParent.kind)) return refuse('KIND_DOES_NOT_FIT', 'newParent', { kind: unit.kind, parent: newParent.kind })
  return null
}
