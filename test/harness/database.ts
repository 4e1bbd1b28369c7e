/** A migrated, empty database of one's own, for a test file. */
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import type { DatabaseUrls } from '../../apps/api/src/platform/database.ts'

/** A database of one test file. */
export interface FreshDatabase {
  name: string
  /** For `new Database(urls)` or DATABASE_URL (urls.owner). */
  urls: DatabaseUrls
  /** The address for one of the logins, or for the superuser, whom no policy confines. */
  url(role: keyof DatabaseUrls | 'superuser'): string
  drop(): Promise<void>
}

/** Clones the migrated template. Drop it in afterAll; what is left goes with the cluster. */
export async function freshDatabase(): Promise<FreshDatabase> {
  const { superuser, template, urls } = inject('cluster')
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await asSuperuser(superuser, `create database ${name} template ${template} owner "${decodeURIComponent(new URL(urls.owner).username)}"`)
  const own: DatabaseUrls = { owner: at(urls.owner, name), app: at(urls.app, name), access: at(urls.access, name), tail: at(urls.tail, name) }
  return {
    name,
    urls: own,
    url: (role) => role === 'superuser' ? at(superuser, name) : own[role],
    drop: () => asSuperuser(superuser, `drop database if exists ${name} with (force)`),
  }
}

function at(url: string, database: string): string {
  const own = new URL(url)
  own.pathname = `/${database}`
  return own.href
}

async function asSuperuser(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
