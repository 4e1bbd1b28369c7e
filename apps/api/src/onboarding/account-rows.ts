import type { Moment } from '@qingqian/rules/day'
import { accountFault } from '@qingqian/rules/password'
import type { Role } from '@qingqian/rules/permission'
import { AccountRow } from '../access/entities.ts'
import { hashPassword } from '../access/passwords.ts'
import type { MikroORM } from '../platform/orm.ts'

/** An account that is ready to sign in. */
export interface ReadyAccount {
  id: string
  name: string
  role: Role
  unit: string
  password: string
}

/**
 * Makes accounts that are ready, for the demo city: past invitations and their rules. Each distinct password is hashed once,
 * so accounts that share one share its hash too; for passwords that are public anyway.
 */
export async function openAccounts(orm: MikroORM, accounts: readonly ReadyAccount[], by: string, now: Moment): Promise<void> {
  const hashes = new Map<string, string>()
  for (const { password } of accounts) if (!hashes.has(password)) hashes.set(password, await hashPassword(password))
  const rows = accounts.map(({ id, name, role, unit, password }) => {
    if (accountFault(id)) throw new Error(`account ${id}: unreadable`)
    return { id, name, role, unitId: unit, passwordHash: hashes.get(password)!, failures: 0, createdAt: new Date(now), createdBy: by }
  })
  await orm.em.fork().transactional(async (em) => {
    for (let at = 0; at < rows.length; at += 500) await em.insertMany(AccountRow, rows.slice(at, at + 500))
  })
}
