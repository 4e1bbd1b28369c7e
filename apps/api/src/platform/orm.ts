import { type EntityManager, MikroORM } from '@mikro-orm/postgresql'
import type { DatabaseUrls } from './database.ts'

/**
 * MikroORM on the access login: loads and writes single things of the reference tables (units, policies, accounts, keys).
 * Tenant data never passes here; it goes through Database in the caller's scope.
 */
export async function openOrm(urls: DatabaseUrls, entities: Parameters<typeof MikroORM.init>[0] extends infer O ? (O extends { entities?: infer E } ? NonNullable<E> : never) : never): Promise<MikroORM> {
  return MikroORM.init({ clientUrl: urls.access, entities, pool: { min: 0, max: 4 }, forceUtcTimezone: true })
}

export type { EntityManager, MikroORM }
