/** T-CRASH: 10,000 writes and more under at least 50 kills; process start printed apart from what clients waited. */
import { expect, test } from 'vitest'
import { killing } from '../rig/kills.ts'

const say = (text: string): void => void process.stderr.write(`${text}\n`)

test('kill -9 of API processes, the postmaster and backends, 54 times, during at least 10,000 writes', async () => {
  const report = await killing({ writes: 10_000, apiKills: 24, databaseKills: 18, backendKills: 12, clients: 16, progress: say })
  say(JSON.stringify(report, (_, value: unknown) => (typeof value === 'bigint' ? `${value}` : value)))
  expect(report).toMatchObject({ lost: 0, doubled: 0, unheard: 0, fenOfDifference: 0n, faults: [], crashes: 0 })
  expect(report.kills).toBeGreaterThanOrEqual(50)
  expect(report.acknowledged).toBeGreaterThanOrEqual(10_000)
  // What is ours to answer for: an API's own start stands apart; PostgreSQL's recovery does not.
  expect(report.resumedMs.postgres!.p95).toBeLessThan(5000)
  expect(report.resumedMs.backend!.p95).toBeLessThan(5000)
  expect(report.resumedMs.api!.p95 - report.startMs.p95).toBeLessThan(5000)
})
