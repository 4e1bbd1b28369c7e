/** The network between an API process and PostgreSQL, cut in every way, and the disk, while clients write. */
import { setTimeout as sleep } from 'node:timers/promises'
import { Client, newTally, type Tally } from './clients.ts'
import { type Cluster, openCluster } from './cluster.ts'
import { ApiProcess } from './process.ts'
import { type CutAt, Proxy } from './proxy.ts'
import { type Verdict, verdictOf } from './verdict.ts'

export interface CutReport extends Verdict {
  cuts: number
  crashes: number
  /** Until clients were answered again, by what was done. */
  resumedMs: Record<string, number[]>
  unknown: Record<string, number>
}

export type Trouble = { kind: 'commit'; at: CutAt } | { kind: 'reset' } | { kind: 'hole' } | { kind: 'half-open' } | { kind: 'slow'; ms: number }

const UNITS = ['140521100', '140521101', '140521102', '140521-QHSY', '140521-QHSY-JC', '140522100']

export async function cutting(troubles: readonly Trouble[], progress?: (text: string) => void): Promise<CutReport> {
  const cluster = await openCluster()
  const proxy = await Proxy.open(cluster.port)
  const through = new URL(cluster.url)
  through.port = String(proxy.port)
  const api = await ApiProcess.start(through.href)
  try {
    return await underTroubles(troubles, cluster, proxy, api, progress)
  } finally {
    await api.stop()
    await proxy.close()
    await cluster.stop()
  }
}

async function underTroubles(troubles: readonly Trouble[], cluster: Cluster, proxy: Proxy, api: ApiProcess, progress?: (text: string) => void): Promise<CutReport> {
  const tally = newTally()
  const clients = UNITS.map((unit) => new Client([api.url], unit, tally, 0))
  const payables = await Promise.all(clients.map(async (client) => {
    await client.signIn()
    return client.register(1_000_000_000n)
  }))
  let isOver = false
  const writing = Promise.all(clients.map((client, index) => client.pay(payables[index]!, 1_000_000, () => isOver)))
  const resumedMs: Record<string, number[]> = {}
  for (const trouble of troubles) {
    const name = trouble.kind === 'commit' ? `COMMIT, ${trouble.at}` : trouble.kind
    await sleep(100 + Math.random() * 150)
    const ms = await make(trouble, proxy, tally)
    resumedMs[name] = [...(resumedMs[name] ?? []), Math.round(ms)]
    progress?.(`${name}: all clients answered again after ${Math.round(ms)} ms, ${tally.acknowledged.length} writes acknowledged`)
  }
  isOver = true
  await writing
  return { ...await verdictOf(cluster, tally), cuts: proxy.cuts, crashes: api.crashes, resumedMs, unknown: Object.fromEntries(tally.unknown) }
}

/** Makes the trouble; answers how long it took until every client had an answer to something asked after it. */
async function make(trouble: Trouble, proxy: Proxy, tally: Tally): Promise<number> {
  const cuts = proxy.cuts
  const at = performance.now()
  if (trouble.kind === 'commit') {
    proxy.cutNextCommit(trouble.at)
    while (proxy.cuts === cuts) await sleep(2)
  }
  if (trouble.kind === 'reset') proxy.resetAll()
  if (trouble.kind === 'hole') proxy.swallowAll('both')
  if (trouble.kind === 'half-open') proxy.swallowAll('answers')
  if (trouble.kind === 'slow') {
    proxy.delayMs = trouble.ms
    await sleep(1500)
    proxy.delayMs = 0
  }
  const from = performance.now() + 20
  const answered = (): boolean => new Set(tally.acknowledged.filter((each) => each.at > from).map((each) => each.unit)).size === UNITS.length
  for (const until = from + 120_000; !answered();) {
    if (performance.now() > until) throw new Error(`${JSON.stringify(trouble)}: clients were not answered again within two minutes`)
    await sleep(10)
  }
  return performance.now() - at
}
