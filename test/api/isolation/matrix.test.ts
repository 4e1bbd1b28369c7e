/** T-ISO-1. The isolation matrix: every tenant table × verb × post × relation, generated from the catalogue, held to who-may.ts. */
import { ROLES } from '@qingqian/rules/permission'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Cell, type Sitting, controls, differences, loginSittings, probe, sittings } from './cells.ts'
import { type Stage, TREE, openStage, widest } from './stage.ts'
import { LOGINS, POSTS, TENANT_TABLES, VERBS } from './who-may.ts'

let stage: Stage
const clients = new Map<string, pg.Client>()

beforeAll(async () => {
  stage = await openStage()
  const urls = { qingqian_app: stage.urls.app, qingqian_access: stage.urls.access, qingqian_tail: stage.urls.tail, qingqian_owner: stage.urls.owner }
  for (const [login, url] of Object.entries(urls)) {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    clients.set(login, client)
  }
})
afterAll(async () => {
  for (const client of clients.values()) await client.end()
  await stage.drop()
})

/** Sits down as the login itself; the mover has no login, so the owner takes its part. */
async function sit(sitting: Sitting): Promise<{ cells: Cell[]; outcomes: string[] }> {
  const client = clients.get(sitting.login) ?? clients.get('qingqian_owner')!
  await client.query('begin')
  try {
    if (!clients.has(sitting.login)) await client.query(`set local role ${sitting.login}`)
    return { cells: sitting.cells, outcomes: await probe(client, sitting) }
  } finally {
    await client.query('rollback')
  }
}

async function sitAll(all: readonly Sitting[]): Promise<{ cells: Cell[]; outcomes: string[] }> {
  const done = { cells: [] as Cell[], outcomes: [] as string[] }
  for (const sitting of all) {
    const { cells, outcomes } = await sit(sitting)
    expect(outcomes).toHaveLength(cells.length)
    done.cells.push(...cells)
    done.outcomes.push(...outcomes)
  }
  return done
}

const place = ({ table, verb, of }: Cell): string => `${verb} ${table} ${of}`

test('the law names every tenant table of the catalogue, every role, every kind of row', () => {
  expect(Object.keys(TENANT_TABLES).sort()).toEqual(stage.tables.map(({ name }) => name).sort())
  const posts = Object.values(POSTS)
  expect(ROLES.filter((role) => !posts.some((post) => post.role === role))).toEqual([])
  for (const [who, { rows, unit }] of Object.entries(POSTS)) {
    const relations = new Set(rows.map(([relation]) => relation))
    expect(relations.has('own') && relations.has('elsewhere') && relations.has('sibling'), who).toBe(true)
    expect(relations.has('above') || unit === '140500', who).toBe(true)
    expect(relations.has('below') || TREE.get(unit)!.children.length === 0, who).toBe(true)
    expect(rows.filter(([relation, of]) => relation === 'own' && of !== unit), who).toEqual([])
  }
})

test('T-ISO-1 every cell is as the law says, and whatever is denied to one is done by another', async () => {
  const begun = performance.now()
  const matrix = await sitAll(sittings(stage))
  const control = await sitAll(controls(stage))
  expect(differences(matrix.cells, matrix.outcomes)).toEqual([])
  expect(differences(control.cells, control.outcomes)).toEqual([])

  // A denial proves something only where the row is there and the deed is possible.
  const done = new Set(control.cells.filter(({ may }) => may).map(place))
  for (const cell of matrix.cells) if (cell.may) done.add(place(cell))
  const unproven = matrix.cells.filter((cell) => !cell.may && !done.has(place(cell)) && TENANT_TABLES[cell.table]!.verbs.includes(cell.verb))
  expect(unproven.map(({ who, ...cell }) => `${who}: ${place({ who, ...cell })}`)).toEqual([])

  const cells = matrix.cells.length + control.cells.length
  console.log(`isolation matrix: ${cells} cells (${matrix.cells.length} by post, ${control.cells.length} controls), ${matrix.cells.filter(({ may }) => !may).length} denials, ${Math.round(performance.now() - begun)} ms`)
  expect(cells).toBeGreaterThan(Object.keys(POSTS).length * VERBS.length * stage.tables.length * 4)
})

test('T-ISO-1 the other logins do what the law lets them and nothing else, whatever scope they set', async () => {
  for (const scope of ['', widest]) {
    const { cells, outcomes } = await sitAll(loginSittings(stage, scope))
    expect(differences(cells, outcomes)).toEqual([])
    expect(new Set(cells.map(({ who }) => who))).toEqual(new Set(Object.keys(LOGINS)))
    console.log(`other logins with ${scope === '' ? 'no scope' : 'the widest scope'}: ${cells.length} cells`)
  }
})

test('deeds that are nobody\'s are possible, and the database knows the rows: the superuser does them', async () => {
  for (const table of stage.tables) {
    const nobodys = VERBS.filter((verb) => !TENANT_TABLES[table.name]!.verbs.includes(verb) && !['borrow', 'move'].includes(verb))
    const cells = controls(stage).flatMap(({ cells: all }) => all).filter((cell) => cell.table === table.name && nobodys.includes(cell.verb))
    await stage.superuser.query('begin; set local session_replication_role = replica')
    const outcomes = await probe(stage.superuser, { scope: '', cells })
    await stage.superuser.query('rollback')
    expect(differences(cells.map((cell) => ({ ...cell, may: true })), outcomes)).toEqual([])
  }
})

test('a head can be opened with its unit\'s own label and home only', async () => {
  const access = clients.get('qingqian_access')!
  const opens = (home: string, label: string): Promise<unknown> => access.query('insert into unit_head (county_id, unit_id, path) values ($1, $2, $3)', [home, '140521-XIN', label])
  const path = '/140500/140521/S/140521-XIN/'
  await access.query("insert into unit values ('140521-XIN', '140521', $1, '新', 'SOE', 'SOE', null, 999, '2022-01-01', '2022-01-01')", [path])
  await expect(opens('140521', '/140500/140522/S/140521-XIN/')).rejects.toMatchObject({ code: '23503' })
  await expect(opens('140522', path)).rejects.toMatchObject({ code: '23503' })
  await expect(access.query("update unit set path = path where id = '140521-XIN'")).rejects.toMatchObject({ code: '42501' })
  await opens('140521', path)
})

test('lists without a where give each post exactly the units of its scope', async () => {
  const app = clients.get('qingqian_app')!
  const paths = new Map(stage.units.map((code) => [TREE.get(code)!.path, code]))
  for (const sitting of sittings(stage)) {
    await app.query('begin')
    if (sitting.scope !== '') await app.query(`set local qq.scope = '${sitting.scope}'`)
    const { rows } = await app.query<{ path: string }>(`select distinct path from payable`)
    await app.query('commit')
    const seen = rows.map(({ path }) => paths.get(path)!)
    const listed = POSTS[sitting.who]!.rows
    for (const [, of, reach] of listed) expect(seen.includes(of), `${sitting.who} and ${of}`).toBe(sitting.scope !== '' && reach !== 'none')
  }
})
