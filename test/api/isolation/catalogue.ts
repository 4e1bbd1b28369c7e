/** What the database itself says of its tables: the matrix and the mutants are generated from this, never from a list. */
import type pg from 'pg'

export interface Column {
  name: string
  type: string
  /** Must be given a value in an insert. */
  needed: boolean
  generated: boolean
}

export interface Table {
  name: string
  columns: Column[]
  /** Columns of the primary key, in order. */
  key: string[]
  /** Columns of any unique index. */
  unique: Set<string>
  references: { columns: string[]; table: string; theirs: string[] }[]
}

const TABLES = `select c.oid::int as oid, c.relname as name,
  (select json_agg(json_build_object('name', a.attname, 'type', t.typname, 'needed', a.attnotnull and not a.atthasdef, 'generated', a.attgenerated <> '') order by a.attnum)
    from pg_attribute a join pg_type t on t.oid = a.atttypid where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
  (select json_agg(json_build_object('primary', i.indisprimary, 'columns', array(select a.attname from unnest(i.indkey::int[]) with ordinality k (num, at) join pg_attribute a on a.attrelid = c.oid and a.attnum = k.num order by k.at)))
    from pg_index i where i.indrelid = c.oid and i.indisunique) as uniques,
  (select json_agg(json_build_object('table', r.relname,
      'columns', array(select a.attname from unnest(f.conkey) with ordinality k (num, at) join pg_attribute a on a.attrelid = f.conrelid and a.attnum = k.num order by k.at),
      'theirs', array(select a.attname from unnest(f.confkey) with ordinality k (num, at) join pg_attribute a on a.attrelid = f.confrelid and a.attnum = k.num order by k.at)))
    from pg_constraint f join pg_class r on r.oid = f.confrelid where f.conrelid = c.oid and f.contype = 'f') as references
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema') order by c.relname`

/** Every table a row of which belongs to a tenant: it names its home county, and a label or an account. */
export async function tenantTables(client: pg.Client): Promise<Table[]> {
  const { rows } = await client.query<{ name: string; columns: Column[]; uniques: { primary: boolean; columns: string[] }[] | null; references: Table['references'] | null }>(TABLES)
  const has = (columns: Column[], name: string): boolean => columns.some((column) => column.name === name)
  return rows
    .filter(({ name, columns }) => has(columns, 'county_id') && name !== 'unit' && (has(columns, 'path') || has(columns, 'account_id')))
    .map(({ name, columns, uniques, references }) => ({
      name, columns, key: uniques?.find(({ primary }) => primary)?.columns ?? [], unique: new Set((uniques ?? []).flatMap((unique) => unique.columns)), references: references ?? [],
    }))
}

/** Parents before children. */
export function byReference(tables: readonly Table[]): Table[] {
  const sorted: Table[] = []
  const place = (table: Table): void => {
    if (sorted.includes(table)) return
    for (const reference of table.references) {
      const parent = tables.find(({ name }) => name === reference.table)
      if (parent && parent !== table) place(parent)
    }
    sorted.push(table)
  }
  tables.forEach(place)
  return sorted
}
