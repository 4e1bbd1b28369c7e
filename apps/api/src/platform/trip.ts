/**
 * Several statements in one round trip on an ordinary `pg` client: a train of extended-protocol messages with one Sync.
 * Named statements are parsed and described once a connection. Values are decoded our way: int8 and integral numeric to
 * bigint, timestamptz to epoch milliseconds, date to its text, jsonb parsed, bytea to Buffer.
 *
 * It leans on two internals of pg (pinned): the Submittable protocol and Connection's parse/bind/execute.
 */
import { createHash } from 'node:crypto'
import { createRequire } from 'node:module'
import type { PoolClient } from 'pg'

const { prepareValue } = createRequire(import.meta.url)('pg/lib/utils') as { prepareValue: (value: unknown) => unknown }

export interface Statement {
  readonly sql: string
  readonly values?: readonly unknown[]
  /** False: not worth keeping prepared (BEGIN, SET LOCAL, one-off texts). */
  readonly keep?: boolean
}

export type Row = Record<string, unknown>

interface Field { name: string; dataTypeID: number }
interface Column { readonly name: string; readonly decode: ((text: string) => unknown) | undefined }
interface Wire {
  stream: { cork(): void; uncork(): void }
  parse(message: { name: string; text: string }): void
  describe(message: { type: 'S'; name: string }): void
  bind(message: { statement: string; values: readonly unknown[]; valueMapper: (value: unknown) => unknown }): void
  execute(message: { portal: string }): void
  sync(): void
}

/** "2026-11-23 02:33:00.123+00": an offset without minutes is not ISO. */
function moment(text: string): number {
  const sign = text.charCodeAt(text.length - 3)
  return Date.parse(`${text.slice(0, 10)}T${text.slice(11)}${sign === 43 || sign === 45 ? ':00' : ''}`)
}

const DECODERS: Record<number, (text: string) => unknown> = {
  16: (text) => text === 't',
  20: BigInt,
  21: Number,
  23: Number,
  25: String,
  114: JSON.parse,
  700: Number,
  701: Number,
  1009: (text) => arrayOf(text),
  1184: moment,
  1700: (text) => (text.includes('.') ? text : BigInt(text)),
  17: (text) => Buffer.from(text.slice(2), 'hex'),
  3802: JSON.parse,
}

/** A text[] as PostgreSQL writes it: our arrays hold codes and addresses, quoted where needed. */
function arrayOf(text: string): string[] {
  const inner = text.slice(1, -1)
  if (inner === '') return []
  return [...inner.matchAll(/"((?:[^"\\]|\\.)*)"|([^,]+)/g)].map((m) => (m[1] === undefined ? m[2]! : m[1].replaceAll(/\\(.)/g, '$1')))
}

const names = new Map<string, string>()
function nameOf(sql: string): string {
  let name = names.get(sql)
  if (name === undefined) names.set(sql, (name = `q${createHash('sha1').update(sql).digest('base64url').slice(0, 20)}`))
  return name
}

/** The statements a connection has prepared, with the columns they give. */
const prepared = new WeakMap<object, Map<string, Column[]>>()

class Train {
  readonly results: Row[][] = []
  callback = (): void => undefined
  private rows: Row[] = []
  private position = 0
  private readonly fresh: string[] = []
  private known: Map<string, Column[]> = new Map()
  private readonly columns: (Column[] | null)[] = []
  private readonly statements: readonly Statement[]
  private readonly done: (failure: Error | null, results: Row[][]) => void

  constructor(statements: readonly Statement[], done: (failure: Error | null, results: Row[][]) => void) {
    this.statements = statements
    this.done = done
  }

  submit(wire: Wire): null {
    this.known = prepared.get(wire) ?? new Map()
    prepared.set(wire, this.known)
    wire.stream.cork()
    for (const statement of this.statements) {
      const name = statement.keep === false ? '' : nameOf(statement.sql)
      const columns = name === '' ? undefined : this.known.get(name)
      if (columns) this.columns.push(columns)
      else {
        wire.parse({ name, text: statement.sql })
        wire.describe({ type: 'S', name })
        this.columns.push(null)
        if (name !== '') {
          this.known.set(name, [])
          this.fresh.push(name)
        }
      }
      wire.bind({ statement: name, values: statement.values ?? [], valueMapper: prepareValue })
      wire.execute({ portal: '' })
    }
    wire.sync()
    wire.stream.uncork()
    return null
  }

  handleRowDescription(message: { fields: Field[] }): void {
    const columns = message.fields.map(({ name, dataTypeID }): Column => ({ name, decode: DECODERS[dataTypeID] }))
    this.columns[this.position] = columns
    const statement = this.statements[this.position]!
    if (statement.keep === false) return
    // The same text twice in one train: the later ones learn the columns too.
    const shared = this.known.get(nameOf(statement.sql))!
    shared.push(...columns)
  }

  handleDataRow(message: { fields: (string | null)[] }): void {
    const columns = this.columns[this.position]!
    const { fields } = message
    const row: Row = {}
    for (let index = 0; index < columns.length; index++) {
      const { name, decode } = columns[index]!
      const text = fields[index]!
      row[name] = text === null || decode === undefined ? text : decode(text)
    }
    this.rows.push(row)
  }

  handleCommandComplete(): void {
    this.results.push(this.rows)
    this.rows = []
    this.position++
  }

  handleEmptyQuery(): void {
    this.handleCommandComplete()
  }

  handlePortalSuspended(): void {}

  /** pg forgets the active query at the first error: the answer is due now, the next train waits for the Sync by itself. */
  handleError(failure: Error): void {
    this.done(failure, this.results)
  }

  /** Preparing is not undone by a rollback: after a failure nobody knows which of the new names the server has kept. */
  get preparedAnything(): boolean {
    return this.fresh.length > 0
  }

  handleReadyForQuery(): void {
    this.done(null, this.results)
  }
}

const spoilt = new WeakSet<PoolClient>()

/** Beyond the statement timeout of ordinary work. */
const PATIENCE_MS = 20_000

/** Must this connection be thrown away? A train that failed left prepared statements behind that cannot be accounted for. */
export const isSpoilt = (client: PoolClient): boolean => spoilt.has(client)

/** Sends the statements in one round trip; answers their rows in order. Outside a BEGIN they are one implicit transaction. */
export function trip(client: PoolClient, statements: readonly Statement[], patienceMs = PATIENCE_MS): Promise<Row[][]> {
  return new Promise((resolve, reject) => {
    // Statements end by their own timeout; a line that swallows everything does not, and nobody may wait for it for ever.
    const late = setTimeout(() => {
      spoilt.add(client)
      ;(client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy()
      reject(new Error('the database did not answer in time'))
    }, patienceMs)
    const train = new Train(statements, (failure, results) => {
      clearTimeout(late)
      if (!failure) return resolve(results)
      if (train.preparedAnything) spoilt.add(client)
      reject(failure)
    })
    ;(client as unknown as { query(train: Train): void }).query(train)
  })
}
