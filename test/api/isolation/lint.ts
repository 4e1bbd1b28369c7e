/**
 * T-ISO-2. Rules about the catalogue, as SQL: what a policy cannot say of itself. Each finding begins with its rule; the
 * test seeds a violation of every rule and must find it.
 */
import type pg from 'pg'
import { DEFINER_FUNCTIONS, INDEXES_WITHOUT_COUNTY, REFERENCE_TABLES, TENANT_TABLES } from './who-may.ts'
import { policyFindings } from './lint-policies.ts'

interface Rule {
  name: string
  /** Gives rows with a column `found`: what is wrong. $1: the tenant tables, $2: tenant and reference tables. */
  sql: string
}

export const LOGIN_ROLES = ['qingqian_app', 'qingqian_access', 'qingqian_tail'] as const
const ALL_ROLES = [...LOGIN_ROLES, 'qingqian_owner', 'qingqian_mover'] as const

const list = (words: readonly string[]): string => words.map((word) => `'${word}'`).join(', ')
const OURS = `n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast') and n.nspname not like 'pg_temp%' and n.nspname not like 'pg_toast_temp%'`
const CLASSES = 'from pg_class c join pg_namespace n on n.oid = c.relnamespace'
const TENANTS = `${CLASSES} where ${OURS} and c.relkind in ('r', 'p') and c.relname = any($1)`
const COLUMNS = (relation: string, numbers: string): string =>
  `array(select a.attname::text from unnest(${numbers}::int[]) with ordinality k (num, at) join pg_attribute a on a.attrelid = ${relation} and a.attnum = k.num order by k.at)`
const FOREIGN = `from pg_constraint f join pg_class c on c.oid = f.conrelid join pg_class p on p.oid = f.confrelid where f.contype = 'f'`

export const RULES: readonly Rule[] = [
  { name: 'unlisted', sql: `select c.relname || ' is neither a tenant nor a reference table' as found ${CLASSES} where ${OURS} and c.relkind in ('r', 'p', 'f') and not (n.nspname = 'public' and c.relname = any($2))` },
  { name: 'missing', sql: `select t || ' is listed and not there' as found from unnest($2::text[]) t where not exists (select 1 from pg_class where relname = t and relkind in ('r', 'p'))` },
  { name: 'misfiled', sql: `select c.relname || ' names a county and counts as reference' as found ${CLASSES} join pg_attribute a on a.attrelid = c.oid and a.attname = 'county_id' and not a.attisdropped
      where ${OURS} and c.relkind in ('r', 'p') and c.relname <> 'unit' and not c.relname = any($1)` },
  { name: 'row-security', sql: `select c.relname || ' has row-level security ' || case when c.relrowsecurity then 'not forced' else 'off' end as found ${TENANTS} and not (c.relrowsecurity and c.relforcerowsecurity)` },
  { name: 'columns', sql: `select c.relname || '.' || a.attname || ' may be null or is not compared byte by byte' as found from (select c.oid, c.relname ${TENANTS}) c join pg_attribute a on a.attrelid = c.oid
      where a.attname in ('county_id', 'unit_id', 'path', 'account_id') and (not a.attnotnull or a.attcollation <> 'pg_catalog."C"'::regcollation)` },
  { name: 'keys', sql: `select c.relname || ': ' || coalesce(i.indexrelid::regclass::text, 'no primary key') as found from (select c.oid, c.relname ${TENANTS}) c left join pg_index i on i.indrelid = c.oid and (i.indisunique or i.indisexclusion)
      where (i.indexrelid is null or (${COLUMNS('c.oid', 'i.indkey')})[1] is distinct from 'county_id') or not exists (select 1 from pg_index k where k.indrelid = c.oid and k.indisprimary)` },
  { name: 'indexes', sql: `select i.indexrelid::regclass || ' is not led by the county' as found from (select c.oid ${TENANTS}) c join pg_index i on i.indrelid = c.oid
      where not i.indisunique and (${COLUMNS('c.oid', 'i.indkey')})[1] is distinct from 'county_id' and i.indexrelid::regclass::text not in (${list(Object.keys(INDEXES_WITHOUT_COUNTY))})` },
  { name: 'foreign-keys', sql: `select f.conname || ' does not lead with the county or does not bind the unit' as found ${FOREIGN} and c.relname = any($1) and p.relname = any($1)
      and ((${COLUMNS('f.conrelid', 'f.conkey')})[1] <> 'county_id' or not 'unit_id' = any(${COLUMNS('f.conrelid', 'f.conkey')}))` },
  { name: 'labels', sql: `select c.relname || '.path is not bound to its unit' as found from (select c.oid, c.relname ${TENANTS}) c where exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'path')
      and not exists (select 1 from pg_constraint f where f.conrelid = c.oid and f.contype = 'f' and f.convalidated and f.condeferrable and not f.condeferred and f.confrelid = case c.relname when 'unit_head' then 'unit' else 'unit_head' end::regclass
        and ${COLUMNS('f.conrelid', 'f.conkey')} = array['county_id', 'unit_id', 'path'])` },
  { name: 'cascades', sql: `select f.conname || ' acts on its own' as found ${FOREIGN} and (f.confdeltype not in ('a', 'r') or f.confupdtype not in ('a', 'r'))` },
  { name: 'constraints', sql: `select f.conname || ' is not enforced' as found from pg_constraint f join pg_class c on c.oid = f.conrelid where c.relname = any($2) and (not f.convalidated or f.condeferred)` },
  { name: 'roles', sql: `select rolname || ' may too much' as found from pg_roles where rolname in (${list(ALL_ROLES)}) and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication or (rolname = 'qingqian_mover' and rolcanlogin))` },
  { name: 'memberships', sql: `select member::regrole || ' is a member of ' || roleid::regrole as found from pg_auth_members where (member::regrole::text in (${list(ALL_ROLES)}) or roleid::regrole::text in (${list(ALL_ROLES)}))
      and not (member::regrole::text = 'qingqian_owner' and roleid::regrole::text = 'qingqian_mover' and not admin_option)` },
  { name: 'ownership', sql: `select o.found from (select c.relname || ' belongs to ' || c.relowner::regrole as found, c.relowner as owner, c.relname = any($2) as table ${CLASSES} where ${OURS}
      union all select p.proname || ' belongs to ' || p.proowner::regrole, p.proowner, false from pg_proc p union all select n.nspname || ' belongs to ' || n.nspowner::regrole, n.nspowner, false from pg_namespace n
      union all select d.datname || ' belongs to ' || d.datdba::regrole, d.datdba, false from pg_database d where d.datname = current_database()) o
      where o.owner::regrole::text in (${list(LOGIN_ROLES)}) or (o.table and o.owner::regrole::text <> 'qingqian_owner')` },
  { name: 'schemas', sql: `select g.grantee::regrole || ' may create in ' || n.nspname as found from pg_namespace n cross join aclexplode(coalesce(n.nspacl, acldefault('n', n.nspowner))) g
      where ${OURS} and g.privilege_type = 'CREATE' and (g.grantee = 0 or g.grantee::regrole::text in (${list(LOGIN_ROLES)}))` },
  { name: 'default-privileges', sql: `select 'default privileges of ' || defaclrole::regrole as found from pg_default_acl` },
  { name: 'definers', sql: `select p.oid::regprocedure || ' runs with the rights of ' || p.proowner::regrole as found from pg_proc p join pg_namespace n on n.oid = p.pronamespace where ${OURS} and p.prosecdef
      and p.oid::regprocedure::text || ' ' || p.proowner::regrole not in (${list(Object.entries(DEFINER_FUNCTIONS).map(([name, { owner }]) => `${name} ${owner}`))})` },
  { name: 'definer-search-path', sql: `select p.oid::regprocedure || ' looks where its caller says' as found from pg_proc p join pg_namespace n on n.oid = p.pronamespace where ${OURS} and p.prosecdef
      and not coalesce(p.proconfig, '{}') @> array['search_path=pg_catalog, public, pg_temp']` },
  { name: 'definer-callers', sql: `select p.oid::regprocedure || ' may be called by ' || case g.grantee when 0 then 'anyone' else g.grantee::regrole::text end as found from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      cross join aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) g where ${OURS} and p.prosecdef and g.grantee <> p.proowner
      and p.oid::regprocedure::text || ' ' || case g.grantee when 0 then '' else g.grantee::regrole::text end not in (${list(Object.entries(DEFINER_FUNCTIONS).map(([name, { callers }]) => `${name} ${callers}`))})` },
  { name: 'leakproof', sql: `select p.oid::regprocedure || ' says it is leakproof' as found from pg_proc p join pg_namespace n on n.oid = p.pronamespace where ${OURS} and p.proleakproof` },
  { name: 'folded-settings', sql: `select p.oid::regprocedure || ' reads a setting and is not STABLE' as found from pg_proc p join pg_namespace n on n.oid = p.pronamespace where ${OURS} and p.provolatile = 'i' and p.prosrc || coalesce(pg_get_function_sqlbody(p.oid), '') ~* 'current_setting'` },
  { name: 'views', sql: `select c.relname || ' runs as its owner' as found ${CLASSES} where ${OURS} and c.relkind = 'v' and not coalesce(c.reloptions::text[], '{}') && array['security_invoker=true', 'security_invoker=on']` },
  { name: 'materialized', sql: `select c.relname || ' is materialized: no policy holds there' as found ${CLASSES} where ${OURS} and c.relkind = 'm'` },
  { name: 'children', sql: `select inhrelid::regclass || ' is a part of ' || inhparent::regclass as found from pg_inherits i join pg_class c on c.oid = i.inhparent where c.relname = any($1)` },
  { name: 'rewrite-rules', sql: `select r.rulename || ' rewrites ' || c.relname as found from pg_rewrite r join pg_class c on c.oid = r.ev_class where c.relname = any($2)` },
  { name: 'triggers', sql: `select t.tgname || ' on ' || c.relname as found from pg_trigger t join pg_class c on c.oid = t.tgrelid where c.relname = any($2) and not t.tgisinternal and t.tgname not like 'append_only%'` },
  { name: 'sequences', sql: `select c.relname || ' tells logins how much there is' as found ${CLASSES} cross join aclexplode(c.relacl) g where ${OURS} and c.relkind = 'S' and g.grantee <> c.relowner` },
  { name: 'operators', sql: `select p.proname || ' is not leakproof' as found from pg_proc p where p.proname in ('texteq', 'text_ge', 'text_lt', 'int8eq', 'nameeqtext', 'nameeq') and not p.proleakproof` },
  {
    name: 'append-only', sql: `select t || ' lacks ' || w.guard as found from unnest(array[${list([...Object.entries(TENANT_TABLES).filter(([, law]) => law.appendOnly).map(([name]) => name), 'audit_event'])}]) t
      cross join (values ('append_only', 19), ('append_only_rows', 11), ('append_only_whole', 34)) w (guard, kind)
      where not exists (select 1 from pg_trigger g where g.tgrelid = t::regclass and g.tgname = w.guard and g.tgtype = w.kind and g.tgenabled = 'O' and g.tgqual is null and g.tgattr = ''
        and g.tgfoid::regproc::text = case when w.guard = 'append_only' and t <> 'audit_event' then 'refuse_all_but_label' else 'refuse_change' end)`,
  },
]

/** Everything that is wrong with the database behind a superuser's connection; [] when nothing is. */
export async function findings(client: pg.Client): Promise<string[]> {
  const tenants = Object.keys(TENANT_TABLES)
  const all = [...tenants, ...Object.keys(REFERENCE_TABLES)]
  const found: string[] = []
  for (const { name, sql } of RULES) {
    const values = [tenants, all].slice(0, sql.includes('$2') ? 2 : sql.includes('$1') ? 1 : 0)
    // Where only the second list is asked for, the first must still be a parameter of known type.
    const text = sql.includes('$2') && !sql.includes('$1') ? `select x.* from (${sql}) x where $1::text[] is not null` : sql
    const { rows } = await client.query<{ found: string }>(text, values)
    found.push(...rows.map((row) => `${name}: ${row.found}`))
  }
  return [...found, ...await policyFindings(client)]
}
