/** Two API processes; one is killed while clients write and subscribers watch: these move over and end with the same figures. */
import { setTimeout as sleep } from 'node:timers/promises'
import { Client, newTally, SIGN_IN, yuan } from './clients.ts'
import { openCluster, PASSWORD } from './cluster.ts'
import { ApiProcess } from './process.ts'
import { Subscriber } from './subscribers.ts'
import { quantile, type Verdict, verdictOf } from './verdict.ts'

export interface MovingReport extends Verdict {
  subscribers: number
  moved: number
  movedMs: { p95: number; most: number }
  /** Subscribers whose last figures are not the ledger's. */
  stale: number
  backward: number
}

const UNITS = ['140521100', '140521101', '140521-QHSY', '140521-QHSY-JC']

export async function moving(plan: { subscribers: number; kills: number }): Promise<MovingReport> {
  const cluster = await openCluster()
  const apis: ApiProcess[] = []
  const subscribers: Subscriber[] = []
  try {
    for (let k = 0; k < 2; k++) apis.push(await ApiProcess.start(cluster.url))
    const urls = apis.map((api) => api.url)
    const tally = newTally()
    const office = new Client(urls, '140500', tally, 0)
    const { token } = await office.insist(SIGN_IN, { account: 'office.140500', password: PASSWORD })
    for (let k = 0; k < plan.subscribers; k++) subscribers.push(new Subscriber(urls, token!, k % 2 === 0 ? '140500' : '140521', k))
    const clients = UNITS.map((unit, index) => new Client(urls, unit, tally, index))
    const payables = await Promise.all(clients.map(async (client) => {
      await client.signIn()
      return client.register(1_000_000_000n)
    }))
    while (subscribers.some((subscriber) => !subscriber.shown)) await sleep(10)
    let isOver = false
    const writing = Promise.all(clients.map((client, index) => client.pay(payables[index]!, 1_000_000, () => isOver)))
    for (let k = 0; k < plan.kills; k++) {
      await sleep(500)
      await apis[k % 2]!.killAndRestart()
    }
    await sleep(500)
    isOver = true
    await writing
    const paid = yuan(tally.acknowledged.reduce((sum, each) => sum + each.amount, 0n))
    const stale = (): number => subscribers.filter((subscriber) => subscriber.shown?.paid !== paid).length
    for (const until = performance.now() + 5000; stale() > 0 && performance.now() < until;) await sleep(20)
    const moves = subscribers.flatMap((subscriber) => subscriber.movedInMs)
    return {
      ...await verdictOf(cluster, tally), subscribers: subscribers.length, moved: moves.length, movedMs: { p95: Math.round(quantile(moves, 0.95)), most: Math.round(Math.max(0, ...moves)) },
      stale: stale(), backward: subscribers.reduce((sum, subscriber) => sum + subscriber.backward, 0),
    }
  } finally {
    for (const subscriber of subscribers) subscriber.close()
    await Promise.all(apis.map((api) => api.stop()))
    await cluster.stop()
  }
}
