/**
 * The checker: the same totals by four ways (memory, day rows, payables, a full re-sum of the journal) must agree to the
 * fen at every unit and every node, distinct creditors too; numbers have no gap and every hash follows from the one
 * before. Names the first difference. `pnpm ledger:check` runs it; so do the tests and the proof.
 */
import { addMeasures, isNothing, noMeasures, readLeg, type Measures } from '@qingqian/rules/cell'
import { contribution } from '@qingqian/rules/payable'
import { entryHash } from '../ledger/canonical.ts'
import { ENTRY_COLUMNS, PAYABLE_COLUMNS, entryRow, payableRow, stateOf } from '../ledger/rows.ts'
import type { Database } from '../platform/database.ts'
import { type Row, trip } from '../platform/trip.ts'
import type { Unit, UnitTree } from '../units/tree.ts'
import { cellsNow, creditorsNow, gather, headsNow } from './held-at.ts'
import { type Rollup, inScope } from './rollup.ts'
import { type Dates, type Held, type Sum, addHeld, hold, markOf, nothingHeld, nothingSummed } from './sum.ts'

export interface CheckReport {
  units: number
  entries: number
  payables: number
  /** Sentences, the first difference first; empty when all is well. */
  differences: string[]
}

const BATCH = 2000
/** It reads the whole journal, however long that is. */
const HOURS = 3_600_000

/** @param rollup compares the memory of this process too, when given */
export async function checkLedger(database: Database, tree: UnitTree, dates: Dates, rollup?: Rollup, progress?: (done: number, total: number) => void): Promise<CheckReport> {
  return database.onClient(database.tail, async (client) => {
    await trip(client, [{ sql: 'begin isolation level repeatable read read only' }, { sql: 'set local statement_timeout = 0', keep: false }])
    const [cells, creditors, heads, counts] = await trip(client, [cellsNow(dates.baseline, dates.today), creditorsNow, headsNow, { sql: 'select (select count(*)::int from journal_entry) as entries, (select count(*)::int from payable) as payables' }], HOURS)
    const byDay = gather(cells!, creditors!, heads!)
    const differences: string[] = []
    const { entries, payables } = counts![0] as { entries: number; payables: number }

    const byJournal = new Map<string, Held>()
    let last: { county: string; unit: string; seq: bigint; hash: Buffer } = { county: '', unit: '', seq: 0n, hash: Buffer.alloc(0) }
    for (let done = 0; done < entries; done += BATCH) {
      const [rows] = await trip(client, [{
        sql: `select ${ENTRY_COLUMNS} from journal_entry e where (e.county_id, e.unit_id, e.seq) > ($1, $2, $3) order by e.county_id, e.unit_id, e.seq limit ${BATCH}`,
        values: [last.county, last.unit, last.seq],
      }], HOURS)
      for (const row of rows!.map(entryRow)) {
        if (row.unitId !== last.unit) last = { county: row.countyId, unit: row.unitId, seq: 0n, hash: Buffer.alloc(0) }
        if (row.seq !== last.seq + 1n) differences.push(`${row.unitId}: entry ${row.seq} follows ${last.seq}`)
        if (!entryHash(last.hash, row).equals(row.hash)) differences.push(`${row.unitId}: the hash of entry ${row.seq} does not follow from entry ${last.seq} and its content`)
        last = { county: row.countyId, unit: row.unitId, seq: row.seq, hash: row.hash }
        const held = byJournal.get(row.unitId) ?? byJournal.set(row.unitId, nothingHeld()).get(row.unitId)!
        for (const leg of row.legs) hold(held, readLeg(leg), row.effectiveOn, dates)
        held.seq = row.seq
        held.mark = markOf(row.hash)
      }
      progress?.(Math.min(done + BATCH, entries), entries)
    }
    const byPayable = await sumPayables((statement) => trip(client, [statement], HOURS).then(([rows]) => rows!), payables)
    await trip(client, [{ sql: 'commit' }])

    for (const unit of tree.all()) {
      differences.push(...compareHeld(unit.code, 'day rows', byDay.get(unit.code), 'journal', byJournal.get(unit.code), true))
      differences.push(...compareHeld(unit.code, 'payables', byPayable.get(unit.code), 'journal', byJournal.get(unit.code), false))
    }
    if (rollup) differences.push(...compareMemory(tree, byJournal, rollup))
    return { units: [...tree.all()].length, entries, payables, differences }
  })
}

/** What each unit holds by its payables alone: present state, so without the dated figures and what was registered when. */
async function sumPayables(ask: (statement: { sql: string; values: unknown[] }) => Promise<Row[]>, total: number): Promise<Map<string, Held>> {
  const sums = new Map<string, Held>()
  let after = ['', '00000000-0000-0000-0000-000000000000']
  for (let done = 0; done < total; done += BATCH) {
    const rows = await ask({ sql: `select ${PAYABLE_COLUMNS} from payable p where (p.county_id, p.id) > ($1, $2::uuid) order by p.county_id, p.id limit ${BATCH}`, values: after })
    for (const row of rows.map(payableRow)) {
      after = [row.countyId, row.id]
      const leg = contribution(stateOf(row))
      if (leg) hold(sums.get(row.unitId) ?? sums.set(row.unitId, nothingHeld()).get(row.unitId)!, leg, '0001-01-01', { baseline: '9999-12-31', today: '9999-12-31' })
    }
  }
  return sums
}

const shown = (measures: Measures): string => JSON.stringify(measures, (_, value: unknown) => (typeof value === 'bigint' ? `${value}` : value))

function compareHeld(code: string, oneName: string, one: Held | undefined, otherName: string, other: Held | undefined, all: boolean): string[] {
  const found: string[] = []
  const [a, b] = [one ?? nothingHeld(), other ?? nothingHeld()]
  for (const cell of new Set([...a.cells.keys(), ...b.cells.keys()])) {
    const difference = { ...(a.cells.get(cell) ?? noMeasures()) }
    addMeasures(difference, b.cells.get(cell) ?? noMeasures(), -1)
    if (!all) difference.registered = 0n
    if (!isNothing(difference)) found.push(`${code}: cell ${cell} differs between ${oneName} and ${otherName} by ${shown(difference)}`)
  }
  for (const creditor of new Set([...a.creditors.keys(), ...b.creditors.keys()])) {
    const [x, y] = [a.creditors.get(creditor), b.creditors.get(creditor)]
    if ((x?.open ?? 0) !== (y?.open ?? 0) || (x?.ever ?? 0) !== (y?.ever ?? 0)) found.push(`${code}: creditor ${creditor} is counted ${x?.open}/${x?.ever} by ${oneName}, ${y?.open}/${y?.ever} by ${otherName}`)
  }
  if (!all) return found
  for (const key of ['seq', 'mark', 'paidSinceBaseline', 'newToday', 'paidToday'] as const) if (a[key] !== b[key]) found.push(`${code}: ${key} is ${a[key]} by ${oneName}, ${b[key]} by ${otherName}`)
  return found
}

/** Every node in memory against the journal's sum over its subtree. */
function compareMemory(tree: UnitTree, byJournal: ReadonlyMap<string, Held>, rollup: Rollup): string[] {
  const found: string[] = []
  for (const unit of tree.all()) {
    found.push(...compareHeld(unit.code, 'memory', rollup.heldOf(unit.code), 'journal', byJournal.get(unit.code), true))
    const expected = nothingSummed()
    for (const below of tree.subtree(unit)) addHeld(expected, below.kind, inScope(below), byJournal.get(below.code) ?? nothingHeld())
    found.push(...compareSums(unit, rollup.node(unit.code)!.sum, expected))
  }
  return found
}

function compareSums(unit: Unit, memory: Sum, expected: Sum): string[] {
  const found: string[] = []
  for (const key of new Set([...memory.cells.keys(), ...expected.cells.keys()])) {
    const difference = { ...(memory.cells.get(key) ?? noMeasures()) }
    addMeasures(difference, expected.cells.get(key) ?? noMeasures(), -1)
    if (!isNothing(difference)) found.push(`${unit.code}: the subtree's cell ${key} differs between memory and journal by ${shown(difference)}`)
  }
  for (const key of ['creditorCount', 'creditorCountEver', 'paidSinceBaseline', 'newToday', 'paidToday', 'excluded', 'entries', 'marks'] as const) {
    if (memory[key] !== expected[key]) found.push(`${unit.code}: the subtree's ${key} is ${memory[key]} in memory, ${expected[key]} by the journal`)
  }
  return found
}
