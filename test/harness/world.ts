/** The parts of one API process on a fresh database with the tree of Jincheng: what ledger tests act in. */
import { readFileSync } from 'node:fs'
import type { Role } from '@qingqian/rules/permission'
import { NOTICE_2022, type Policy } from '@qingqian/rules/policy'
import { type ReportingLine, type UnitKind, pathUnder } from '@qingqian/rules/unit'
import pg from 'pg'
import pino from 'pino'
import { type Caller, callerOf } from '../../apps/api/src/access/caller.ts'
import { Ledger } from '../../apps/api/src/ledger/append.ts'
import { Clock } from '../../apps/api/src/platform/clock.ts'
import { Database, type DatabaseUrls } from '../../apps/api/src/platform/database.ts'
import { openOrm } from '../../apps/api/src/platform/orm.ts'
import { Rollup } from '../../apps/api/src/rollup/rollup.ts'
import { Tail } from '../../apps/api/src/rollup/tail.ts'
import { PolicyRow, UnitPlacementRow, UnitRow, UnitStatusRow } from '../../apps/api/src/units/entities.ts'
import { Units } from '../../apps/api/src/units/units.ts'
import { type FreshDatabase, freshDatabase } from './database.ts'

export interface TreeLine {
  code: string
  name: string
  kind: UnitKind
  parent: string | null
  line: ReportingLine | null
  locatedIn: string | null
}

/** The tree of Jincheng and Qinshui. */
export function jincheng(): TreeLine[] {
  return readFileSync(new URL('../ledgers/jincheng-units.csv', import.meta.url), 'utf8').trim().split('\n').slice(1).map((row) => {
    const [code, name, kind, parent, line, locatedIn] = row.split(',')
    return { code: code!, name: name!, kind: kind as UnitKind, parent: parent || null, line: (line || null) as ReportingLine | null, locatedIn: locatedIn || null }
  })
}

/** Puts units straight into the tables: tests of the ledger do not depend on onboarding. */
export async function insertUnits(urls: DatabaseUrls, lines: readonly TreeLine[], policy: Policy = NOTICE_2022): Promise<void> {
  const client = new pg.Client({ connectionString: urls.access })
  await client.connect()
  const paths = new Map<string, { path: string; kind: UnitKind; county: string }>()
  for (const [position, unit] of lines.entries()) {
    const parent = unit.parent ? paths.get(unit.parent)! : null
    const path = pathUnder(parent, unit)
    const county = unit.kind === 'COUNTY' || unit.kind === 'CITY' ? unit.code : parent!.county
    paths.set(unit.code, { path, kind: unit.kind, county })
    await client.query('insert into unit values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)', [unit.code, county, path, unit.name, unit.kind, unit.line, null, position, '1949-10-01', '2020-01-01'])
    await client.query("insert into unit_placement values ($1, 1, $2, '1949-10-01', '2020-01-01', 'test', null)", [unit.code, unit.parent])
    await client.query('insert into unit_head (county_id, unit_id, path) values ($1, $2, $3)', [county, unit.code, path])
  }
  for (const unit of lines) if (unit.locatedIn) await client.query('update unit set located_in = $2 where id = $1', [unit.code, unit.locatedIn])
  await client.query('insert into policy values ($1, $2, $3, $4, $5, $6, $7, $8, $9)', [policy.id, policy.from, policy.title, policy.cutoff, policy.baseline, policy.deadlineSince, policy.deadlineBefore, policy.dailyDue, policy.dailyFrom])
  await client.end()
}

export interface World {
  urls: DatabaseUrls
  database: Database
  clock: Clock
  units: Units
  ledger: Ledger
  rollup: Rollup
  tail: Tail
  as(role: Role, unit: string, account?: string): Caller
  close(): Promise<void>
}

/** Another API process on the same database: its own memory, its own tail. */
export async function openWorldOn(urls: DatabaseUrls): Promise<World> {
  const log = pino({ level: 'silent' })
  const database = new Database(urls)
  const orm = await openOrm(urls, [UnitRow, UnitPlacementRow, UnitStatusRow, PolicyRow])
  const clock = new Clock()
  const units = await Units.open(orm, clock)
  const ledger = new Ledger(database, units, clock)
  const rollup = new Rollup(database, units, clock)
  await rollup.load()
  const tail = new Tail(database, rollup, log)
  await tail.open()
  ledger.onAppend((appended) => {
    if (!rollup.foldOwn(appended)) tail.signal()
    tail.tellOthers()
  })
  return {
    urls, database, clock, units, ledger, rollup, tail,
    as: (role, code, account = `${role.toLowerCase()}.${code}`) => {
      const unit = units.get(code)!
      return callerOf({ id: account, name: `${unit.name}经办`, role }, unit, units.tree, 'test')
    },
    close: async () => {
      await tail.close()
      await orm.close()
      await database.close()
    },
  }
}

export async function openWorld(lines: readonly TreeLine[] = jincheng(), policy?: Policy): Promise<World & { drop(): Promise<void>; url: FreshDatabase['url'] }> {
  const fresh = await freshDatabase()
  await insertUnits(fresh.urls, lines, policy)
  const world = await openWorldOn(fresh.urls)
  return { ...world, url: (role) => fresh.url(role), drop: async () => { await world.close(); await fresh.drop() } }
}

