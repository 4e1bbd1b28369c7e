/** The network between API and PostgreSQL cut before, in and after COMMIT, reset: a short run. Slow and silent networks are in `pnpm proof`. */
import { expect, test } from 'vitest'
import { cutting, type Trouble } from '../../rig/cuts.ts'

const COMMITS: Trouble[] = (['before', 'during', 'after'] as const).map((at) => ({ kind: 'commit', at }))

test('I4 T-NET cuts before, in and after COMMIT, a reset: 0 lost, 0 doubled, 0 fen of difference', async () => {
  const report = await cutting([...COMMITS, { kind: 'reset' }])
  expect(report).toMatchObject({ lost: 0, doubled: 0, unheard: 0, fenOfDifference: 0n, faults: [] })
  expect(report.cuts).toBeGreaterThanOrEqual(4)
  expect(report.retried).toBeGreaterThanOrEqual(3)
}, 90_000)
