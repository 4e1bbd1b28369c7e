/** The server: database, migrations, demo city, listening; and back again at a signal. `main.js setup` only prepares a database, `main.js check` only checks one. */
import 'reflect-metadata' // before everything that decorates
import { resolve } from 'node:path'
import pg from 'pg'
import { type App, type LedgerParts, openApp } from './app.ts'
import { checkDatabase } from './check.ts'
import { CUT_OFF, isEmpty, loadDemo } from './demo/demo.ts'
import { prepareJobs, startJobs } from './jobs.ts'
import { type Config, ConfigError, readConfig, refuseDemoAbroad } from './platform/config.ts'
import type { DatabaseUrls } from './platform/database.ts'
import { type Embedded, EmbeddedPostgresError, startEmbedded } from './platform/embedded.ts'
import { type Log, openLog } from './platform/log.ts'
import { makeRoles, migrate, prepareDatabase, urlsFor } from './platform/migrate.ts'

const DATABASE = 'qingqian'
const DRAIN_MS = 10_000
// apps/api/dist when built, apps/api/src otherwise: as deep either way
const ROOT = resolve(import.meta.dirname, '../../..')
const WEB = resolve(ROOT, 'apps/web/dist')
const DEMO_FILES = resolve(ROOT, 'test/ledgers')

/** Steps to undo at the end, last first. */
const closing: (() => Promise<void>)[] = []
let ending: Promise<never> | null = null

async function run(): Promise<void> {
  const begun = Date.now()
  const config = readConfig()
  const log = openLog(config.logLevel)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stopAt(signal, log))
  process.on('unhandledRejection', (error) => log.error({ err: error }, 'unhandled rejection'))
  if (process.argv[2] === 'check') return end(await checkDatabase(config, DATABASE))
  const urls = await openDatabase(config, log)
  if (process.argv[2] === 'setup') return end(0)
  const app = await openApp({
    urls, log, host: config.host, port: config.port, dataDir: config.dataDir, origins: config.origins, proxies: config.proxies, webRoot: WEB, processMetrics: true,
    server: { gate: { signedIn: { points: config.pointsPerSecond * 10, perSecond: config.pointsPerSecond } } },
    beforeServing: (parts) => prepareCity(parts, config, log),
  })
  closing.push(() => app.close(DRAIN_MS))
  if (ending) return
  await openJobs(app, urls, log)
  log.info({ ms: Date.now() - begun, url: app.url }, 'ready')
  console.log(`ready ${app.url}`)
}

/** The embedded PostgreSQL, or the external one; migrated, and safe to write to. */
async function openDatabase(config: Config, log: Log): Promise<DatabaseUrls> {
  const timed = stopwatch(log)
  const urls = config.databaseUrl === null ? await openEmbedded(config, log) : await openExternal(config.databaseUrl)
  timed('database started and migrated')
  await refuseForgetful(urls)
  return urls
}

async function openEmbedded(config: Config, log: Log): Promise<DatabaseUrls> {
  const embedded: Embedded = await startEmbedded({ dataDir: config.dataDir, onExit: (exit) => log.error(exit, 'PostgreSQL ended by itself and is started again') })
  closing.push(() => embedded.stop())
  const urls = await prepareDatabase(embedded.url, DATABASE)
  if (!(await askOnce<{ cutOff: boolean }>(urls.owner, CUT_OFF.sql))!.cutOff) return urls
  log.warn('the demo city was cut off while it was being loaded: it is loaded anew')
  await askOnce(embedded.url, `drop database ${DATABASE} with (force)`)
  return prepareDatabase(embedded.url, DATABASE)
}

async function askOnce<Row extends object>(url: string, sql: string): Promise<Row | undefined> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Row>(sql)).rows[0]
  } finally {
    await client.end()
  }
}

async function openExternal(migrator: string): Promise<DatabaseUrls> {
  const database = decodeURIComponent(new URL(migrator).pathname.slice(1))
  if (database === '') throw new ConfigError('DATABASE_URL names no database: postgres://login:password@host:5432/database.')
  if (process.argv[2] === 'setup') await makeRoles(migrator, false)
  const urls = urlsFor(migrator, database, 'migrator')
  await migrate(urls.owner)
  return urls
}

/** An acknowledged payment must survive a power cut: refuses a database that would forget it. */
async function refuseForgetful(urls: DatabaseUrls): Promise<void> {
  const row = await askOnce<{ off: string[] }>(urls.app, `select coalesce(array_agg(name) filter (where setting = 'off'), '{}') as off from pg_settings where name in ('fsync', 'synchronous_commit', 'full_page_writes')`)
  const { off } = row!
  if (off.length > 0) throw new ConfigError(`PostgreSQL runs with ${off.join(' and ')} off and would lose acknowledged payments in a power cut: switch ${off.length > 1 ? 'them' : 'it'} on.`)
}

/** Loads the demo city into an empty database; refuses to show demo accounts to the world. */
async function prepareCity(parts: LedgerParts, config: Config, log: Log): Promise<void> {
  const wanted = config.demo && isEmpty(parts.units)
  const [there] = await parts.database.overlook({ sql: `select exists (select 1 from unit_placement where recorded_by = 'demo') as demo` })
  refuseDemoAbroad(config, wanted || there![0]!.demo === true)
  if (!wanted) return
  const timed = stopwatch(log)
  await loadDemo({ ...parts, folder: DEMO_FILES, password: config.demoPassword, progress: (what) => log.info({ what }, 'demo city') })
  timed('demo city loaded')
}

async function openJobs(app: App, urls: DatabaseUrls, log: Log): Promise<void> {
  await prepareJobs(urls)
  const jobs = await startJobs(app.database, app.clock, log)
  closing.push(() => jobs.stop())
}

function stopwatch(log: Log): (what: string) => void {
  const begun = Date.now()
  return (what) => log.info({ ms: Date.now() - begun }, what)
}

/** A signal to the group comes twice, once through whoever started us: only a later one means impatience. */
const ECHO_MS = 2_000
let toldAt = 0

function stopAt(signal: string, log: Log): void {
  if (ending) {
    if (Date.now() - toldAt < ECHO_MS) return
    log.warn({ signal }, 'told twice: ending at once')
    process.exit(1) // the embedded PostgreSQL is told as we go
  }
  toldAt = Date.now()
  log.info({ signal }, 'draining')
  void end(0)
}

/** Takes everything down in reverse, then ends the process. */
function end(code: number): Promise<never> {
  return (ending ??= (async () => {
    for (let step = closing.pop(); step; step = closing.pop()) {
      await step().catch((error: unknown) => console.error(String(error)))
    }
    process.exit(code)
  })())
}

/** What goes wrong outside this program, in a sentence with its cure. */
function plainCause(error: unknown): string | null {
  const { code, port, hostname, address } = error as { code?: string; port?: number; hostname?: string; address?: string }
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} is taken by another program: stop it, or choose another with PORT.`
    case 'EACCES':
      return `Port ${port} needs rights this account has not: choose one above 1024 with PORT.`
    case 'ECONNREFUSED':
    case 'ENOTFOUND':
    case 'ETIMEDOUT':
      return `DATABASE_URL: nothing answers at ${hostname ?? address ?? 'that address'}${port ? `:${port}` : ''}. Is PostgreSQL running there?`
    case '28P01':
    case '28000':
      return 'DATABASE_URL: PostgreSQL refuses this login or password. After changing the migrator\'s password, run pnpm db:setup.'
    case '3D000':
      return 'DATABASE_URL: there is no such database. Create it, owned by the migrator.'
    case '42704':
      return 'The database lacks our logins: run pnpm db:setup with the migrator\'s DATABASE_URL first.'
    default:
      return null
  }
}

run().catch(async (error: unknown) => {
  // what the operator can mend is said in a sentence, what we have to mend with its stack
  const isTheirs = error instanceof ConfigError || error instanceof EmbeddedPostgresError
  console.error(isTheirs ? error.message : (plainCause(error) ?? error))
  await end(1)
})
