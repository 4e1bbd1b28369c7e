/**
 * The tail of the journal: brings every committed entry into the roll-up exactly once, also those of other processes and
 * those whose transaction stayed open long after later ones committed. It asks for what the new snapshot sees and the old
 * one did not; a plain cursor on ids or times would lose entries, a horizon would wait for the slowest transaction.
 */
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import type { Logger } from 'pino'
import type { Database } from '../platform/database.ts'
import type { Rollup, TailRow } from './rollup.ts'

const CHANNEL = 'qingqian'
/** Signals that come together go out as one: each is a transaction with a flush of its own, and makes every process look. */
const TOGETHER_MS = 20

/** Rows that became visible between two snapshots: new transactions, and those that were running at the old one. */
const NEWLY_VISIBLE = `with s as materialized (select pg_current_snapshot() as s),
  n as (select * from journal_entry where xid >= pg_snapshot_xmax($1::text::pg_snapshot) union all select * from journal_entry where xid = any(array(select pg_snapshot_xip($1::text::pg_snapshot))))
  select s.s::text as snapshot, n.unit_id as "unitId", n.seq, n.kind, n.effective_on as "effectiveOn", n.recorded_at as "recordedAt", n.legs, n.hash from s left join n on true order by n.unit_id, n.seq`

export class Tail {
  private readonly database: Database
  private readonly rollup: Rollup
  private readonly log: Logger
  private timer: NodeJS.Timeout | null = null
  private readonly beat: NodeJS.Timeout
  private running: Promise<void> | null = null
  private again = false
  private closed = false
  private listener: pg.Client | null = null
  private readonly wishes = new Map<string, () => void>()
  /** Tells our own signals from those of others. */
  private readonly self = randomUUID()

  constructor(database: Database, rollup: Rollup, log: Logger) {
    this.database = database
    this.rollup = rollup
    this.log = log
    // A lost signal costs at most this long.
    this.beat = setInterval(() => this.signal(), 1000)
  }

  /** Begins to listen to other processes. A lost connection is made anew; until then the beat serves. */
  async open(): Promise<void> {
    await this.listen().catch((error: unknown) => this.log.warn({ err: error }, 'no signals from other processes yet'))
  }

  /** Look again, soon: many signals make one look. */
  signal(): void {
    if (this.timer || this.closed) return
    this.timer = setTimeout(() => {
      this.timer = null
      void this.look()
    }, 4)
  }

  /** Tells the other processes, outside any business transaction and without content: look again. */
  tellOthers(what: 'journal' | 'units' | 'reports' = 'journal'): void {
    if (this.closed || this.wishes.has(what)) return
    const send = (): void => {
      this.wishes.delete(what)
      this.database.access.query(`select pg_notify('${CHANNEL}', $1)`, [what === 'units' ? what : `${what} ${this.self}`]).catch(() => undefined)
    }
    const wait = setTimeout(send, TOGETHER_MS)
    this.wishes.set(what, () => clearTimeout(wait))
  }

  /** Called when another process says that units changed. */
  onUnits: () => void = () => undefined

  /** Called when another process says that somebody signed a report, or when that may have gone unheard. */
  onReports: () => void = () => undefined

  private async look(): Promise<void> {
    if (this.running) {
      this.again = true
      return
    }
    this.running = this.read()
    try {
      await this.running
    } catch (error) {
      if (!this.closed) this.log.warn({ err: error }, 'the tail could not read; it tries again')
    } finally {
      this.running = null
      if (this.again) {
        this.again = false
        this.signal()
      }
    }
  }

  private async read(): Promise<void> {
    const from = this.rollup.snapshot
    const [rows] = await this.database.overlook({ sql: NEWLY_VISIBLE, values: [from] })
    // The totals were loaded anew meanwhile, perhaps from before `from`: these rows follow on what is no longer there.
    if (this.rollup.snapshot !== from) return this.signal()
    const entries = rows!.filter((row) => row.unitId !== null) as TailRow[]
    const snapshot = rows![0]!.snapshot as string
    if (this.rollup.foldTail(entries)) this.rollup.snapshot = snapshot
    else {
      this.log.error('a number is missing in the tail: loading the totals anew')
      await this.rollup.load()
    }
  }

  private async listen(): Promise<void> {
    const client = new pg.Client({ connectionString: this.database.urls.tail, keepAlive: true })
    client.on('error', () => this.relisten())
    client.on('notification', (message) => {
      if (message.payload === 'units') this.onUnits()
      else if (message.payload?.endsWith(this.self)) return // our own echo: what we wrote we have folded, or have looked for
      else if (message.payload?.startsWith('reports ')) this.onReports()
      else this.signal()
    })
    await client.connect()
    await client.query(`listen ${CHANNEL}`)
    this.listener = client
    this.onReports()
  }

  private relisten(): void {
    if (this.closed) return
    this.listener?.end().catch(() => undefined)
    this.listener = null
    setTimeout(() => {
      if (!this.closed) this.listen().catch(() => this.relisten())
    }, 500).unref()
  }

  async close(): Promise<void> {
    this.closed = true
    clearInterval(this.beat)
    if (this.timer) clearTimeout(this.timer)
    for (const cancel of this.wishes.values()) cancel()
    await this.running?.catch(() => undefined)
    await this.listener?.end().catch(() => undefined)
  }
}
