/** The cells of the matrix: each is one statement, what the law says of it, and afterwards what the database did. */
import type pg from 'pg'
import type { Table } from './catalogue.ts'
import { type Stored, another, insertion, literal, whose } from './rows.ts'
import { type Stage, clerkOf, standing } from './stage.ts'
import { LOGINS, POSTS, type Post, type Reach, TENANT_TABLES, VERBS, type Verb } from './who-may.ts'

export interface Cell {
  who: string
  table: string
  verb: Verb
  relation: string
  /** The unit or account the row belongs to. */
  of: string
  may: boolean
  sql: string
}

/** One connection's worth of cells: probed under one login and scope. */
export interface Sitting {
  who: string
  login: string
  scope: string
  cells: Cell[]
  /** Said first, in the same transaction. */
  before?: string
}

/** Labels of two tenants: one of them is another's. */
const LABELS = ['/140500/140521/T/140521101/', '/140500/140522/T/140522100/'] as const

function statement(stage: Stage, table: Table, verb: Verb, row: Stored, own: Stored): string {
  const law = TENANT_TABLES[table.name]!
  const label = law.by === 'path' ? 'path' : 'account_id'
  // Columns nobody may update stand for all of them where none may be.
  const changed = law.updates === '' ? table.columns.find(({ name, generated }) => !generated && !table.key.includes(name) && name !== 'path')!.name : law.updates.split(' ')[0]!
  switch (verb) {
    case 'select': return `select 1 from ${table.name} where ${whose(table, row)}`
    case 'insert': return insertion(table, another(table, row))
    case 'update': return `update ${table.name} set ${changed} = ${changed} where ${whose(table, row)}`
    case 'delete': return `delete from ${table.name} where ${whose(table, row)}`
    case 'upsert': return `${insertion(table, row)} on conflict (${table.key.join(', ')}) do update set ${changed} = ${table.name}.${changed}`
    case 'lock': return `select 1 from ${table.name} where ${whose(table, row)} for update`
    case 'move': return `update ${table.name} set ${label} = ${literal(own[label] === row[label] ? (law.by === 'path' ? LABELS.find((path) => path !== own.path)! : 'clerk.nobody') : own[label])} where ${whose(table, row)}`
    case 'borrow': return insertion(table, { ...another(table, row), path: own.path === row.path ? LABELS.find((path) => path !== own.path) : own.path })
  }
}

/** Rows of one's own that rest on another unit's: a foreign key is checked without policies, so it must bind the unit. */
function leaning(stage: Stage, table: Table, of: string, own: Stored): string[] {
  return table.references.flatMap(({ columns, table: parent, theirs }) => {
    if (!(parent in TENANT_TABLES) || parent === 'unit_head') return []
    const standing = stage.rows.get(parent, of)
    const leans = Object.fromEntries(columns.map((column, index) => [column, standing[theirs[index]!]]).filter(([column]) => !['unit_id', 'path'].includes(column as string)))
    return [insertion(table, { ...another(table, own), ...leans })]
  })
}

/** What the law says, by the reach of the caller to the row. */
function mayDo(table: string, verb: Verb, reach: Reach): boolean {
  return TENANT_TABLES[table]!.verbs.includes(verb) && (verb === 'select' ? reach !== 'none' : reach === 'write')
}

function cellsOf(stage: Stage, who: string, post: Post, relation: string, of: string, reach: Reach): Cell[] {
  const { account } = standing(post)
  return stage.tables.flatMap((table) => {
    const law = TENANT_TABLES[table.name]
    if (!law) return [] // the test of completeness names it
    const mine = law.by === 'path' ? post.unit : account || clerkOf(post.unit)
    const theirs = law.by === 'path' ? of : of === post.unit ? mine : clerkOf(of)
    const reached: Reach = law.by === 'path' ? reach : account !== '' && relation !== 'unset' && theirs === account ? 'write' : 'none'
    const [row, own] = [stage.rows.get(table.name, theirs), stage.rows.get(table.name, mine)]
    return VERBS.flatMap((verb) => {
      // Rows by account bear no label; a head is there already for every unit (the matrix test borrows one apart).
      if (verb === 'borrow' && (law.by === 'account' || table.name === 'unit_head')) return []
      const sqls = [statement(stage, table, verb, row, own), ...(verb === 'borrow' && of !== post.unit ? leaning(stage, table, of, own) : [])]
      return sqls.map((sql): Cell => ({ who, table: table.name, verb, relation, of: theirs, may: mayDo(table.name, verb, reached), sql }))
    })
  })
}

/** Every post of the law on the app's login: with its scope, and once more after its transaction's scope is gone. */
export function sittings(stage: Stage): Sitting[] {
  return Object.entries(POSTS).flatMap(([who, post]) => [
    { who, login: 'qingqian_app', scope: standing(post).scope, cells: post.rows.flatMap(([relation, of, reach]) => cellsOf(stage, who, post, relation, of, reach)) },
    { who, login: 'qingqian_app', scope: '', cells: cellsOf(stage, who, post, 'unset', post.unit, 'none') },
  ])
}

/** The positive controls: each unit's own clerk, to whom every row of the matrix belongs. */
export function controls(stage: Stage): Sitting[] {
  return stage.units.map((unit) => {
    const post: Post = { role: 'CLERK', unit, rows: [] }
    return { who: clerkOf(unit), login: 'qingqian_app', scope: standing(post).scope, cells: cellsOf(stage, clerkOf(unit), post, 'own', unit, 'write') }
  })
}

/** The logins that no scope confines: the widest scope must not help them either. */
export function loginSittings(stage: Stage, scope: string): Sitting[] {
  return Object.entries(LOGINS).map(([login, law]) => ({
    // A label is bound to the unit's head; whoever may change labels changes them together (relabel).
    who: login, login, scope, before: login === 'qingqian_mover' ? 'set constraints all deferred;' : '',
    cells: stage.units.flatMap((unit) => cellsOf(stage, login, { role: 'CLERK', unit, rows: [] }, 'any', unit, 'none').map((cell): Cell => {
      const table = cell.table
      return { ...cell, may: (law.more[table] ?? (TENANT_TABLES[table]!.by === 'path' ? law.byPath : [])).includes(cell.verb) }
    })),
  }))
}

/**
 * Runs every statement of a sitting in one round trip and takes each back: what it did is its number of rows, or the
 * error's SQLSTATE. Runs inside the caller's transaction, under the login and the scope, as the app sets it.
 */
export async function probe(client: pg.Client, sitting: Omit<Sitting, 'who' | 'login'>): Promise<string[]> {
  const results = await client.query(`${sitting.before ?? ''} ${sitting.scope === '' ? '' : `set local qq.scope = '${sitting.scope}';`}
    do $probes$
    declare
      probe text;
      touched bigint;
      outcomes text[] := '{}';
    begin
      for probe in select * from jsonb_array_elements_text($json$${JSON.stringify(sitting.cells.map(({ sql }) => sql))}$json$) loop
        begin
          execute probe;
          get diagnostics touched = row_count;
          raise exception using errcode = 'QQ000', message = touched;
        exception when others then
          outcomes := outcomes || case sqlstate when 'QQ000' then sqlerrm else sqlstate::text end;
        end;
      end loop;
      perform set_config('probe.outcomes', array_to_string(outcomes, ' '), true);
    end $probes$;
    select current_setting('probe.outcomes') as outcomes`)
  const last = (results as unknown as pg.QueryResult<{ outcomes: string }>[]).at(-1)!
  return last.rows[0]!.outcomes.split(' ')
}

/**
 * Done: a row was touched, or nothing but a key that is taken stood in the way (keys are looked at after policies).
 * Denied: no right, or no such row. A borrowed row may also fall to its foreign key. Anything else is a probe gone wrong.
 */
function judged(cell: Cell, outcome: string): boolean | null {
  if (outcome === '0' || outcome === '42501' || (cell.verb === 'borrow' && outcome === '23503')) return false
  return /^[1-9]\d*$/.test(outcome) || outcome === '23505' ? true : null
}

/** The cells where the database and the law differ, in words. */
export function differences(cells: readonly Cell[], outcomes: readonly string[]): string[] {
  return cells.flatMap((cell, index) => {
    const did = judged(cell, outcomes[index]!)
    if (did === cell.may) return []
    return [`${cell.who}: ${cell.verb} ${cell.table} of ${cell.of} (${cell.relation}) ${did === null ? `ended in ${outcomes[index]!}: ${cell.sql}` : did ? 'was done and must not be' : 'was denied and must not be'}`]
  })
}
