/** What is checked in agrees with what the code makes: migrations with entities, the printed schema with the built one. */
import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import pg from 'pg'
import { expect, inject, test } from 'vitest'
import { migrations } from '../../apps/api/src/migrations/list.ts'
import { pendingMigrations } from '../../apps/api/src/platform/migrate.ts'
import { openOrm } from '../../apps/api/src/platform/orm.ts'

const src = resolve(import.meta.dirname, '../../apps/api/src')
const schemaFile = resolve(src, 'schema.ts')

test('no migration is pending, and every file of SQL is one', async () => {
  const files = globSync(resolve(src, 'migrations/*.sql')).map((file) => basename(file, '.sql')).sort()
  expect(migrations.map(({ name }) => name)).toEqual(files)
  expect(await pendingMigrations(inject('cluster').urls.owner)).toEqual([])
})

test('the migrated database has every column of every entity, and null where an entity allows it', async () => {
  const files = globSync(resolve(src, '*/entities.ts'))
  const entities = (await Promise.all(files.map(async (file) => Object.values(await import(file) as Record<string, Parameters<typeof openOrm>[1][number]>)))).flat()
  const orm = await openOrm(inject('cluster').urls, entities)
  const client = new pg.Client({ connectionString: inject('cluster').superuser.replace(/[^/]*$/, inject('cluster').template) })
  await client.connect()
  try {
    const { rows } = await client.query<{ key: string; nullable: boolean }>(
      `select table_name || '.' || column_name as key, is_nullable = 'YES' as nullable from information_schema.columns where table_schema = 'public'`)
    const columns = new Map(rows.map(({ key, nullable }) => [key, nullable]))
    const faults: string[] = []
    for (const { tableName, props } of orm.getMetadata().getAll().values()) {
      for (const prop of props.filter(({ persist }) => persist !== false)) {
        for (const column of prop.fieldNames) {
          const nullable = columns.get(`${tableName}.${column}`)
          if (nullable === undefined) faults.push(`${tableName}.${column} is missing`)
          else if (nullable !== Boolean(prop.nullable)) faults.push(`${tableName}.${column} is ${nullable ? '' : 'not '}null in the database`)
        }
      }
    }
    expect(faults).toEqual([])
    expect(orm.getMetadata().getAll().size).toBeGreaterThan(0)
  } finally {
    await client.end()
    await orm.close()
  }
})

// schema.ts exports printedSchema(): string, what packages/schema/schema.graphql must hold
test.runIf(existsSync(schemaFile))('packages/schema/schema.graphql is what the API prints', async () => {
  const { printedSchema } = await import(/* @vite-ignore */ schemaFile) as { printedSchema: () => string }
  expect(printedSchema().trim()).toBe(readFileSync(resolve(src, '../../../packages/schema/schema.graphql'), 'utf8').trim())
})
