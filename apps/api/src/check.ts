/** `pnpm ledger:check`: compares totals by day rows, payables, journal and a freshly loaded roll-up, beside a running server or without. */
import pg from 'pg'
import { Clock } from './platform/clock.ts'
import type { Config } from './platform/config.ts'
import { Database, type DatabaseUrls } from './platform/database.ts'
import { addressOf } from './platform/embedded-cluster.ts'
import { startEmbedded } from './platform/embedded.ts'
import { urlsFor } from './platform/migrate.ts'
import { openOrm } from './platform/orm.ts'
import { checkLedger } from './rollup/check.ts'
import { Rollup } from './rollup/rollup.ts'
import { PolicyRow, UnitPlacementRow, UnitRow, UnitStatusRow } from './units/entities.ts'
import { Units } from './units/units.ts'

const SHOWN = 20

/** Checks and tells; answers the exit code: 0 all is well, 1 something differs. */
export async function checkDatabase(config: Config, name: string): Promise<number> {
  const { urls, stop } = await reach(config, name)
  const database = new Database(urls)
  const orm = await openOrm(urls, [UnitRow, UnitPlacementRow, UnitStatusRow, PolicyRow])
  try {
    const clock = new Clock()
    const units = await Units.open(orm, clock)
    const rollup = new Rollup(database, units, clock)
    await rollup.load()
    const begun = Date.now()
    const today = clock.today()
    const report = await checkLedger(database, units.tree, { baseline: units.policy(today).baseline, today }, rollup, (done, total) => {
      if (process.stdout.isTTY) process.stdout.write(`\rentries ${done} of ${total}`)
    })
    if (process.stdout.isTTY) process.stdout.write('\r')
    for (const difference of report.differences.slice(0, SHOWN)) console.log(difference)
    const more = report.differences.length - SHOWN
    if (more > 0) console.log(`… and ${more} more`)
    console.log(`${report.units} units, ${report.payables} payables, ${report.entries} entries in ${Date.now() - begun} ms: ${report.differences.length === 0 ? 'no difference' : `${report.differences.length} differences`}`)
    return report.differences.length === 0 ? 0 : 1
  } finally {
    await orm.close()
    await database.close()
    await stop()
  }
}

/** The database as it is: external, embedded and running, or embedded and started for the check. */
async function reach(config: Config, name: string): Promise<{ urls: DatabaseUrls; stop: () => Promise<void> }> {
  if (config.databaseUrl !== null) {
    return { urls: urlsFor(config.databaseUrl, decodeURIComponent(new URL(config.databaseUrl).pathname.slice(1)), 'migrator'), stop: async () => undefined }
  }
  const running = addressOf(config.dataDir)
  if (running !== null && (await answers(running))) return { urls: urlsFor(running, name, 'ours'), stop: async () => undefined }
  const embedded = await startEmbedded({ dataDir: config.dataDir })
  return { urls: urlsFor(embedded.url, name, 'ours'), stop: () => embedded.stop() }
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 })
  client.on('error', () => undefined)
  return client.connect().then(() => client.end()).then(() => true, () => false)
}
