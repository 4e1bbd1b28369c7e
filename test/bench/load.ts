/**
 * `pnpm bench:load <folder>`: loads units.csv, creditors.csv, debts.csv and payments.csv of a folder into an empty database
 * (DATABASE_URL, or the embedded one of DATA_DIR), as a city with a whole, verifiable journal, and checks it.
 */
import { resolve } from 'node:path'
import { readConfig } from '../../apps/api/src/platform/config.ts'
import type { DatabaseUrls } from '../../apps/api/src/platform/database.ts'
import { startEmbedded } from '../../apps/api/src/platform/embedded.ts'
import { makeRoles, migrate, prepareDatabase, urlsFor } from '../../apps/api/src/platform/migrate.ts'
import { checkCity, loadCity } from './load-city.ts'
import { readCity } from './files.ts'

async function reach(): Promise<{ urls: DatabaseUrls; stop: () => Promise<void> }> {
  const config = readConfig()
  if (config.databaseUrl === null) {
    const embedded = await startEmbedded({ dataDir: config.dataDir })
    return { urls: await prepareDatabase(embedded.url, 'qingqian'), stop: () => embedded.stop() }
  }
  await makeRoles(config.databaseUrl, false)
  const urls = urlsFor(config.databaseUrl, decodeURIComponent(new URL(config.databaseUrl).pathname.slice(1)), 'migrator')
  await migrate(urls.owner)
  return { urls, stop: async () => undefined }
}

const folders = process.argv.slice(2)
if (folders.length === 0) throw new Error('pnpm bench:load <folder> [<folder> of another city …]')
const { urls, stop } = await reach()
try {
  for (const folder of folders) {
    const city = readCity(resolve(folder))
    const done = await loadCity(urls, city, readConfig().demoPassword, (text) => console.log(text))
    console.log(`${folder}: ${city.units.length} units, ${city.debts.length} payables, ${done.entries} entries in ${(done.ms / 1000).toFixed(1)} s`)
  }
  const { differences, ms } = await checkCity(urls)
  for (const difference of differences.slice(0, 20)) console.log(difference)
  console.log(`checked in ${(ms / 1000).toFixed(1)} s: ${differences.length === 0 ? 'no difference' : `${differences.length} differences`}`)
  process.exitCode = differences.length === 0 ? 0 : 1
} finally {
  await stop()
}
