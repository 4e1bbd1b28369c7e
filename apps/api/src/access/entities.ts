/** Rows of the reference tables about people, sessions, keys and what administrators did. */
import { defineEntity, type InferEntity, p } from '@mikro-orm/core'

export const AccountRow = defineEntity({
  name: 'AccountRow',
  tableName: 'account',
  properties: {
    id: p.text().primary(),
    name: p.text(),
    role: p.text(),
    unitId: p.text(),
    passwordHash: p.text().nullable(),
    activationHash: p.blob().nullable(),
    activationExpiresAt: p.datetime().nullable(),
    failures: p.integer(),
    lockedUntil: p.datetime().nullable(),
    closedAt: p.datetime().nullable(),
    createdAt: p.datetime(),
    createdBy: p.text(),
  },
})
export type AccountRow = InferEntity<typeof AccountRow>

export const SessionRow = defineEntity({
  name: 'SessionRow',
  tableName: 'session',
  properties: {
    tokenHash: p.blob().primary(),
    accountId: p.text(),
    createdAt: p.datetime(),
    seenAt: p.datetime(),
    expiresAt: p.datetime(),
    revokedAt: p.datetime().nullable(),
  },
})

export const ApiKeyRow = defineEntity({
  name: 'ApiKeyRow',
  tableName: 'api_key',
  properties: {
    id: p.uuid().primary(),
    unitId: p.text(),
    name: p.text(),
    secretHash: p.blob(),
    scopes: p.array(),
    expiresOn: p.date(),
    allowedIps: p.array(),
    createdAt: p.datetime(),
    createdBy: p.text(),
    revokedAt: p.datetime().nullable(),
  },
})
export type ApiKeyRow = InferEntity<typeof ApiKeyRow>

export const AuditEventRow = defineEntity({
  name: 'AuditEventRow',
  tableName: 'audit_event',
  properties: {
    id: p.uuid().primary(),
    at: p.datetime(),
    accountId: p.text(),
    action: p.text(),
    subject: p.text(),
    detail: p.json<Record<string, string | string[] | null>>(),
  },
})

/** For openOrm. */
export const accessEntities = [AccountRow, SessionRow, ApiKeyRow, AuditEventRow]
