import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { freshDatabase, type FreshDatabase } from '../harness/database.ts'

const made: FreshDatabase[] = []
afterAll(() => Promise.all(made.map((database) => database.drop())))

test('test files get databases of their own, migrated, with every login', async () => {
  made.push(...await Promise.all([freshDatabase(), freshDatabase()]))
  expect(new Set(made.map(({ name }) => name)).size).toBe(2)
  for (const role of ['owner', 'app', 'access', 'tail', 'superuser'] as const) {
    const client = new pg.Client({ connectionString: made[0]!.url(role) })
    await client.connect()
    const { rows } = await client.query<{ database: string; migrations: string | null }>(`select current_database() as database, to_regclass('migration')::text as migrations`)
    await client.end()
    expect(rows).toEqual([{ database: made[0]!.name, migrations: 'migration' }])
  }
})
