import type { EntitySchema } from '@mikro-orm/core'
import { type EntityManager, MikroORM } from '@mikro-orm/postgresql'
import type { DatabaseUrls } from './database.ts'

/**
 * MikroORM on the access login: loads and writes single things of the reference tables (units, policies, accounts, keys).
 * Tenant data never passes here; it goes through Database in the caller's scope.
 */
export async function openOrm(urls: DatabaseUrls, entities: EntitySchema[]): Promise<MikroORM> {
  return (await MikroORM.init({ clientUrl: urls.access, entities, pool: { min: 0, max: 4 }, forceUtcTimezone: true })) as MikroORM
}

export type { EntityManager, MikroORM }
