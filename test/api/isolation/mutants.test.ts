/**
 * T-ISO-3. Isolation broken on purpose, one way at a time, for every tenant table: the matrix or the lint must notice. Each
 * mutant lives in one transaction of the superuser, who then sits down as the login and the scope, and is rolled back.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Sitting, controls, differences, loginSittings, probe, sittings } from './cells.ts'
import { findings } from './lint.ts'
import { policyFindings } from './lint-policies.ts'
import { type Stage, openStage, widest } from './stage.ts'
import { TENANT_TABLES } from './who-may.ts'

let stage: Stage
let all: Sitting[]
beforeAll(async () => {
  stage = await openStage()
  all = [...sittings(stage), ...controls(stage), ...loginSittings(stage, widest)]
})
afterAll(() => stage.drop())

interface Mutant {
  name: string
  table: string
  sql: string
  /** Breaks the guard and what stands behind it: the matrix must notice by itself, not the lint alone. */
  both?: true
}

interface Policy { name: string; table: string; permissive: string; cmd: string; roles: string[]; using: string | null; check: string | null }

const create = ({ name, table, permissive, cmd, roles, using, check }: Policy): string =>
  `create policy ${name} on ${table} as ${permissive} for ${cmd} to ${roles.join(', ')}${using === null ? '' : ` using (${using})`}${check === null ? '' : ` with check (${check})`}`

const WRONG: readonly (readonly [how: string, change: (expression: string) => string])[] = [
  ['another setting', (text) => text.replaceAll('qq.scope', 'qq.scop')],
  ['the read range for the write range', (text) => text.replaceAll(/, 5\)/g, ', 1)').replaceAll(/, 6\)/g, ', 2)')],
  ['the end of the range among it', (text) => text.replaceAll('path < ', 'path <= ')],
  ['no end of the range', (text) => text.replaceAll(/AND \(path < [^)]*\)[^)]*\)\)/g, '')],
  ['everything where there is no scope', (text) => `${text} or current_setting('qq.scope', true) is null or current_setting('qq.scope', true) = ''`],
]

/** What may go wrong with one policy. */
function ofPolicy(policy: Policy): Mutant[] {
  const { name, table, using, check } = policy
  const named = (how: string, sql: string): Mutant => ({ name: `${table}.${name}: ${how}`, table, sql })
  const mutants = [named('dropped', `drop policy ${name} on ${table}`)]
  const altered = (how: string, change: (expression: string) => string): void => {
    for (const [clause, text] of [['using', using], ['with check', check]] as const) if (text !== null && change(text) !== text) mutants.push(named(`${clause}: ${how}`, `alter policy ${name} on ${table} ${clause} (${change(text)})`))
  }
  altered('true', () => 'true')
  for (const [how, change] of WRONG) altered(how, change)
  if (policy.permissive === 'RESTRICTIVE') mutants.push(named('permissive', `drop policy ${name} on ${table}; ${create({ ...policy, permissive: 'PERMISSIVE' })}`))
  else mutants.push(named('to everyone', `alter policy ${name} on ${table} to public`))
  if (check !== null && using !== null) mutants.push(named('without its check', `drop policy ${name} on ${table}; ${create({ ...policy, check: null })}`))
  return mutants.filter(({ sql }) => !sql.includes('(true)') || ![using, check].every((text) => text === null || text === 'true'))
}

/** What may go wrong with a table; two-fold breaks are deep enough for rows to leak. */
function ofTable(table: string, policies: readonly Policy[]): Mutant[] {
  const named = (how: string, sql: string, both?: true): Mutant => ({ name: `${table}: ${how}`, table, sql, ...(both && { both }) })
  const of = (cmd: string) => policies.find((policy) => policy.permissive === 'PERMISSIVE' && policy.cmd === cmd && policy.roles.includes('qingqian_app'))!.name
  const law = TENANT_TABLES[table]!
  const permissive = law.by === 'path' ? { reads: of('SELECT'), appends: of('INSERT'), changes: of('UPDATE') } : { reads: of('ALL'), appends: of('ALL'), changes: of('ALL') }
  const open = (name: string, clauses: string): string => `alter policy guard on ${table} ${clauses}; alter policy ${name} on ${table} ${clauses};`
  const column = law.by === 'path' ? 'path' : 'account_id'
  const mutants = [
    named('not forced', `alter table ${table} no force row level security`, true),
    named('security off', `alter table ${table} disable row level security`, true),
    named('no guard, all may read', `drop policy guard on ${table}; alter policy ${permissive.reads} on ${table} using (true)`, true),
    named('another permissive policy', `create policy kindly on ${table} for all to qingqian_app using (true) with check (true)`),
    named('no guard, another permissive policy', `drop policy guard on ${table}; create policy kindly on ${table} for all to qingqian_app using (true) with check (true)`, true),
    named('delete granted', `grant delete on ${table} to qingqian_app`),
    named('truncate granted', `grant truncate on ${table} to qingqian_app`),
    named('update granted', `grant update on ${table} to qingqian_app`, law.verbs.includes('update') ? undefined : true),
    named('label granted', `grant update (${column}) on ${table} to qingqian_app`),
    named('select granted to all', `grant select on ${table} to public`),
    named('owned by the app', `alter table ${table} owner to qingqian_app`, true),
  ]
  if (law.verbs.includes('insert')) mutants.push(named('guard and append without check', `alter policy guard on ${table} with check (true); alter policy ${permissive.appends} on ${table} with check (true)`, true))
  if (law.verbs.includes('update')) mutants.push(named('guard and change let all', open(permissive.changes, 'using (true) with check (true)') + `alter policy ${permissive.reads} on ${table} using (true)`, true))
  if (law.by === 'path') mutants.push(named('the mover\'s policy is the owner\'s way around FORCE', `alter policy moves on ${table} using (true) with check (true)`, true))
  if (law.by === 'path' && table !== 'unit_head') mutants.push(named('label not bound to the unit', `alter table ${table} drop constraint ${table}_county_id_unit_id_path_fkey`, true))
  return mutants
}

async function mutantsOf(): Promise<Mutant[]> {
  const { rows } = await stage.superuser.query<Policy>(
    'select policyname as name, tablename as table, permissive, cmd, roles::text[] as roles, qual as using, with_check as check from pg_policies where tablename = any($1) order by 2, 1', [stage.tables.map(({ name }) => name)])
  const leaning = stage.tables.flatMap(({ name, references }) => references.filter((reference) => reference.table in TENANT_TABLES && reference.table !== 'unit_head').map(({ table: parent, columns }): Mutant => ({
    name: `${name}: rests on any unit's ${parent}`, table: name, both: true,
    sql: `alter table ${name} drop constraint ${name}_${columns.join('_')}_fkey`,
  })))
  return [...rows.flatMap(ofPolicy), ...stage.tables.flatMap(({ name }) => ofTable(name, rows.filter((policy) => policy.table === name))), ...leaning]
}

/** What the matrix says of the mutant's table, under every login and scope; stops at the first that differs. */
async function matrixSees(table: string): Promise<string[]> {
  for (const { login, cells, ...sitting } of all) {
    const some = cells.filter((cell) => cell.table === table)
    await stage.superuser.query('savepoint sitting')
    await stage.superuser.query(login === 'qingqian_mover' ? `set local role ${login}` : `set local session authorization ${login}`)
    const outcomes = await probe(stage.superuser, { ...sitting, cells: some })
    await stage.superuser.query('rollback to savepoint sitting')
    const seen = differences(some, outcomes)
    if (seen.length > 0) return seen
  }
  return []
}

/** `matrix` is undefined where the lint had seen it and nothing could leak: looking again at thousands of cells would prove no more. */
interface Verdict { name: string; matrix: boolean | undefined; lint: boolean; both: boolean }

async function tried(mutant: Mutant): Promise<Verdict> {
  await stage.superuser.query('begin')
  try {
    await stage.superuser.query(mutant.sql)
    // The quick half first: most mutants are of policies.
    const lint = (await policyFindings(stage.superuser)).length > 0 || (await findings(stage.superuser)).length > 0
    const both = mutant.both === true
    return { name: mutant.name, lint, both, matrix: both || !lint ? (await matrixSees(mutant.table)).length > 0 : undefined }
  } finally {
    await stage.superuser.query('rollback')
  }
}

test('the unbroken database is right in the eyes of both, by the same way of looking', async () => {
  await stage.superuser.query('begin')
  for (const { name } of stage.tables) expect(await matrixSees(name)).toEqual([])
  expect(await findings(stage.superuser)).toEqual([])
  await stage.superuser.query('rollback')
})

test('T-ISO-3 no mutant survives', async () => {
  const begun = performance.now()
  const mutants = await mutantsOf()
  const verdicts: Verdict[] = []
  for (const mutant of mutants) verdicts.push(await tried(mutant))
  expect(verdicts.filter(({ matrix, lint }) => !matrix && !lint).map(({ name }) => name)).toEqual([])
  // Where rows leak, rows must have been seen to leak.
  expect(verdicts.filter(({ matrix, both }) => both && !matrix).map(({ name }) => name)).toEqual([])
  for (const table of Object.keys(TENANT_TABLES)) expect(verdicts.filter(({ name }) => name.startsWith(table)).length, table).toBeGreaterThan(15)
  const by = (pick: (verdict: Verdict) => boolean): number => verdicts.filter(pick).length
  console.log(`policy mutants: ${verdicts.length}, found by the lint ${by(({ lint }) => lint)}, asked of the matrix and found ${by(({ matrix }) => matrix === true)}, survivors 0, ${Math.round(performance.now() - begun)} ms`)
}, 120_000)
