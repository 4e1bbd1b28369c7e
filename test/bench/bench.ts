/**
 * `pnpm bench`: how fast this is, as ratios to a bare prepared statement on the same database, in interleaved rounds.
 *   --size demo|city   what is loaded (default city: 1,447 units, 200,000 payables, 500,000 payments; about two minutes)
 *   --rounds 3  --seconds 4  --no-growth  --data <folder kept between runs>
 * Numbers of one run can be compared with each other, not with those of another hour.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startEmbedded } from '../../apps/api/src/platform/embedded.ts'
import { prepareDatabase } from '../../apps/api/src/platform/migrate.ts'
import { SIZES, inventCity } from './city.ts'
import { growth } from './growth.ts'
import { payableUuid } from './ids.mjs'
import { live } from './live.ts'
import { checkCity, loadCity } from './load-city.ts'
import { type Both, startBoth } from './processes.ts'
import { type Work, compare, works } from './work.ts'

const { values: options } = parseArgs({
  allowNegative: true,
  options: { size: { type: 'string', default: 'city' }, rounds: { type: 'string', default: '3' }, seconds: { type: 'string', default: '4' }, growth: { type: 'boolean', default: true }, data: { type: 'string' } },
})
const PASSWORD = 'Qinshui-2022'
const DATABASE = 'qingqian'

async function run(): Promise<void> {
  const size = SIZES[options.size as keyof typeof SIZES]
  if (!size) throw new Error(`--size is one of ${Object.keys(SIZES).join(', ')}`)
  const folder = options.data ?? mkdtempSync(join(tmpdir(), 'qingqian-bench-'))
  const embedded = await startEmbedded({ dataDir: folder, settings: { max_connections: '200', shared_buffers: '512MB', max_wal_size: '4GB' } })
  try {
    const urls = await prepareDatabase(embedded.url, DATABASE)
    const city = inventCity(size)
    const loaded = await loadCity(urls, city, PASSWORD)
    console.log(`${size.name}: ${city.units.length} units, ${city.debts.length} payables, ${loaded.entries} entries loaded in ${(loaded.ms / 1000).toFixed(1)} s`)
    const both = await startBoth(embedded.url.replace(/[^/]*$/, DATABASE), PASSWORD)
    try {
      await rounds(both, works(city.debts, (id) => `P.${homeOf(city.debts[id - 1]!.unit)}.${payableUuid(id)}`, payableUuid))
      await live(both, city)
    } finally {
      await both.stop()
    }
    const { differences, ms } = await checkCity(urls)
    console.log(`\nafter all of it, memory, day rows, payables and journal checked in ${(ms / 1000).toFixed(1)} s: ${differences.length === 0 ? 'no difference' : differences.slice(0, 5).join('\n')}`)
    if (differences.length > 0) process.exitCode = 1
    if (options.growth) await growth(embedded.url, PASSWORD)
  } finally {
    await embedded.stop()
    if (!options.data) rmSync(folder, { recursive: true, force: true })
  }
}

/** The county's code: "1-3" of "1-3-12-4". */
const homeOf = (unit: string): string => unit.split('-').slice(0, 2).join('-')

async function rounds(both: Both, list: readonly Work[]): Promise<void> {
  console.log(`\n| what | connections | bare, per s | ours, per s | ratio | ours p50 ms | p99 ms | ours, CPU ms each |\n|---|---|---|---|---|---|---|---|`)
  for (const work of list) {
    const row = await compare(both, work, Number(options.rounds), Number(options.seconds))
    const [bare, ours] = [row.bare, row.ours].map((rate) => rate.perSecond.toFixed(0))
    console.log(`| ${work.name} | ${work.connections} | ${bare} | ${ours} | ${(row.ours.perSecond / row.bare.perSecond).toFixed(2)} | ${row.ours.p50.toFixed(1)} | ${row.ours.p99.toFixed(1)} | ${row.cpu.toFixed(2)} |`)
  }
}

await run()
