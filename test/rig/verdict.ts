/** The verdict after faults: what the clients were told against what the ledger holds. */
import { UnitTree } from '../../apps/api/src/units/tree.ts'
import { checkLedger } from '../../apps/api/src/rollup/check.ts'
import { Database } from '../../apps/api/src/platform/database.ts'
import type { UnitKind } from '@qingqian/rules/unit'
import { jincheng } from '../harness/world.ts'
import type { Tally } from './clients.ts'
import type { Cluster } from './cluster.ts'
import { ask, exportHeads, exportJournal } from './export.ts'
import { verify } from './verify.ts'

export interface Verdict {
  acknowledged: number
  retried: number
  lost: number
  doubled: number
  /** Payments in the journal whose answer never arrived: none when all clients insisted. */
  unheard: number
  fenOfDifference: bigint
  faults: string[]
}

export async function verdictOf(cluster: Cluster, tally: Tally): Promise<Verdict> {
  const faults: string[] = []
  const journal = await exportJournal(cluster.url)
  const payments = Map.groupBy(journal.filter((line) => line.kind === 'PAYMENT'), (line) => (line.detail as { voucherNo: string }).voucherNo)
  let lost = 0
  let paid = 0n
  for (const { requestId, entry, seq, hash, unit, amount } of tally.acknowledged) {
    const [line] = payments.get(requestId) ?? []
    if (!line) lost++
    else if (!entry.endsWith(line.id) || line.seq !== seq || line.hash !== hash || line.unit !== unit || line.amount !== `${amount}`) faults.push(`${unit}: the answer to ${requestId} speaks of another entry`)
    paid += amount
  }
  const doubled = [...payments.values()].filter((lines) => lines.length > 1).length
  const known = new Set(tally.acknowledged.map((each) => each.requestId))
  const unheard = [...payments.keys()].filter((id) => !known.has(id)).length
  const [stored] = await ask<{ paid: string; days: string }>(cluster.url, 'select (select coalesce(sum(paid), 0)::text from payable) as paid, (select coalesce(sum(paid), 0)::text from totals_day) as days')
  const differences = [BigInt(stored!.paid) - paid, BigInt(stored!.days) - paid]
  // Every answer was a kept head: entry, number and hash.
  const kept = tally.acknowledged.map(({ unit, seq, hash }) => ({ unit, seq, hash }))
  faults.push(...verify(journal, [...kept, ...await exportHeads(cluster.url)]).findings.slice(0, 5).map((finding) => finding.text))
  const database = new Database(cluster.urls)
  try {
    const tree = new UnitTree(
      jincheng().map((line, position) => ({ code: line.code, countyId: '', path: '', name: line.name, kind: line.kind as UnitKind, line: line.line, locatedIn: null, position, openedOn: '1949-10-01' })),
      jincheng().map((line) => ({ unit: line.code, parent: line.parent, effectiveOn: '1949-10-01', recordedAt: 0 })), [], { day: '2026-01-01', moment: Date.now() })
    faults.push(...(await checkLedger(database, tree, { baseline: '2022-06-16', today: new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10) })).differences.slice(0, 5))
  } finally {
    await database.close()
  }
  return {
    acknowledged: tally.acknowledged.length, retried: tally.acknowledged.filter((each) => each.tries > 1).length, lost, doubled, unheard,
    fenOfDifference: differences.reduce((sum, each) => sum + (each < 0n ? -each : each), 0n), faults,
  }
}

/** What servers show over their API is what the clients paid. */
export async function shownPaid(url: string, unit: string, token: string): Promise<string> {
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` }, body: JSON.stringify({ query: `{ unit(code: "${unit}") { totals { paid } } }` }) })
  const { data } = (await response.json()) as { data?: { unit?: { totals?: { paid?: string } } } }
  return data?.unit?.totals?.paid ?? 'nothing'
}

export const quantile = (values: readonly number[], q: number): number => [...values].sort((a, b) => a - b)[Math.max(0, Math.ceil(values.length * q) - 1)] ?? 0
