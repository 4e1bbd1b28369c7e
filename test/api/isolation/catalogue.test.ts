/** T-ISO-2. The catalogue keeps the rules of isolation; and a violation of each rule, seeded and rolled back, is found. */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../harness/database.ts'
import { RULES, findings } from './lint.ts'

let fresh: FreshDatabase
let superuser: pg.Client
beforeAll(async () => {
  fresh = await freshDatabase()
  superuser = new pg.Client({ connectionString: fresh.url('superuser') })
  await superuser.connect()
})
afterAll(async () => {
  await superuser.end()
  await fresh.drop()
})

test('T-ISO-2 nothing is wrong with the database that the migrations make', async () => {
  expect(await findings(superuser)).toEqual([])
})

/** Rule, what breaks it, what the finding must name. Roles belong to the whole cluster: all is rolled back, nothing commits. */
const VIOLATIONS: readonly (readonly [rule: string, sql: string, named: string])[] = [
  ['unlisted', 'create table complaint (county_id text, path text)', 'complaint'],
  ['unlisted', 'create schema more; create table more.payable (id int)', 'payable'],
  ['missing', 'alter table import_run rename to import_runs', 'import_run'],
  ['misfiled', 'alter table policy add county_id text', 'policy'],
  ['row-security', 'alter table payable no force row level security', 'payable has row-level security not forced'],
  ['row-security', 'alter table request disable row level security', 'request has row-level security off'],
  ['columns', 'alter table totals_day alter path drop not null', 'totals_day.path'],
  ['columns', 'alter table import_run drop constraint import_run_county_id_unit_id_path_fkey; drop policy guard on import_run; drop policy reads on import_run; drop policy appends on import_run; drop policy changes on import_run; alter table import_run alter path type text collate "POSIX"', 'import_run.path'],
  ['keys', 'create unique index by_contract on payable (contract_no)', 'by_contract'],
  ['keys', 'alter table import_run drop constraint import_run_pkey', 'import_run: no primary key'],
  ['indexes', 'create index by_creditor on payable (creditor_id)', 'by_creditor'],
  ['foreign-keys', 'alter table journal_entry add constraint loose foreign key (county_id, payable_id) references payable (county_id, id)', 'loose'],
  ['labels', 'alter table payable drop constraint payable_county_id_unit_id_path_fkey', 'payable.path'],
  ['labels', 'alter table unit_head drop constraint unit_head_county_id_unit_id_path_fkey', 'unit_head.path'],
  ['cascades', 'alter table session drop constraint session_account_id_fkey; alter table session add constraint kills foreign key (account_id) references account (id) on delete cascade', 'kills'],
  ['cascades', 'alter table unit drop constraint unit_located_in_fkey; alter table unit add constraint forgets foreign key (located_in) references unit (id) on delete set null', 'forgets'],
  ['constraints', 'alter table payable add constraint later check (amount < 100) not valid', 'later'],
  ['roles', 'alter role qingqian_tail bypassrls', 'qingqian_tail'],
  ['roles', 'alter role qingqian_owner superuser', 'qingqian_owner'],
  ['roles', 'alter role qingqian_mover login', 'qingqian_mover'],
  ['memberships', 'grant qingqian_mover to qingqian_access', 'qingqian_access is a member of qingqian_mover'],
  ['memberships', 'grant qingqian_owner to qingqian_app', 'qingqian_app is a member of qingqian_owner'],
  ['ownership', 'alter table request owner to qingqian_access', 'request belongs to qingqian_access'],
  ['schemas', 'grant create on schema public to qingqian_app', 'qingqian_app may create in public'],
  ['schemas', 'grant create on schema public to public', 'may create in public'],
  ['default-privileges', 'alter default privileges for role qingqian_owner grant select on tables to qingqian_app', 'qingqian_owner'],
  ['definers', `create function peek() returns bigint language sql security definer set search_path = pg_catalog, public, pg_temp as 'select count(*) from payable'`, 'peek()'],
  ['definers', 'alter function relabel(text, text) owner to postgres', 'relabel(text,text)'],
  ['definer-search-path', 'alter function relabel(text, text) reset search_path', 'relabel(text,text)'],
  ['definer-callers', 'grant execute on function relabel(text, text) to public', 'anyone'],
  ['definer-callers', 'grant execute on function relabel(text, text) to qingqian_app', 'qingqian_app'],
  ['leakproof', `create function same(text) returns boolean language sql leakproof as 'select true'`, 'same(text)'],
  ['folded-settings', `create function scope_now() returns text language sql immutable as $$select current_setting('qq.scope', true)$$`, 'scope_now()'],
  ['views', 'create view all_payables as select * from payable', 'all_payables'],
  ['materialized', 'create materialized view sums as select unit_id, sum(amount) from payable group by unit_id', 'sums'],
  ['children', 'create table payable_old () inherits (payable)', 'payable_old'],
  ['rewrite-rules', 'create rule quiet as on delete to payable do instead nothing', 'quiet'],
  ['triggers', `create function copied() returns trigger language plpgsql as 'begin return new; end'; create trigger copies after insert on payable for each row execute function copied()`, 'copies'],
  ['sequences', 'create sequence number; grant usage on sequence number to qingqian_app', 'number'],
  ['operators', 'alter function text_ge(text, text) not leakproof', 'text_ge'],
  ['append-only', 'alter table journal_entry disable trigger append_only', 'journal_entry lacks append_only'],
  ['append-only', 'drop trigger append_only_whole on daily_report_version', 'daily_report_version lacks append_only_whole'],
  ['append-only', `drop trigger append_only on journal_entry; create trigger append_only before update of amount on journal_entry for each row execute function refuse_all_but_label()`, 'journal_entry lacks append_only'],
  ['policies', 'create policy kindly on payable for select to qingqian_app using (true)', 'payable has PERMISSIVE SELECT'],
  ['policies', `alter policy reads on payable using (path like split_part(current_setting('qq.scope', true), '|', 1) || '%')`, 'payable lacks PERMISSIVE SELECT'],
  ['policies', `alter policy guard on totals_day using (path <= split_part(current_setting('qq.scope', true), '|', 2))`, 'totals_day lacks RESTRICTIVE ALL'],
  ['policies', 'drop policy guard on request', 'request lacks RESTRICTIVE ALL'],
  ['policies', 'create policy all_see on account using (true)', 'account has PERMISSIVE ALL'],
  ['grants', 'grant delete on payable to qingqian_app', 'qingqian_app on payable'],
  ['grants', 'grant truncate on journal_entry to qingqian_tail', 'qingqian_tail on journal_entry'],
  ['grants', 'grant references, trigger on payable to qingqian_app', 'qingqian_app on payable'],
  ['grants', 'grant update on journal_entry to qingqian_app', 'qingqian_app on journal_entry'],
  ['grants', 'grant update (amount) on journal_entry to qingqian_mover', 'qingqian_mover on journal_entry'],
  ['grants', 'grant update (path) on unit to qingqian_access', 'qingqian_access on unit'],
  ['grants', 'grant select on account to qingqian_app', 'qingqian_app on account'],
  ['grants', 'grant select on payable to public', 'anyone on payable'],
  ['grants', 'grant select on payable to qingqian_tail with grant option', 'with grant option on payable'],
]

test.each(VIOLATIONS)('seeded: %s: %s', async (rule, sql, named) => {
  await superuser.query('begin')
  try {
    await superuser.query(sql)
    const found = await findings(superuser)
    expect(found.filter((finding) => finding.startsWith(`${rule}: `) && finding.includes(named))).not.toEqual([])
  } finally {
    await superuser.query('rollback')
  }
})

test('the scope is set in one place, for the transaction alone', () => {
  const source = fileURLToPath(new URL('../../../apps/api/src', import.meta.url))
  const naming = (words: RegExp): string[] => globSync('**/*.ts', { cwd: source }).filter((file) => words.test(readFileSync(join(source, file), 'utf8'))).sort()
  expect(naming(/qq\.scope/)).toEqual(['platform/database.ts'])
  expect(naming(/set_config\s*\(|\bset (session )?qq\b|reset role|set (local )?role|session authorization/i)).toEqual([])
})

test('every rule has its seeded violation', () => {
  const seeded = new Set(VIOLATIONS.map(([rule]) => rule))
  expect([...RULES.map(({ name }) => name), 'policies', 'grants'].filter((rule) => !seeded.has(rule))).toEqual([])
})
