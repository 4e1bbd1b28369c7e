/** From a small city to a province: what grows with it and what does not. In this process, without a server. */
import { randomBytes } from 'node:crypto'
import { Clock } from '../../apps/api/src/platform/clock.ts'
import { Database } from '../../apps/api/src/platform/database.ts'
import { prepareDatabase } from '../../apps/api/src/platform/migrate.ts'
import { openOrm } from '../../apps/api/src/platform/orm.ts'
import { Rollup } from '../../apps/api/src/rollup/rollup.ts'
import { keptView } from '../../apps/api/src/rollup/totals.ts'
import { PolicyRow, UnitPlacementRow, UnitRow, UnitStatusRow } from '../../apps/api/src/units/entities.ts'
import { Units } from '../../apps/api/src/units/units.ts'
import { type CitySize, SIZES, inventCity } from './city.ts'
import { loadCity } from './load-city.ts'

const FOLDS = 20_000

export async function growth(superuser: string, password: string): Promise<void> {
  console.log('\n| | units | payables | entries | bulk load s | totals into memory s | fold µs | totals of the root µs | heap MB |\n|---|---|---|---|---|---|---|---|---|')
  for (const size of Object.values(SIZES)) console.log(await stage(superuser, password, size))
}

async function stage(superuser: string, password: string, size: CitySize): Promise<string> {
  const urls = await prepareDatabase(superuser, `growth_${size.name.replaceAll(/\W/g, '_')}`)
  const city = inventCity(size)
  const loaded = await loadCity(urls, city, password)
  const [database, clock] = [new Database(urls), new Clock()]
  const orm = await openOrm(urls, [UnitRow, UnitPlacementRow, UnitStatusRow, PolicyRow])
  try {
    const rollup = new Rollup(database, await Units.open(orm, clock), clock)
    const begun = performance.now()
    await rollup.load()
    const load = (performance.now() - begun) / 1000
    const fold = foldTime(rollup, city.units.at(-1)!.code)
    const root = rollup.node('1')!
    const asked = performance.now()
    for (let times = 0; times < 200; times++) {
      root.version++
      keptView(root)
    }
    const totals = ((performance.now() - asked) / 200) * 1000
    globalThis.gc?.()
    return `| ${size.name} | ${city.units.length} | ${city.debts.length} | ${loaded.entries} | ${(loaded.ms / 1000).toFixed(1)} | ${load.toFixed(2)} | ${fold.toFixed(1)} | ${totals.toFixed(0)} | ${(process.memoryUsage().heapUsed / 1048576).toFixed(0)} |`
  } finally {
    await orm.close()
    await database.close()
  }
}

/** A payment into memory: the unit and every node above it. */
function foldTime(rollup: Rollup, unitId: string): number {
  let { seq } = rollup.heldOf(unitId) ?? { seq: 0n }
  const hash = randomBytes(32)
  const begun = performance.now()
  for (let times = 0; times < FOLDS; times++) {
    seq += 1n
    rollup.foldOwn({ unitId, seq, hash, recordedAt: 0, entries: [{ seq, kind: 'PAYMENT', effectiveOn: '2024-01-01', legs: [[1, 'f'.repeat(32), 0, 0, 0, '0', '0', '1', '0', '0', '0']] }] })
  }
  return ((performance.now() - begun) / FOLDS) * 1000
}
