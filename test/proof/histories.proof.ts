/** T-ROLL-1 at its full size: 1,000 histories of 200 steps; and 10,000 forgeries of the ledgers they leave. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { historyArbitrary, Run } from '../rig/history.ts'
import { judge } from '../rig/judge.ts'
import { tamper } from '../rig/tamper.ts'
import { verify } from '../rig/verify.ts'

const SEED = Number(process.env.PROOF_SEED ?? Math.floor(Math.random() * 2 ** 31))
const HISTORIES = Number(process.env.PROOF_HISTORIES ?? 1000)
const STEPS = 200
const say = (text: string): void => void process.stderr.write(`${text}\n`)

test(`${HISTORIES} histories of ${STEPS} steps; every 20th ledger is forged 200 times`, async () => {
  const begun = performance.now()
  const sum = { done: 0, entries: 0, attempts: 0, refused: 0, moves: 0, clean: 0, forged: 0, found: 0, located: 0 }
  say(`histories: PROOF_SEED=${SEED}`)
  await fc.assert(
    fc.asyncProperty(historyArbitrary(STEPS, { writers: 6, processes: 2 }), async (history) => {
      const run = new Run(history)
      try {
        await run.play()
        const { faults, entries, journal } = await judge(run, 4)
        expect(faults.slice(0, 5)).toEqual([])
        sum.done++
        sum.clean++
        sum.entries += entries
        sum.attempts += run.attempts.length
        sum.refused += run.attempts.filter((attempt) => attempt.outcome === 'REFUSED').length
        sum.moves += run.attempts.filter((attempt) => attempt.deed.kind === 'MOVE' && attempt.outcome === 'OK').length
        if (sum.done % 20 === 0) {
          const score = tamper(journal, 200, SEED + sum.done, verify)
          expect(score.misses).toEqual([])
          sum.forged += score.tried
          sum.found += score.found
          sum.located += score.located
        }
        if (sum.done % 25 === 0) say(`${sum.done} of ${HISTORIES} histories, ${((performance.now() - begun) / 1000).toFixed(0)} s, ${JSON.stringify(sum)}`)
      } finally {
        await run.close()
      }
    }),
    { numRuns: HISTORIES, seed: SEED, interruptAfterTimeLimit: 7_000_000, markInterruptAsFailure: true },
  )
  say(`histories: ${JSON.stringify(sum)} in ${((performance.now() - begun) / 1000).toFixed(0)} s, PROOF_SEED=${SEED}`)
  expect(sum.found).toBe(sum.forged)
  expect(sum.located).toBe(sum.forged)
})
