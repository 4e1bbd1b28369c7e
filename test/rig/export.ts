/** The journal as a third party gets it: JSON lines for the verifier, by one SQL that anyone with a read login can run. */
import pg from 'pg'
import type { KeptHead, Line } from './verify.ts'

export const EXPORT_SQL = `select json_build_object('county', county_id, 'unit', unit_id, 'seq', seq::text, 'id', id, 'payable', payable_id, 'kind', kind, 'amount', amount::text,
  'effectiveOn', effective_on::text, 'recordedAt', to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'recordedBy', recorded_by, 'recordedName', recorded_name,
  'onBehalf', on_behalf, 'reason', reason, 'reverses', reverses, 'detail', detail, 'legs', legs, 'hash', encode(hash, 'hex')) as line
  from journal_entry order by unit_id, seq`

/** Runs one statement as a login of its own. */
export async function ask<Row extends object>(url: string, sql: string, values: unknown[] = []): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql, values)).rows as Row[]
  } finally {
    await client.end()
  }
}

export async function exportJournal(url: string): Promise<Line[]> {
  return (await ask<{ line: Line }>(url, EXPORT_SQL)).map((row) => row.line)
}

/** The heads of now, for keeping. */
export async function exportHeads(url: string): Promise<KeptHead[]> {
  return ask<KeptHead>(url, `select unit_id as unit, seq::text as seq, encode(hash, 'hex') as hash from unit_head where seq > 0 order by unit_id`)
}

export const toJsonLines = (rows: readonly object[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('')
