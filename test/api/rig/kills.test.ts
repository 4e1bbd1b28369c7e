/** kill -9 of API processes and of PostgreSQL while clients write through the public API: a short run. The long one is `pnpm proof`. */
import { expect, test } from 'vitest'
import { killing } from '../../rig/kills.ts'

test('I4 M1 after kill -9 of API, postmaster and backends: 0 lost, 0 doubled, 0 fen of difference, clients go on', async () => {
  const report = await killing({ writes: 400, apiKills: 1, databaseKills: 1, backendKills: 1, clients: 8 })
  expect(report).toMatchObject({ lost: 0, doubled: 0, unheard: 0, fenOfDifference: 0n, faults: [] })
  expect(report.acknowledged).toBeGreaterThanOrEqual(400)
  expect(report.kills).toBe(3)
  // Faults that disturbed nobody would prove nothing.
  expect(report.retried).toBeGreaterThan(0)
  // Starting takes what the machine leaves it; the 5 s are measured by `pnpm proof`.
  for (const { most } of Object.values(report.resumedMs)) expect(most).toBeLessThan(60_000)
}, 240_000)
