/** The other half of the lint: every policy and every grant is exactly the law's. A policy that nobody wrote down is a finding. */
import type pg from 'pg'
import { REFERENCE_TABLES, TENANT_TABLES, type TableLaw } from './who-may.ts'

interface PolicyRow { table: string; permissive: string; roles: string; cmd: string; using: string | null; check: string | null }

/** Policies compare plain columns with parts of the setting by leakproof operators (=, >=, <) and by nothing else. */
const RANGE = (part: number): string => `(path >= $${part}) AND (path < $${part + 1})`
const READS = `((${RANGE(1)}) OR (${RANGE(3)}))`
const WRITES = `(${RANGE(5)})`
const REACHES = `((${RANGE(1)}) OR (${RANGE(3)}) OR (${RANGE(5)}))`
const OWNS = '(account_id = NULLIF($7, \'\'::text))'
const MOVER = "(CURRENT_USER = 'qingqian_mover'::name)"

/** The setting's parts as $1 to $7; any other setting or function stays as it is, and so is not the law's. */
const plain = (expression: string | null): string | null => expression?.replaceAll(/split_part\(current_setting\('qq\.scope'::text, true\), '\|'::text, (\d)\)/g, '$$$1') ?? null

const line = ({ permissive, roles, cmd, using, check }: Omit<PolicyRow, 'table'>): string => `${permissive} ${cmd} to ${roles} using ${using ?? '-'} check ${check ?? '-'}`

function lawful(law: TableLaw): string[] {
  const app = (permissive: string, cmd: string, using: string | null, check: string | null) => line({ permissive, roles: '{qingqian_app}', cmd, using, check })
  const others = (law.others ?? []).flatMap(({ login, policies }) => policies.map((policy) => line({ permissive: 'PERMISSIVE', roles: `{${login}}`, ...policy })))
  if (law.by === 'account') return [app('RESTRICTIVE', 'ALL', OWNS, OWNS), app('PERMISSIVE', 'ALL', OWNS, OWNS), ...others]
  return [
    app('RESTRICTIVE', 'ALL', REACHES, WRITES), app('PERMISSIVE', 'SELECT', READS, null), app('PERMISSIVE', 'INSERT', null, WRITES), app('PERMISSIVE', 'UPDATE', WRITES, WRITES),
    line({ permissive: 'PERMISSIVE', roles: '{qingqian_tail}', cmd: 'SELECT', using: 'true', check: null }), line({ permissive: 'PERMISSIVE', roles: '{qingqian_mover}', cmd: 'ALL', using: MOVER, check: MOVER }), ...others,
  ]
}

function grantsOf(table: string): Record<string, string> {
  const law = TENANT_TABLES[table]
  if (!law) return { ...REFERENCE_TABLES[table] }
  const app = [law.verbs.includes('insert') ? (law.inserts === undefined ? 'INSERT' : `INSERT(${law.inserts})`) : '', 'SELECT', law.updates === '' ? '' : `UPDATE(${law.updates})`].filter(Boolean).join(' ')
  const byPath: Record<string, string> = law.by === 'path' ? { qingqian_tail: 'SELECT', qingqian_mover: 'SELECT UPDATE(path)' } : {}
  return { qingqian_app: app, ...byPath, ...Object.fromEntries((law.others ?? []).map(({ login, grants }) => [login, grants])) }
}

/** Who was granted what on a table, whole or by column, but for its owner. */
const GRANTS = `select c.relname as table, case g.grantee when 0 then 'anyone' else g.grantee::regrole::text end || case when bool_or(g.is_grantable) then ' with grant option' else '' end as login,
    g.privilege_type || coalesce('(' || string_agg(a.attname, ' ' order by a.attname) || ')', '') as privilege
  from pg_class c join pg_namespace n on n.oid = c.relnamespace cross join lateral (
    select x.*, null::name as attname from aclexplode(c.relacl) x union all select x.*, t.attname from pg_attribute t cross join aclexplode(t.attacl) x where t.attrelid = c.oid and t.attacl is not null) a
  cross join lateral (select a.grantee, a.privilege_type, a.is_grantable) g
  where n.nspname = 'public' and c.relkind in ('r', 'p', 'v', 'm', 'f') and g.grantee <> c.relowner group by c.relname, g.grantee, g.privilege_type, a.attname is null order by 1, 2, 3`

export async function policyFindings(client: pg.Client): Promise<string[]> {
  const policies = await client.query<PolicyRow>('select tablename as table, permissive, roles::text, cmd, qual as using, with_check as check from pg_policies order by tablename, policyname')
  const found: string[] = []
  for (const table of new Set([...Object.keys(TENANT_TABLES), ...policies.rows.map((row) => row.table)])) {
    const there = policies.rows.filter((row) => row.table === table).map((row) => line({ ...row, using: plain(row.using), check: plain(row.check) }))
    const law = TENANT_TABLES[table] ? lawful(TENANT_TABLES[table]) : []
    for (const policy of law) if (!there.includes(policy)) found.push(`policies: ${table} lacks ${policy}`)
    for (const policy of there) if (!law.includes(policy)) found.push(`policies: ${table} has ${policy}`)
    if (new Set(there).size < there.length) found.push(`policies: ${table} has one twice`)
  }
  const grants = await client.query<{ table: string; login: string; privilege: string }>(GRANTS)
  for (const table of new Set([...Object.keys(TENANT_TABLES), ...Object.keys(REFERENCE_TABLES), ...grants.rows.map((row) => row.table)])) {
    const law = grantsOf(table)
    const there = Map.groupBy(grants.rows.filter((row) => row.table === table), ({ login }) => login)
    for (const login of new Set([...Object.keys(law), ...there.keys()])) {
      const actual = (there.get(login) ?? []).map(({ privilege }) => privilege).join(' ')
      if (actual !== (law[login] ?? '')) found.push(`grants: ${login} on ${table} has "${actual}", by law "${law[login] ?? ''}"`)
    }
  }
  return found
}
