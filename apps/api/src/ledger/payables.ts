/** Lists of payables: one SQL a page, in the caller's scope; sums and counts over everything the filter matches. */
import type { Category } from '@qingqian/rules/cell'
import { isDay } from '@qingqian/rules/day'
import type { PayableStatus } from '@qingqian/rules/payable'
import type { Vintage } from '@qingqian/rules/policy'
import { tidy } from '@qingqian/rules/text'
import { type ReportingLine, subtree } from '@qingqian/rules/unit'
import { DummyDriver, type Expression, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler, type SqlBool, sql } from 'kysely'
import { type Caller, sees } from '../access/caller.ts'
import type { Database } from '../platform/database.ts'
import { badInput } from '../platform/failure.ts'
import { type Connection, type Page, connectionOf, cursorOf } from '../platform/paging.ts'
import { UUID } from '../platform/global-id.ts'
import type { Unit } from '../units/tree.ts'
import type { Units } from '../units/units.ts'
import { reachOf } from './reach.ts'
import { paymentsColumn } from './payments.ts'
import { PAYABLE_COLUMNS, type PayableRow, payableRow } from './rows.ts'
import { searchKey } from './search-text.ts'

export interface PayableFilter {
  reportingLines?: ReportingLine[] | null
  vintages?: Vintage[] | null
  categories?: Category[] | null
  statuses?: PayableStatus[] | null
  disputed?: boolean | null
  contested?: boolean | null
  counted?: boolean | null
  unit?: string | null
  creditor?: string | null
  search?: string | null
  overdueFrom?: string | null
  overdueTo?: string | null
}

export const ORDER_COLUMNS = { OVERDUE_SINCE: 'overdue_since', AMOUNT: 'amount', OUTSTANDING: 'outstanding', RECORDED_AT: 'recorded_at' } as const
export interface PayableOrder {
  field: keyof typeof ORDER_COLUMNS
  direction: 'ASC' | 'DESC'
}

export interface PayableSums {
  count: number
  outstandingCount: number
  contestedCount: number
  creditorCount: number
  amount: bigint
  paid: bigint
  extinguished: bigint
  outstanding: bigint
  disputedOutstanding: bigint
}

const NO_SUMS: PayableSums = { count: 0, outstandingCount: 0, contestedCount: 0, creditorCount: 0, amount: 0n, paid: 0n, extinguished: 0n, outstanding: 0n, disputedOutstanding: 0n }

/** Writes SQL, runs none: the statements travel with their transaction and scope in one round trip. */
const writer = new Kysely<{ payable: Record<string, unknown> }>({
  dialect: { createAdapter: () => new PostgresAdapter(), createDriver: () => new DummyDriver(), createIntrospector: (db) => new PostgresIntrospector(db), createQueryCompiler: () => new PostgresQueryCompiler() },
})

const escaped = (text: string): string => `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`

/** Sizes that programs ask for again and again: plans are kept for these, not for each number from 1 to 100. */
const PAGES_KEPT: ReadonlySet<number> = new Set([1, 10, 20, 50, 100])

/** Which homes' rows. */
const homes = (counties: readonly string[]): Expression<SqlBool> => (counties.length === 1 ? sql<SqlBool>`p.county_id = ${counties[0]}` : sql<SqlBool>`p.county_id = any(${counties})`)

/** The unit's payables within these homes as a condition; null when the filter can match nothing the caller may see. */
function conditions(units: Units, caller: Caller, unit: Unit, filter: PayableFilter, inOrder = false): Expression<SqlBool>[] | null {
  const narrowed = filter.unit == null ? unit : units.get(filter.unit)
  if (!narrowed || !sees(caller, narrowed)) return null
  const below = reachOf(units.tree, unit).units
  const list: Expression<SqlBool>[] = []
  for (const place of new Set([unit, narrowed])) {
    const { from, to } = subtree(place.path)
    // "is true" keeps the planner from collecting by path and sorting, where walking in order finds the page sooner
    if (inOrder) list.push(sql<SqlBool>`(p.path >= ${from}) is true`, sql<SqlBool>`(p.path < ${to}) is true`)
    else list.push(sql<SqlBool>`p.path >= ${from}`, sql<SqlBool>`p.path < ${to}`)
  }
  list.push(sql<SqlBool>`not p.withdrawn`)
  if (filter.reportingLines) {
    const lines = new Set(filter.reportingLines)
    list.push(sql<SqlBool>`p.unit_id = any(${below.filter((each) => each.line && lines.has(each.line)).map((each) => each.code)})`)
  }
  if (filter.vintages) list.push(sql<SqlBool>`p.vintage = any(${filter.vintages})`)
  if (filter.categories) list.push(sql<SqlBool>`p.category = any(${filter.categories})`)
  if (filter.statuses) list.push(statusIn(filter.statuses))
  if (filter.disputed != null) list.push(filter.disputed ? sql<SqlBool>`(p.is_open and p.disputed = p.outstanding)` : sql<SqlBool>`not (p.is_open and p.disputed = p.outstanding)`)
  if (filter.contested != null) list.push(filter.contested ? sql<SqlBool>`p.disputed > 0` : sql<SqlBool>`p.disputed = 0`)
  if (filter.counted != null) {
    const suspended = below.filter((each) => each.status === 'SUSPENDED').map((each) => each.code)
    list.push(filter.counted ? sql<SqlBool>`p.unit_id <> all(${suspended})` : sql<SqlBool>`p.unit_id = any(${suspended})`)
  }
  for (const text of [filter.creditor, filter.search]) if (text != null && searchKey(tidy(text)) !== '') list.push(sql<SqlBool>`p.search like ${escaped(searchKey(tidy(text)))}`)
  if (filter.overdueFrom != null) list.push(sql<SqlBool>`p.overdue_since >= ${known(filter.overdueFrom)}`)
  if (filter.overdueTo != null) list.push(sql<SqlBool>`p.overdue_since <= ${known(filter.overdueTo)}`)
  return list
}

/** The database has no year 0; no payable is that old. */
const known = (day: string): string => (day < '0001' ? '0001-01-01' : day)

const STATUS = { OPEN: sql<SqlBool>`(p.is_open and p.paid + p.extinguished = 0)`, PARTLY_PAID: sql<SqlBool>`(p.is_open and p.paid + p.extinguished > 0)`, CLEARED: sql<SqlBool>`not p.is_open` }

function statusIn(statuses: readonly PayableStatus[]): Expression<SqlBool> {
  const asked = new Set(statuses)
  if (asked.size === 0) return sql<SqlBool>`false`
  // In these very words: the index over what is open serves no other condition, and without it a page reads the whole county.
  if (asked.has('OPEN') && asked.has('PARTLY_PAID')) return asked.has('CLEARED') ? sql<SqlBool>`true` : sql<SqlBool>`p.is_open`
  return sql<SqlBool>`(${sql.join([...asked].map((status) => STATUS[status]), sql` or `)})`
}

/** One page of the payables of a unit's subtree. @param more skip: rows passed over from where the page would begin; payments: so many of each one's last come along */
export async function payablesPage(
  database: Database, units: Units, caller: Caller, unit: Unit, filter: PayableFilter, order: PayableOrder, page: Page, { skip = 0, payments = 0 }: { skip?: number; payments?: number } = {},
): Promise<Connection<PayableRow>> {
  const { counties, isWide } = reachOf(units.tree, unit)
  const inOrder = order.field === 'OVERDUE_SINCE' && isWide && filter.unit == null
  const where = conditions(units, caller, unit, filter, inOrder)
  if (!where) return connectionOf<PayableRow>([], page, () => '')
  const column = sql.raw(`p.${ORDER_COLUMNS[order.field]}`)
  const ascending = (order.direction === 'ASC') !== page.backward
  for (const [cursor, onward] of [[page.after, true], [page.before, false]] as const) {
    if (!cursor) continue
    const larger = (order.direction === 'ASC') === onward
    where.push(sql<SqlBool>`(${column}, p.id) ${sql.raw(larger ? '>' : '<')} (${placeOf(order, cursor[0]!)}, ${idOf(cursor[1]!)}::uuid)`)
  }
  const direction = sql.raw(ascending ? 'asc' : 'desc')
  const columns = payments === 0 ? PAYABLE_COLUMNS : `${PAYABLE_COLUMNS}, ${paymentsColumn(payments)}`
  const sorted = sql`order by ${column} ${direction}, p.id ${direction}`
  // The size stands in the text: with a parameter the planner supposes a tenth of everything, and collects it.
  const size = sql.raw(`limit ${page.size + 1}${skip > 0 ? ` offset ${skip}` : ''}`)
  const kept = sql.join(where, sql` and `)
  const query = (inOrder && counties.length > 1
    // each home in its own order, then the first of all: no index serves several homes at once
    ? sql`select ${sql.raw(columns)} from unnest(${counties}::text[]) home(id) cross join lateral (select * from payable p where p.county_id = home.id and ${kept} ${sorted} limit ${sql.raw(`${page.size + 1 + skip}`)}) p ${sorted} ${size}`
    : sql`select ${sql.raw(columns)} from payable p where ${homes(counties)} and ${kept} ${sorted} ${size}`).compile(writer)
  const [rows] = await database.read(caller.scopeText, { sql: query.sql, values: query.parameters, keep: skip === 0 && PAGES_KEPT.has(page.size) })
  return connectionOf(rows!.map(payableRow), page, (row) => cursorOf([valueOf(order, row), row.id]))
}

/** Count and sums over everything the filter matches. */
export async function payablesSums(database: Database, units: Units, caller: Caller, unit: Unit, filter: PayableFilter): Promise<PayableSums> {
  const where = conditions(units, caller, unit, filter)
  if (!where) return NO_SUMS
  const query = sql`select count(*)::int as count, (count(*) filter (where p.outstanding > 0))::int as "outstandingCount", (count(*) filter (where p.disputed > 0))::int as "contestedCount",
    (count(distinct p.creditor_id) filter (where p.outstanding > 0))::int as "creditorCount", coalesce(sum(p.amount), 0) as amount, coalesce(sum(p.paid), 0) as paid,
    coalesce(sum(p.extinguished), 0) as extinguished, coalesce(sum(p.outstanding), 0) as outstanding, coalesce(sum(p.disputed), 0) as "disputedOutstanding"
    from payable p where ${homes(reachOf(units.tree, unit).counties)} and ${sql.join(where, sql` and `)}`.compile(writer)
  const [rows] = await database.read(caller.scopeText, { sql: query.sql, values: query.parameters })
  return rows![0] as unknown as PayableSums
}

function valueOf(order: PayableOrder, row: PayableRow): string {
  switch (order.field) {
    case 'OVERDUE_SINCE':
      return row.overdueSince
    case 'AMOUNT':
      return `${row.amount}`
    case 'OUTSTANDING':
      return `${row.outstanding}`
    case 'RECORDED_AT':
      return new Date(row.recordedAt).toISOString()
  }
}

const ISO = /^[1-9]\d{3}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/

const strange = (): Error => badInput('That cursor belongs to another order.')

function placeOf(order: PayableOrder, value: string) {
  // as valueOf writes them, and nothing else that Date.parse would take and the database would not
  const fits = order.field === 'OVERDUE_SINCE' ? isDay(value) && value >= '0001' : order.field === 'RECORDED_AT' ? ISO.test(value) && Number.isFinite(Date.parse(value)) : /^\d{1,18}$/.test(value)
  if (!fits) throw strange()
  if (order.field === 'OVERDUE_SINCE') return sql`${value}::date`
  return order.field === 'RECORDED_AT' ? sql`${value}::timestamptz` : sql`${value}::bigint`
}

function idOf(value: string): string {
  if (!UUID.test(value)) throw strange()
  return value
}
