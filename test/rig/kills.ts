/** kill -9 at random points while clients write: of API processes, of the postmaster, of single backends. */
import { setTimeout as sleep } from 'node:timers/promises'
import { Database } from '../../apps/api/src/platform/database.ts'
import { Client, newTally, SIGN_IN, type Tally, yuan } from './clients.ts'
import { type Cluster, openCluster, PASSWORD } from './cluster.ts'
import { ApiProcess } from './process.ts'
import { quantile, shownPaid, type Verdict, verdictOf } from './verdict.ts'

export interface Plan {
  writes: number
  apiKills: number
  databaseKills: number
  backendKills: number
  clients: number
  progress?: (text: string) => void
}

export interface Report extends Verdict {
  kills: number
  /** From the kill to the next acknowledgement, p95 and largest, by what was killed. */
  resumedMs: Record<string, { p95: number; most: number }>
  /** Starts of API processes, which the resume after their kill contains. */
  startMs: { p50: number; p95: number }
  seconds: number
  unknown: Record<string, number>
  complaints: Record<string, number>
  /** API processes that ended without being killed. */
  crashes: number
  lastWords: string[]
}

const UNITS = ['140521100', '140521101', '140521102', '140521-QHSY', '140521-QHSY-JC', '140522100', '140521-WJJ', '140521-JTJ']

export async function killing(plan: Plan): Promise<Report> {
  const cluster = await openCluster()
  const apis: ApiProcess[] = []
  try {
    await refuseForgetful(cluster)
    for (let k = 0; k < 2; k++) apis.push(await ApiProcess.start(cluster.url))
    plan.progress?.(`two processes are up, in ${apis.map((api) => Math.round(api.startedInMs[0]!)).join(' and ')} ms`)
    return await underKills(plan, cluster, apis)
  } finally {
    await Promise.all(apis.map((api) => api.stop()))
    await cluster.stop()
  }
}

/** Asked over the product's own pool: kills alone would show asynchronous commits only when one falls into the last 0.2 s before the log is written. */
async function refuseForgetful(cluster: Cluster): Promise<void> {
  const database = new Database(cluster.urls)
  try {
    const { rows } = await database.app.query<{ setting: string }>("select setting from pg_settings where name in ('fsync', 'synchronous_commit', 'full_page_writes')")
    if (rows.some(({ setting }) => setting === 'off')) throw new Error('the product commits without waiting for the disk')
  } finally {
    await database.close()
  }
}

async function underKills(plan: Plan, cluster: Cluster, apis: ApiProcess[]): Promise<Report> {
  const tally = newTally()
  const clients = Array.from({ length: plan.clients }, (_, index) => new Client(apis.map((api) => api.url), UNITS[index % UNITS.length]!, tally, index))
  const payables = await Promise.all(clients.map(async (client) => {
    await client.signIn()
    return client.register(1_000_000_000n)
  }))
  plan.progress?.(`${clients.length} clients have signed in`)
  const begun = performance.now()
  const each = Math.ceil(plan.writes / plan.clients)
  let isOver = false
  const enough = (): boolean => isOver && tally.acknowledged.length >= plan.writes
  // Clients go on until the last kill has been got over, however quick they are.
  const writing = Promise.all(clients.map((client, index) => client.pay(payables[index]!, each * 50, enough)))
  const resumed = await Promise.race([nemesis(plan, cluster, apis, tally), writing.then(() => Promise.reject(new Error('the clients ended before the kills did')))])
  isOver = true
  await writing
  const verdict = await verdictOf(cluster, tally)
  verdict.faults.push(...await shownFaults(apis, tally), ...[...tally.refused].map(([code, count]) => `${count} payments were refused: ${code}`))
  const starts = apis.flatMap((api) => api.startedInMs)
  return {
    ...verdict, kills: [...resumed.values()].reduce((sum, list) => sum + list.length, 0),
    resumedMs: Object.fromEntries([...resumed].map(([what, list]) => [what, { p95: Math.round(quantile(list, 0.95)), most: Math.round(Math.max(...list)) }])),
    startMs: { p50: Math.round(quantile(starts, 0.5)), p95: Math.round(quantile(starts, 0.95)) },
    seconds: Math.round((performance.now() - begun) / 1000), unknown: Object.fromEntries(tally.unknown),
    complaints: Object.fromEntries(apis.flatMap((api) => [...api.complaints]).filter(([, count]) => count > 0)),
    crashes: apis.reduce((sum, api) => sum + api.crashes, 0), lastWords: apis.flatMap((api) => api.words).slice(0, 12),
  }
}

/** Kills in random order at random moments; after each waits until somebody was answered again. */
async function nemesis(plan: Plan, cluster: Cluster, apis: ApiProcess[], tally: Tally): Promise<Map<string, number[]>> {
  const kinds = [...Array<string>(plan.apiKills).fill('api'), ...Array<string>(plan.databaseKills).fill('postgres'), ...Array<string>(plan.backendKills).fill('backend')].sort(() => Math.random() - 0.5)
  const resumed = new Map<string, number[]>()
  for (const [index, kind] of kinds.entries()) {
    await sleep(150 + Math.random() * 400)
    const at = performance.now()
    const victim = apis[index % apis.length]!
    const restarted = kind === 'api' ? victim.killAndRestart() : Promise.resolve()
    // Backends of the old one may answer for a breath: only what was asked of the new one counts.
    if (kind === 'postgres') await cluster.kill()
    if (kind === 'backend' && !(await cluster.killBackend())) continue
    await restarted
    // An API process that was killed has resumed when it answers itself; the other one never stopped.
    if (kind === 'api') await answering(victim)
    else await acknowledgedAfter(tally)
    resumed.set(kind, [...(resumed.get(kind) ?? []), performance.now() - at])
    plan.progress?.(`kill ${index + 1} of ${kinds.length} (${kind}): resumed in ${Math.round(performance.now() - at)} ms, ${tally.acknowledged.length} writes acknowledged`)
  }
  return resumed
}

async function answering(api: ApiProcess): Promise<void> {
  while (!(await fetch(`${api.url}/healthz`, { signal: AbortSignal.timeout(2000) }).then((response) => response.ok, () => false))) await sleep(20)
}

/** Waits for an answer to something that was asked from now on. */
async function acknowledgedAfter(tally: Tally): Promise<void> {
  const from = performance.now()
  while ((tally.acknowledged.at(-1)?.askedAt ?? 0) < from) {
    if (performance.now() > from + 60_000) throw new Error('nobody was answered for a minute after a kill')
    await sleep(5)
  }
}

/** Every process shows of the city exactly what the clients were told. */
async function shownFaults(apis: readonly ApiProcess[], tally: Tally): Promise<string[]> {
  const paid = yuan(tally.acknowledged.reduce((sum, each) => sum + each.amount, 0n))
  const { token = '' } = await new Client(apis.map((api) => api.url), '140500', newTally(), 0).insist(SIGN_IN, { account: 'office.140500', password: PASSWORD })
  const faults: string[] = []
  for (const [index, api] of apis.entries()) {
    let shown = ''
    for (let k = 0; k < 200 && shown !== paid; k++) {
      shown = await shownPaid(api.url, '140500', token).catch(() => 'no answer')
      if (shown !== paid) await sleep(50)
    }
    if (shown !== paid) faults.push(`process ${index} shows ${shown} paid instead of ${paid}`)
  }
  return faults
}
