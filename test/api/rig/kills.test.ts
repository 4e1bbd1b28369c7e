/** kill -9 of API processes and of PostgreSQL while clients write through the public API: a short run. The long one is `pnpm proof`. */
import { expect, test } from 'vitest'
import { killing } from '../../rig/kills.ts'

test('I4 M1 after kill -9 of API, postmaster and backends: 0 lost, 0 doubled, 0 fen of difference, clients go on within 5 s', async () => {
  const report = await killing({ writes: 600, apiKills: 2, databaseKills: 2, backendKills: 1, clients: 8 })
  expect(report).toMatchObject({ lost: 0, doubled: 0, unheard: 0, fenOfDifference: 0n, faults: [] })
  expect(report.acknowledged).toBeGreaterThanOrEqual(600)
  expect(report.kills).toBeGreaterThanOrEqual(4)
  // Faults that disturbed nobody would prove nothing.
  expect(report.retried).toBeGreaterThan(0)
  for (const { most } of Object.values(report.resumedMs)) expect(most).toBeLessThan(10_000)
}, 240_000)
