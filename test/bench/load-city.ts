/** A city into a database: units, an office's account at every city and county, journals; and the check of all of it. */
import { callerOf } from '../../apps/api/src/access/caller.ts'
import { accessEntities } from '../../apps/api/src/access/entities.ts'
import { openAccounts } from '../../apps/api/src/onboarding/account-rows.ts'
import { openUnitRows } from '../../apps/api/src/onboarding/unit-rows.ts'
import { Clock } from '../../apps/api/src/platform/clock.ts'
import { Database, type DatabaseUrls } from '../../apps/api/src/platform/database.ts'
import { type MikroORM, openOrm } from '../../apps/api/src/platform/orm.ts'
import { checkLedger } from '../../apps/api/src/rollup/check.ts'
import { Rollup } from '../../apps/api/src/rollup/rollup.ts'
import { PolicyRow, UnitPlacementRow, UnitRow, UnitStatusRow } from '../../apps/api/src/units/entities.ts'
import { Units } from '../../apps/api/src/units/units.ts'
import { NOTICE_2022 } from '@qingqian/rules/policy'
import pg from 'pg'
import type { CityFiles, DebtLine } from './files.ts'
import { postUnit } from './post-unit.ts'

// The accounts' password is public, as the demo's: marked alike, a server that others can reach refuses to show them.
const BY = 'demo'
const WRITERS = 3

/** Loads a city beside what there is; its codes must be new. */
export async function loadCity(urls: DatabaseUrls, city: CityFiles, password: string, say: (text: string) => void = () => undefined): Promise<{ entries: number; ms: number }> {
  const begun = performance.now()
  const clock = new Clock()
  const database = new Database(urls)
  const orm = await openOrm(urls, [UnitRow, UnitPlacementRow, UnitStatusRow, PolicyRow, ...accessEntities])
  try {
    await openPolicy(orm)
    await openUnitRows(orm, city.units.map((unit) => ({ ...unit, openedOn: '2015-01-01' })), BY, clock.now())
    const units = await Units.open(orm, clock)
    const offices = city.units.filter(({ kind }) => kind === 'CITY' || kind === 'COUNTY')
    await openAccounts(orm, offices.map(({ code, name }) => ({ id: `office.${code}`, name: `${name}清欠办`, role: 'OFFICE' as const, unit: code, password })), BY, clock.now())
    const root = units.get(offices[0]!.code)!
    const caller = callerOf({ id: `office.${root.code}`, name: `${root.name}清欠办`, role: 'OFFICE' }, root, units.tree, 'load')
    const byUnit = [...Map.groupBy(city.debts, (debt: DebtLine) => debt.unit)]
    let entries = 0
    let done = 0
    const write = async (): Promise<void> => {
      for (let next = byUnit.pop(); next; next = byUnit.pop()) {
        const [code, debts] = next
        const written = await postUnit(database, caller, units.get(code)!, debts, units.policy())
        entries += written
        if (++done % 200 === 0) say(`${done} units, ${entries} entries, ${((performance.now() - begun) / 1000).toFixed(0)} s`)
      }
    }
    await Promise.all(Array.from({ length: WRITERS }, write))
    await settle(urls)
    return { entries, ms: performance.now() - begun }
  } finally {
    await orm.close()
    await database.close()
  }
}

async function openPolicy(orm: MikroORM): Promise<void> {
  const em = orm.em.fork()
  if ((await em.count(PolicyRow)) > 0) return
  const { from, ...rest } = NOTICE_2022
  em.create(PolicyRow, { ...rest, validFrom: from })
  await em.flush()
}

/** Statistics and visibility as a database has them that was not filled a minute ago. */
async function settle(urls: DatabaseUrls): Promise<void> {
  const client = new pg.Client({ connectionString: urls.owner })
  await client.connect()
  await client.query('vacuum analyze')
  await client.query('checkpoint').catch(() => undefined) // the owner of an embedded database may not
  await client.end()
}

/** Memory, day rows, payables and a re-sum of the whole journal; hashes and numbers. */
export async function checkCity(urls: DatabaseUrls): Promise<{ differences: string[]; ms: number }> {
  const begun = performance.now()
  const clock = new Clock()
  const database = new Database(urls)
  const orm = await openOrm(urls, [UnitRow, UnitPlacementRow, UnitStatusRow, PolicyRow])
  try {
    const units = await Units.open(orm, clock)
    const rollup = new Rollup(database, units, clock)
    await rollup.load()
    const today = clock.today()
    const { differences } = await checkLedger(database, units.tree, { baseline: units.policy(today).baseline, today }, rollup)
    return { differences, ms: performance.now() - begun }
  } finally {
    await orm.close()
    await database.close()
  }
}
