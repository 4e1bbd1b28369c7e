/** One row in every tenant table for every unit that the matrix looks at, made from the catalogue; and rows like it. */
import type pg from 'pg'
import { type Table, byReference } from './catalogue.ts'
import { TENANT_TABLES } from './who-may.ts'

/** A row as the database writes it in JSON. */
export type Stored = Record<string, unknown>

export interface Place {
  code: string
  county: string
  path: string
}

/** Where a value of the type alone would not pass the table's checks. */
const PARTICULAR: Readonly<Record<string, Stored>> = {}

const uuid = (number: number): string => `00000000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`
let serial = 0

function valueOf(type: string, other: boolean): unknown {
  switch (type) {
    case 'uuid': return uuid(++serial)
    case 'text': return other ? `又${++serial}` : '甲'
    case 'date': return other ? `2031-01-${String((++serial % 28) + 1).padStart(2, '0')}` : '2022-09-14'
    case 'timestamptz': return '2022-09-14T02:00:00Z'
    case 'bool': return false
    case 'jsonb': return {}
    case 'bytea': return '\\x00'
    case '_text': return []
    case 'int2': case 'int4': case 'int8': case 'numeric': return other ? 1000 + (++serial % 20000) : 1
    default: throw new Error(`no value for the type ${type}: add one`)
  }
}

const TENANT_COLUMNS = ['county_id', 'unit_id', 'path', 'account_id']

/** A row with another key but in the same tenant, resting on the same parents: what an insert may try. */
export function another(table: Table, row: Stored): Stored {
  const resting = new Set(table.references.flatMap(({ columns }) => columns))
  const fresh: Stored = { ...row }
  for (const { name, type } of table.columns) {
    if (table.unique.has(name) && row[name] !== null && !TENANT_COLUMNS.includes(name) && !resting.has(name)) fresh[name] = valueOf(type, true)
  }
  return fresh
}

export const literal = (value: unknown): string => `'${(typeof value === 'string' ? value : JSON.stringify(value)).replaceAll("'", "''")}'`

/** The columns a row is inserted with: what the database makes itself stays out. */
export const given = (table: Table, row: Stored): string[] => table.columns.filter(({ name, needed, generated }) => !generated && (needed || (name in row && TENANT_COLUMNS.includes(name)))).map(({ name }) => name)

export function insertion(table: Table, row: Stored): string {
  const columns = given(table, row).join(', ')
  return `insert into ${table.name} (${columns}) select ${columns} from jsonb_populate_record(null::${table.name}, ${literal(JSON.stringify(row))}::jsonb)`
}

export const whose = (table: Table, row: Stored): string => table.key.map((column) => `${column} = ${literal(String(row[column]))}`).join(' and ')

/** Rows by table and unit; those by account by account. */
export class Rows {
  private readonly rows = new Map<string, Stored>()

  get(table: string, of: string): Stored {
    const row = this.rows.get(`${table} ${of}`)
    if (!row) throw new Error(`no row of ${of} in ${table}`)
    return row
  }

  /** Puts one row for each place (and each account of `accounts`, with the county of its place) into every table. */
  async fill(superuser: pg.Client, tables: readonly Table[], places: readonly Place[], accounts: readonly { account: string; county: string }[]): Promise<void> {
    for (const table of byReference(tables)) {
      const byAccount = TENANT_TABLES[table.name]?.by === 'account'
      const owners = byAccount ? accounts.map(({ account, county }) => ({ of: account, tenant: { county_id: county, account_id: account } })) : places.map(({ code, county, path }) => ({ of: code, tenant: { county_id: county, unit_id: code, path } }))
      for (const { of, tenant } of owners) {
        const row: Stored = {}
        for (const { name, type, needed, generated } of table.columns) if (needed && !generated) row[name] = valueOf(type, false)
        Object.assign(row, PARTICULAR[table.name], tenant)
        for (const { columns, table: parent, theirs } of table.references) {
          const standing = this.rows.get(`${parent} ${of}`)
          if (standing) columns.forEach((column, index) => { row[column] = standing[theirs[index]!] })
        }
        await superuser.query(`${insertion(table, row)} on conflict do nothing`)
        const { rows } = await superuser.query<{ row: Stored }>(`select to_jsonb(t) as row from ${table.name} t where ${whose(table, row)}`)
        this.rows.set(`${table.name} ${of}`, rows[0]!.row)
      }
    }
  }
}
