/** Two API processes, one killed: subscribers move over and miss nothing. A short run; 200 of them are in `pnpm proof`. */
import { expect, test } from 'vitest'
import { moving } from '../../rig/moving.ts'

test('T-SUB-1 subscribers of a killed process move to the other one and end with the figures of the ledger', async () => {
  const report = await moving({ subscribers: 30, kills: 1 })
  expect(report).toMatchObject({ lost: 0, doubled: 0, unheard: 0, fenOfDifference: 0n, faults: [], stale: 0, backward: 0 })
  expect(report.moved).toBeGreaterThanOrEqual(15)
  expect(report.movedMs.p95).toBeLessThan(5000)
}, 90_000)
