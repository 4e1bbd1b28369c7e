/** Who may do what: the one table behind scopes, menus and refusals. */
import { type Refusal, refuse } from './refusal.ts'
import { type Path, type PathRange, type UnitKind, onlyItself, subtree, wholeLine, within } from './unit.ts'

export const ROLES = ['OFFICE', 'CLERK', 'FINANCE', 'INTAKE', 'PROJECTS', 'AUDIT', 'OBSERVER', 'SYSTEM', 'SECURITY', 'AUDITOR'] as const
export type Role = (typeof ROLES)[number]
export const API_SCOPES = ['TOTALS_READ', 'LEDGER_READ', 'REPORTS_READ', 'PUBLIC_READ'] as const
export type ApiScope = (typeof API_SCOPES)[number]

/**
 * TOTALS, LEDGER, REPORTS: reading. RECORD: registering, paying, disputing… where the write range reaches. SIGN: the daily
 * report. IMPORT. UNITS, USERS, KEYS, ROLES, TRAIL: the three administrators (三员), who read no business data.
 */
export type Permission = 'TOTALS' | 'LEDGER' | 'REPORTS' | 'RECORD' | 'IMPORT' | 'SIGN' | 'CHASE' | 'UNITS' | 'USERS' | 'KEYS' | 'ROLES' | 'TRAIL'

const READS: readonly Permission[] = ['TOTALS', 'LEDGER', 'REPORTS']

const OF_ROLE: Record<Role, readonly Permission[]> = {
  OFFICE: [...READS, 'RECORD', 'IMPORT', 'SIGN', 'CHASE'],
  CLERK: [...READS, 'RECORD', 'IMPORT', 'SIGN'],
  FINANCE: [...READS, 'RECORD', 'IMPORT', 'SIGN', 'CHASE'],
  INTAKE: READS,
  PROJECTS: READS,
  AUDIT: READS,
  OBSERVER: ['TOTALS'],
  SYSTEM: ['UNITS', 'USERS'],
  SECURITY: ['KEYS', 'ROLES'],
  AUDITOR: ['TRAIL'],
}

const OF_SCOPE: Record<ApiScope, readonly Permission[]> = { TOTALS_READ: ['TOTALS'], LEDGER_READ: ['LEDGER', 'TOTALS'], REPORTS_READ: ['REPORTS', 'TOTALS'], PUBLIC_READ: [] }

export const permissionsOf = (role: Role): readonly Permission[] => OF_ROLE[role]
export const permissionsOfKey = (scopes: readonly ApiScope[]): readonly Permission[] => [...new Set(scopes.flatMap((scope) => OF_SCOPE[scope]))]

/** The three administrators: no account holds two of them, none reads business data. */
export const isAdministrator = (role: Role): boolean => role === 'SYSTEM' || role === 'SECURITY' || role === 'AUDITOR'

const EVERYWHERE: readonly Role[] = ['CLERK', 'OBSERVER']
const AT_OFFICES: readonly Role[] = ['OFFICE', 'INTAKE', 'PROJECTS', 'AUDIT', 'SYSTEM', 'SECURITY', 'AUDITOR']
const AT_DEPARTMENTS: readonly Role[] = ['FINANCE', 'INTAKE', 'PROJECTS', 'AUDIT']
const AT_INSTITUTIONS: readonly Role[] = ['INTAKE', 'PROJECTS', 'AUDIT']

/** Which roles exist at a kind of unit: offices and administrators at cities and counties, bureaus at departments. */
export function roleFits(role: Role, kind: UnitKind): boolean {
  if (EVERYWHERE.includes(role)) return true
  if (kind === 'CITY' || kind === 'COUNTY') return AT_OFFICES.includes(role)
  return kind === 'DEPARTMENT' ? AT_DEPARTMENTS.includes(role) : kind === 'INSTITUTION' && AT_INSTITUTIONS.includes(role)
}

/** May SYSTEM make an account with this role? Administrators take two people: SYSTEM invites, SECURITY assigns the role. */
export function invitationFault(role: Role, kind: UnitKind): Refusal | null {
  return isAdministrator(role) || !roleFits(role, kind) ? refuse('ROLE_DOES_NOT_FIT', 'role') : null
}

/**
 * May SECURITY give this account this role? An administrator's account keeps its role for ever: whoever audited or governed
 * must not find their own traces in other hands under the same name; a new task gets a new account.
 */
export function assignmentFault(account: { id: string; role: Role }, role: Role, unit: { kind: UnitKind }, by: string): Refusal | null {
  if (account.id === by) return refuse('FORBIDDEN', 'account')
  if (isAdministrator(account.role) && account.role !== role) return refuse('ROLE_EXCLUSIVE', 'role')
  return roleFits(role, unit.kind) ? null : refuse('ROLE_DOES_NOT_FIT', 'role')
}

/** What the database lets a caller reach: up to two ranges to read, one to write (null: none). */
export interface Scope {
  readonly read: readonly PathRange[]
  readonly write: PathRange | null
}

export const NO_SCOPE: Scope = { read: [], write: null }

export interface Post {
  readonly role: Role
  readonly unit: { readonly path: Path; readonly kind: UnitKind }
  /** The county (or for municipal bodies the city) the unit stands in. */
  readonly countyPath: Path
}

/**
 * The scope of a post. Everybody reads below; the finance bureau reads the county's townships and departments and writes
 * departments and institutions (三(二): it compiles their ledger); auditors read their county; a group writes its
 * subsidiaries; an office writes all below it, on behalf. Nobody writes upward or sideways.
 */
export function scopeOf(post: Post): Scope {
  const { path, kind } = post.unit
  switch (post.role) {
    case 'OFFICE':
      return { read: [subtree(path)], write: subtree(path) }
    case 'CLERK':
      return { read: [subtree(path)], write: kind === 'SOE' ? subtree(path) : onlyItself(path) }
    case 'FINANCE':
      return { read: [wholeLine(post.countyPath, 'DEPARTMENT'), wholeLine(post.countyPath, 'TOWNSHIP')], write: wholeLine(post.countyPath, 'DEPARTMENT') }
    case 'AUDIT':
      return { read: [subtree(post.countyPath)], write: null }
    case 'INTAKE':
    case 'PROJECTS':
    case 'OBSERVER':
      return { read: [subtree(path)], write: null }
    default:
      return NO_SCOPE
  }
}

export const reads = (scope: Scope, path: Path): boolean => scope.read.some((range) => within(path, range))
export const writes = (scope: Scope, path: Path): boolean => scope.write !== null && within(path, scope.write)
