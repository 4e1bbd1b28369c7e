/** The one answer to: who is asking, standing where, and what may they do. */
import { type ApiScope, type Permission, type Role, type Scope, NO_SCOPE, isAdministrator, permissionsOf, permissionsOfKey, reads, scopeOf, writes } from '@qingqian/rules/permission'
import { subtree, within } from '@qingqian/rules/unit'
import { type ScopeText, scopeText } from '../platform/database.ts'
import type { Unit, UnitTree } from '../units/tree.ts'

export interface Caller {
  /** The account's id, or "key.<id>" for an API key. */
  readonly account: string
  readonly name: string
  /** null: an API key, which reads and never writes. */
  readonly role: Role | null
  readonly unit: Unit
  readonly permissions: readonly Permission[]
  readonly scope: Scope
  /** The scope as the database's policies read it. */
  readonly scopeText: ScopeText
  /** Ends with the session or the key; sockets ask again. */
  readonly sessionId: string
}

/** A signed-in account as a caller, by the tree of now. */
export function callerOf(account: { id: string; name: string; role: Role }, unit: Unit, tree: UnitTree, sessionId: string): Caller {
  const scope = scopeOf({ role: account.role, unit, countyPath: tree.countyOf(unit).path })
  return { account: account.id, name: account.name, role: account.role, unit, permissions: permissionsOf(account.role), scope, scopeText: scopeText(scope, account.id), sessionId }
}

/** An API key as a caller: reads its unit's subtree within its scopes. */
export function callerOfKey(key: { id: string; name: string; scopes: readonly ApiScope[] }, unit: Unit): Caller {
  const permissions = permissionsOfKey(key.scopes)
  const scope: Scope = permissions.length > 0 ? { read: [subtree(unit.path)], write: null } : NO_SCOPE
  return { account: `key.${key.id}`, name: key.name, role: null, unit, permissions, scope, scopeText: scopeText(scope, `key.${key.id}`), sessionId: `key.${key.id}` }
}

export const may = (caller: Caller, permission: Permission): boolean => caller.permissions.includes(permission)

/** Does the unit exist for this caller? Administrators see the tree below them, though none of its figures. */
export function sees(caller: Caller, unit: Unit): boolean {
  if (caller.role && isAdministrator(caller.role)) return within(unit.path, subtree(caller.unit.path))
  return reads(caller.scope, unit.path)
}

/** May the caller write this unit's ledger? */
export const writesUnit = (caller: Caller, unit: Unit): boolean => writes(caller.scope, unit.path)

/** 代录: an office entering for a unit below it. */
export const onBehalf = (caller: Caller, unit: Unit): boolean => caller.role === 'OFFICE' && caller.unit.code !== unit.code
