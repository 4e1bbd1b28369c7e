/** A disk that fills while clients write: PostgreSQL on a small file system of memory, and a file that takes what is left. Root only. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, statfsSync, truncateSync, writeFileSync, chmodSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client, newTally } from './clients.ts'
import { type Cluster, openCluster } from './cluster.ts'
import { ApiProcess } from './process.ts'
import { type Verdict, verdictOf } from './verdict.ts'

export interface FullReport extends Verdict {
  /** Tries that failed while the disk was full. */
  failedWhileFull: number
  /** From room again to the next acknowledgement. */
  resumedMs: number
}

const UNITS = ['140521100', '140521101', '140521-QHSY']

export async function fillingDisk(fullForMs: number): Promise<FullReport | 'not root'> {
  if (process.getuid?.() !== 0) return 'not root'
  const folder = mkdtempSync(join(tmpdir(), 'qingqian-full-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=220m', 'tmpfs', folder])
  } catch {
    rmSync(folder, { recursive: true })
    return 'not root'
  }
  chmodSync(folder, 0o755)
  let cluster: Cluster | null = null
  let api: ApiProcess | null = null
  try {
    cluster = await openCluster({ dataDir: join(folder, 'data'), settings: { max_wal_size: '48MB', min_wal_size: '32MB', shared_buffers: '16MB' } })
    api = await ApiProcess.start(cluster.url)
    return await underFullDisk(cluster, api, folder, fullForMs)
  } finally {
    await api?.stop()
    await cluster?.stop()
    execFileSync('umount', ['-l', folder])
    rmSync(folder, { recursive: true, force: true })
  }
}

async function underFullDisk(cluster: Cluster, api: ApiProcess, folder: string, fullForMs: number): Promise<FullReport> {
  const tally = newTally()
  const clients = UNITS.map((unit) => new Client([api.url], unit, tally, 0))
  const payables = await Promise.all(clients.map(async (client) => {
    await client.signIn()
    return client.register(1_000_000_000n)
  }))
  let isOver = false
  const writing = Promise.all(clients.map((client, index) => client.pay(payables[index]!, 1_000_000, () => isOver)))
  await sleep(500)
  const ballast = join(folder, 'ballast')
  const failures = (): number => [...tally.unknown.values()].reduce((sum, count) => sum + count, 0)
  const before = failures()
  // Whatever is freed is taken again, until a write has failed.
  for (const until = performance.now() + 30_000; performance.now() < until && failures() === before;) {
    const { bavail, bsize } = statfsSync(folder)
    if (bavail > 0) {
      try { writeFileSync(ballast, Buffer.alloc(Math.min(bavail * bsize, 16_000_000)), { flag: 'a' }) } catch { /* it is full: that is what we want */ }
    }
    await sleep(20)
  }
  await sleep(fullForMs)
  const failedWhileFull = failures() - before
  const at = performance.now()
  truncateSync(ballast, 0)
  while ((tally.acknowledged.at(-1)?.at ?? 0) < at + 20) await sleep(10)
  const resumedMs = Math.round(performance.now() - at)
  await sleep(500)
  isOver = true
  await writing
  return { ...await verdictOf(cluster, tally), failedWhileFull, resumedMs }
}
