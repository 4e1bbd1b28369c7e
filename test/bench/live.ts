/** Watching: how soon a payment reaches every socket that shows a total it changes, and what that costs. */
import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { type Target, watch } from './clients.ts'
import type { CityFiles } from './files.ts'
import { payableUuid } from './ids.mjs'
import type { Both } from './processes.ts'

const WATCH = 'subscription Watch($unit: String!) { totals(unit: $unit) { paid outstanding } }'
const PAY = 'mutation Pay($input: RecordPaymentInput!) { recordPayment(input: $input) { __typename } }'
const PAYMENTS = 100
const EVERY_MS = 50

export async function live(both: Both, city: CityFiles): Promise<void> {
  console.log('\n| sockets | on | p50 ms | p99 ms | reached | messages | ours, CPU s | memory MB |\n|---|---|---|---|---|---|---|---|')
  for (const sockets of [200, 1000]) {
    for (const spread of [false, true]) {
      const units = Array.from({ length: sockets }, (_, index) => (spread ? city.units[index % city.units.length]!.code : '1'))
      const row = await measure(both, city, units)
      console.log(`| ${sockets} | ${spread ? 'units all over' : 'one total'} | ${row.p50.toFixed(0)} | ${row.p99.toFixed(0)} | ${(row.reached * 100).toFixed(1)} % | ${row.messages} | ${row.cpuSeconds.toFixed(2)} | ${row.memory.toFixed(0)} |`)
    }
  }
}

interface Row { p50: number; p99: number; reached: number; messages: number; cpuSeconds: number; memory: number }

async function measure(both: Both, city: CityFiles, units: readonly string[]): Promise<Row> {
  const paid = units.map(() => 0n)
  const base: (bigint | undefined)[] = []
  const waiting: { unit: number; at: number; sum: bigint }[][] = units.map(() => [])
  const times: number[] = []
  let messages = 0
  const close = await watch(both.ours.port, both.authorization, units.map((unit) => ({ query: WATCH, variables: { unit } })), (socket, text) => {
    const now = performance.now()
    const fen = BigInt(/"paid":"([\d.]+)"/.exec(text)![1]!.replace('.', ''))
    base[socket] ??= fen
    messages++
    const queue = waiting[socket]!
    while (queue.length > 0 && queue[0]!.sum <= fen) times.push(now - queue.shift()!.at)
  })
  await pause(500)
  messages = 0
  const before = both.cpu()
  const debts = city.debts.filter((debt) => debt.amount > 1_000_000n && debt.payments.length < 2).slice(-5_000)
  let expected = 0
  const posts: Promise<void>[] = []
  for (let number = 0; number < PAYMENTS; number++) {
    const debt = debts[(number * 7919) % debts.length]!
    const at = performance.now()
    for (const [socket, unit] of units.entries()) {
      if (debt.unit !== unit && !debt.unit.startsWith(`${unit}-`)) continue
      paid[socket]! += 1n
      waiting[socket]!.push({ unit: socket, at, sum: base[socket]! + paid[socket]! })
      expected++
    }
    posts.push(pay(both.ours, `P.${debt.unit.split('-').slice(0, 2).join('-')}.${payableUuid(debt.id)}`))
    await pause(Math.max(0, EVERY_MS - (performance.now() - at)))
  }
  await Promise.all(posts)
  for (const until = performance.now() + 5_000; times.length < expected && performance.now() < until;) await pause(20)
  const row = { reached: times.length / expected, messages, cpuSeconds: (both.cpu() - before) / 1000, memory: both.memoryMb() }
  close()
  times.sort((a, b) => a - b)
  return { ...row, p50: times[Math.floor(times.length / 2)] ?? NaN, p99: times[Math.floor(times.length * 0.99)] ?? NaN }
}

async function pay(ours: Target, payableId: string): Promise<void> {
  const variables = { input: { requestId: randomUUID(), payableId, amount: '0.01', paidOn: '2024-01-01', method: 'BANK_TRANSFER' } }
  const response = await fetch(`http://127.0.0.1:${ours.port}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', ...ours.headers }, body: JSON.stringify({ query: PAY, variables }) })
  const text = await response.text()
  if (!text.includes('JournalEntry')) throw new Error(text)
}
