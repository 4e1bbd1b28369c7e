/** The audit trail (审计记录): who did what to units, accounts, sessions and keys. Written with the deed, in its transaction. */
import type { Moment } from '@qingqian/rules/day'
import type { EntityManager } from '../platform/orm.ts'
import type { Statement } from '../platform/trip.ts'
import { uuidv7 } from '../platform/uuid.ts'
import { AuditEventRow } from './entities.ts'

export const AUDIT_ACTIONS = [
  'SIGNED_IN', 'SIGNED_OUT', 'SIGN_IN_FAILED', 'LOCKED_OUT', 'ACTIVATED', 'PASSWORD_CHANGED', 'UNIT_OPENED', 'UNIT_MOVED', 'USER_INVITED', 'INVITATION_RENEWED',
  'ROLE_ASSIGNED', 'ACCOUNT_CLOSED', 'ACCOUNT_UNLOCKED', 'KEY_ISSUED', 'KEY_REVOKED',
] as const
export type AuditAction = (typeof AUDIT_ACTIONS)[number]

export interface AuditEvent {
  at: Moment
  /** Who did it, or (signing in) claimed to be it. */
  account: string
  action: AuditAction
  /** The unit, account or key it was done to. */
  subject: string
  /** The unit it belongs to: an auditor reads what belongs below. Null: of nobody known. */
  unit: string | null
  detail?: Record<string, string | string[] | null>
}

/** Accounts that nobody has may be named anything: what is kept of a claimed name. */
const claimed = (name: string): string => name.slice(0, 60).replaceAll(/[^0-9A-Za-z.\-]/g, '?')

export function audit(em: EntityManager, event: AuditEvent): void {
  em.persist(em.create(AuditEventRow, {
    id: uuidv7(event.at), at: new Date(event.at), accountId: claimed(event.account), action: event.action, subject: claimed(event.subject), detail: { ...event.detail, unit: event.unit },
  }))
}

/** The same as a statement, for transactions that are one train. */
export function auditStatement(event: AuditEvent): Statement {
  return {
    sql: 'insert into audit_event (id, at, account_id, action, subject, detail) values ($1, $2, $3, $4, $5, $6)',
    values: [uuidv7(event.at), new Date(event.at).toISOString(), claimed(event.account), event.action, claimed(event.subject), JSON.stringify({ ...event.detail, unit: event.unit })],
  }
}
