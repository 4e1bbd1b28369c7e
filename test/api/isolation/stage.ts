/** The stage of the isolation tests: Jincheng with a second city beside it, callers as the app makes them, rows of all. */
import pg from 'pg'
import { type Role, scopeOf } from '@qingqian/rules/permission'
import { type UnitKind, pathUnder } from '@qingqian/rules/unit'
import { callerOf, callerOfKey } from '../../../apps/api/src/access/caller.ts'
import { type DatabaseUrls, scopeText } from '../../../apps/api/src/platform/database.ts'
import { UnitTree } from '../../../apps/api/src/units/tree.ts'
import { type FreshDatabase, freshDatabase } from '../../harness/database.ts'
import { type TreeLine, insertUnits, jincheng } from '../../harness/world.ts'
import { type Table, tenantTables } from './catalogue.ts'
import { type Place, Rows } from './rows.ts'
import { POSTS, type Post } from './who-may.ts'

const unit = (code: string, kind: UnitKind, parent: string | null, line: TreeLine['line']): TreeLine => ({ code, name: `单位${code}`, kind, parent, line, locatedIn: null })

/** Units that the demo city lacks and isolation is about: another city, an institution of a township, codes that begin alike. */
const MORE: readonly TreeLine[] = [
  unit('140600', 'CITY', null, null), unit('140602', 'COUNTY', '140600', null), unit('140602100', 'TOWNSHIP', '140602', 'TOWNSHIP'),
  unit('140522-WJJ', 'DEPARTMENT', '140522', 'DEPARTMENT'), unit('140521100-ZX', 'INSTITUTION', '140521100', 'TOWNSHIP'), unit('140521-QHSY0', 'SOE', '140521', 'SOE'),
]

export const LINES: readonly TreeLine[] = [...jincheng(), ...MORE]

const EARLY = Date.parse('2020-01-01')

/** The tree of the lines, made without a database. */
export function treeOf(lines: readonly TreeLine[]): UnitTree {
  const made = new Map<string, { path: string; kind: UnitKind; county: string }>()
  const facts = lines.map((line, position) => {
    const parent = line.parent === null ? null : made.get(line.parent)!
    const place = { path: pathUnder(parent, line), kind: line.kind, county: line.kind === 'COUNTY' || parent === null ? line.code : parent.county }
    made.set(line.code, place)
    return { code: line.code, countyId: place.county, path: place.path, name: line.name, kind: line.kind, line: line.line, locatedIn: null, position, openedOn: '1949-10-01' }
  })
  const placements = lines.map((line) => ({ unit: line.code, parent: line.parent, effectiveOn: '1949-10-01', recordedAt: EARLY }))
  return new UnitTree(facts, placements, [], { day: '2022-09-14', moment: Date.parse('2022-09-14') })
}

export const TREE = treeOf(LINES)

export const clerkOf = (code: string): string => `clerk.${code}`

/** The account of a post, and its scope as the app sets it; '' where there is none. */
export function standing({ role, unit: code }: Pick<Post, 'role' | 'unit'>): { account: string; scope: string } {
  const at = TREE.get(code)
  if (!at) throw new Error(`no unit ${code}`)
  if (role === null) return { account: '', scope: '' }
  if (role === 'KEY') {
    const caller = callerOfKey({ id: '0d1c', name: '钥匙', scopes: ['LEDGER_READ'] }, at)
    return { account: caller.account, scope: caller.scopeText }
  }
  const caller = callerOf({ id: `${role.toLowerCase()}.${code}`, name: '经办', role: role satisfies Role }, at, TREE, 'test')
  return { account: caller.account, scope: caller.scopeText }
}

/** The widest scope there is: for logins that no scope confines. */
export const widest = scopeText(scopeOf({ role: 'OFFICE', unit: { path: '/140500/', kind: 'CITY' }, countyPath: '/140500/' }), 'office.140500')

export interface Stage {
  urls: DatabaseUrls
  superuser: pg.Client
  tables: Table[]
  rows: Rows
  /** Units that some post is asked about. */
  units: string[]
  drop(): Promise<void>
}

export async function openStage(): Promise<Stage> {
  const fresh: FreshDatabase = await freshDatabase()
  await insertUnits(fresh.urls, LINES)
  const superuser = new pg.Client({ connectionString: fresh.url('superuser') })
  await superuser.connect()
  const tables = await tenantTables(superuser)
  const units = [...new Set(Object.values(POSTS).flatMap(({ rows }) => rows.map(([, code]) => code)))]
  const places = units.map((code): Place => ({ code, county: TREE.get(code)!.countyId, path: TREE.get(code)!.path }))
  const accounts = new Map(units.map((code) => [clerkOf(code), TREE.get(code)!.countyId]))
  for (const post of Object.values(POSTS)) if (post.role !== null) accounts.set(standing(post).account, TREE.get(post.unit)!.countyId)
  const rows = new Rows()
  await rows.fill(superuser, tables, places, [...accounts].map(([account, county]) => ({ account, county })))
  return { urls: fresh.urls, superuser, tables, rows, units, drop: async () => { await superuser.end(); await fresh.drop() } }
}
