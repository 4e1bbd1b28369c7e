/**
 * What happens by the clock. In every process: the turn of the day, for what it holds in memory. Once for all processes, by
 * pg-boss: tidying. Its schema belongs to the migrator's login; the processes run as `access`, which can use it and no more.
 */
import { PgBoss } from 'pg-boss'
import pg from 'pg'
import { sweepAccess } from './access/sweep.ts'
import type { Clock } from './platform/clock.ts'
import type { Database, DatabaseUrls } from './platform/database.ts'
import type { Log } from './platform/log.ts'

const SCHEMA = 'pgboss'
const SWEEP = 'sweep-access'

/**
 * Watches for the day to differ from the one the process shows, and turns it; also after a machine slept through midnight.
 * Asking every second is exact to a second and never drifts.
 * @returns how to stop
 */
export function keepDays(clock: Clock, shown: () => string, turn: () => Promise<void>, log: Log): () => Promise<void> {
  let turning: Promise<void> | null = null
  const timer = setInterval(() => {
    if (turning !== null || clock.today() === shown()) return
    turning = turn()
      .then(() => log.info({ day: clock.today() }, 'a new day'))
      .catch((error: unknown) => log.error({ err: error }, 'the day could not be turned; it tries again'))
      .finally(() => { turning = null })
  }, 1_000)
  timer.unref()
  return async () => {
    clearInterval(timer)
    await turning
  }
}

/** Makes or updates the schema of the jobs, as the owner, and lets `access` use it. Part of migrating. */
export async function prepareJobs(urls: DatabaseUrls): Promise<void> {
  const boss = new PgBoss({ connectionString: urls.owner, schema: SCHEMA, max: 1, supervise: false, schedule: false })
  boss.on('error', () => undefined) // start() rejects with it
  await boss.start()
  try {
    await boss.createQueue(SWEEP, { retryLimit: 3, retryDelay: 60 })
    await boss.schedule(SWEEP, '20 3 * * *', null, { tz: 'Asia/Shanghai' })
  } finally {
    await boss.stop({ graceful: false })
  }
  const role = decodeURIComponent(new URL(urls.access).username)
  const client = new pg.Client({ connectionString: urls.owner })
  await client.connect()
  try {
    await client.query(`grant usage on schema ${SCHEMA} to ${role}`)
    await client.query(`grant select, insert, update, delete on all tables in schema ${SCHEMA} to ${role}`)
    await client.query(`grant usage on all sequences in schema ${SCHEMA} to ${role}`)
    await client.query(`grant execute on all functions in schema ${SCHEMA} to ${role}`)
  } finally {
    await client.end()
  }
}

/** Takes its share of the jobs. Two connections; it asks once a minute, since nothing here is urgent. */
export async function startJobs(database: Database, clock: Clock, log: Log): Promise<{ stop(): Promise<void> }> {
  const boss = new PgBoss({
    connectionString: database.urls.access, schema: SCHEMA, max: 2, migrate: false, createSchema: false,
    superviseIntervalSeconds: 300, maintenanceIntervalSeconds: 3_600, cronMonitorIntervalSeconds: 45, cronWorkerIntervalSeconds: 30,
  })
  boss.on('error', (error) => log.warn({ err: error }, 'jobs'))
  await boss.start()
  await boss.work(SWEEP, { pollingIntervalSeconds: 60 }, async () => {
    log.info(await sweepAccess(database, clock), 'old request ids and sessions swept')
  })
  return { stop: () => boss.stop({ graceful: true, timeout: 5_000 }) }
}
