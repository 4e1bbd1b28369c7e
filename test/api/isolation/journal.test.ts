/** The journal's append-only law: nobody changes or deletes an entry or a signed report; a move changes labels alone. */
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, test } from 'vitest'
import { type Stage, openStage, widest } from './stage.ts'
import { TENANT_TABLES } from './who-may.ts'

const APPEND_ONLY = Object.entries(TENANT_TABLES).filter(([, law]) => law.appendOnly).map(([name]) => name)

let stage: Stage
const clients = new Map<string, pg.Client>()
beforeAll(async () => {
  stage = await openStage()
  for (const login of ['app', 'owner', 'access', 'tail'] as const) {
    const client = new pg.Client({ connectionString: stage.urls[login] })
    await client.connect()
    clients.set(login, client)
  }
  await stage.superuser.query("insert into audit_event values (gen_random_uuid(), now(), 'system.140500', 'UNIT_OPENED', '140521-X', '{}')")
})
afterAll(async () => {
  for (const client of clients.values()) await client.end()
  await stage.drop()
})

const content = async (table: string): Promise<string> =>
  (await stage.superuser.query<{ digest: string }>(`select md5(string_agg(t::text, '|' order by t::text)) as digest from ${table} t`)).rows[0]!.digest

/** A deed in a transaction of its own, with the widest scope; its rows or its SQLSTATE. It commits: what it did must show. */
async function does(client: pg.Client, sql: string, role?: string): Promise<number | string> {
  await client.query('begin')
  try {
    if (role) await client.query(`set local role ${role}`)
    await client.query(`set local qq.scope = '${widest}'`)
    return (await client.query(sql)).rowCount ?? 0
  } catch (error) {
    return (error as { code: string }).code
  } finally {
    await client.query('commit')
  }
}

describe.each(APPEND_ONLY)('%s', (table) => {
  let before: string
  beforeEach(async () => { before = await content(table) })
  afterEach(async () => { expect(await content(table)).toBe(before) })

  const columns = () => stage.tables.find(({ name }) => name === table)!.columns.filter(({ generated }) => !generated).map(({ name }) => name)
  const DENIED: readonly (number | string)[] = ['42501', 0, '23001']

  test.each(['app', 'owner', 'access', 'tail'])('the login %s changes no column and deletes no row', async (login) => {
    const client = clients.get(login)!
    for (const column of columns()) expect(DENIED, `${column} ${login}`).toContain(await does(client, `update ${table} set ${column} = ${column === 'path' ? `path || 'X/'` : column}`))
    expect(DENIED).toContain(await does(client, `delete from ${table}`))
    expect(['42501', '23001']).toContain(await does(client, `truncate ${table} cascade`))
  })

  test('even the owner without FORCE and the superuser change nothing but labels', async () => {
    const { rows } = await stage.superuser.query<{ count: number }>(`select count(*)::int as count from ${table}`)
    expect(rows[0]!.count).toBeGreaterThan(10)
    const number = columns().find((column) => ['seq', 'version'].includes(column))
    expect(await does(stage.superuser, `update ${table} set ${number} = ${number} + 5`)).toBe('23001')
    expect(await does(stage.superuser, `delete from ${table}`)).toBe('23001')
    expect(await does(stage.superuser, `truncate ${table}`)).toBe('23001')
    const owner = clients.get('owner')!
    await owner.query(`begin; alter table ${table} no force row level security`)
    await expect(owner.query(`delete from ${table}`)).rejects.toMatchObject({ code: '23001' })
    await owner.query('rollback')
  })

  test('the mover changes the label and nothing else', async () => {
    const owner = clients.get('owner')!
    for (const column of columns().filter((name) => name !== 'path')) expect(await does(owner, `update ${table} set ${column} = ${column}`, 'qingqian_mover'), column).toBe('42501')
    expect(await does(owner, `delete from ${table}`, 'qingqian_mover')).toBe('42501')
    expect(await does(owner, `insert into ${table} select * from ${table}`, 'qingqian_mover')).toBe('42501')
    // It can touch labels, but not tear one from its unit: together only, as relabel() does it.
    expect(await does(owner, `update ${table} set path = path || 'X/'`, 'qingqian_mover')).toBe('23503')
    expect(await does(owner, `update ${table} set path = path`, 'qingqian_mover')).toBeGreaterThan(10)
  })
})

test('relabel() changes every label of a unit and of all below it, and not one byte beside', async () => {
  const access = clients.get('access')!
  const bares = async (): Promise<string[]> =>
    (await stage.superuser.query<{ digest: string }>(tables.map((table) => `select md5(string_agg((to_jsonb(t) - 'path')::text, '|' order by (to_jsonb(t) - 'path')::text)) as digest from ${table} t`).join(' union all '))).rows.map(({ digest }) => digest)
  const count = async (range: string): Promise<number> => (await stage.superuser.query<{ count: number }>(`select count(*)::int as count from journal_entry where path like '${range}%'`)).rows[0]!.count
  const [from, to] = ['/140500/140521/S/140521-QHSY/', '/140500/140522/S/140521-QHSY/']
  const tables = stage.tables.filter(({ name }) => TENANT_TABLES[name]!.by === 'path').map(({ name }) => name)
  const before = await bares()
  const [moved, beside] = [await count(from), await count('/140500/140521/S/140521-QHSY0/')]
  expect(moved).toBeGreaterThan(2)
  await access.query('select relabel($1, $2)', [from, to])
  expect(await bares()).toEqual(before)
  expect([await count(from), await count(to), await count('/140500/140521/S/140521-QHSY0/')]).toEqual([0, moved, beside])
  await access.query('select relabel($1, $2)', [to, from])
  expect(await count(from)).toBe(moved)
})

test('relabel() refuses what is no path, and those who may not call it', async () => {
  const access = clients.get('access')!
  for (const [from, to] of [['', '/X/'], ['/', '/X/'], ['/140500', '/X/'], ['/140500/', ''], ["/140500/'/", '/X/']]) await expect(access.query('select relabel($1, $2)', [from, to])).rejects.toMatchObject({ code: '22023' })
  for (const login of ['app', 'tail']) await expect(clients.get(login)!.query("select relabel('/140500/', '/140600/')")).rejects.toMatchObject({ code: '42501' })
})

test('what administrators did is append-only too', async () => {
  const before = await content('audit_event')
  for (const login of ['app', 'tail', 'access']) for (const sql of ["update audit_event set action = ''", 'delete from audit_event', 'truncate audit_event']) expect(await does(clients.get(login)!, sql)).toBe('42501')
  for (const sql of ["update audit_event set action = ''", 'delete from audit_event', 'truncate audit_event']) expect(await does(clients.get('owner')!, sql)).toBe('23001')
  expect(await content('audit_event')).toBe(before)
})
