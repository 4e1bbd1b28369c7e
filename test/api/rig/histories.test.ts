/** Random histories against the plain model: a short run. The long one is `pnpm proof`. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { historyArbitrary, Run } from '../../rig/history.ts'
import { judge } from '../../rig/judge.ts'

const RUNS = 16
const STEPS = 80

test(`T-ROLL-1 T-ORD-1: ${RUNS} random histories of ${STEPS} steps agree with the model, to the fen, at every node, on both clocks`, async () => {
  let [entries, refused, moved] = [0, 0, 0]
  await fc.assert(
    fc.asyncProperty(historyArbitrary(STEPS, { writers: 4, processes: 2 }), async (history) => {
      const run = new Run(history)
      try {
        await run.play()
        const judgement = await judge(run, 3)
        expect(judgement.faults.slice(0, 5)).toEqual([])
        entries += judgement.entries
        refused += run.attempts.filter((attempt) => attempt.outcome === 'REFUSED').length
        moved += run.attempts.filter((attempt) => attempt.deed.kind === 'MOVE' && attempt.outcome === 'OK').length
      } finally {
        await run.close()
      }
    }),
    { numRuns: RUNS, seed: Number(process.env.PROOF_SEED ?? 20_220_616), endOnFailure: process.env.CI !== undefined },
  )
  // A generator that only makes refusals would prove nothing.
  expect(entries).toBeGreaterThan(RUNS * STEPS * 0.4)
  expect(refused).toBeGreaterThan(RUNS)
  expect(moved).toBeGreaterThan(0)
}, 60_000)
