/** The network between API and PostgreSQL: every cut many times, black holes and half-open connections included. */
import { expect, test } from 'vitest'
import { cutting, type Trouble } from '../rig/cuts.ts'

const ROUNDS = Number(process.env.PROOF_CUTS ?? 15)
const say = (text: string): void => void process.stderr.write(`${text}\n`)

test(`${ROUNDS} rounds of cuts before, in and after COMMIT, resets and a slow database`, async () => {
  const round: Trouble[] = [{ kind: 'commit', at: 'before' }, { kind: 'commit', at: 'during' }, { kind: 'commit', at: 'after' }, { kind: 'reset' }, { kind: 'slow', ms: 60 }]
  const report = await cutting(Array.from({ length: ROUNDS }, () => round).flat(), say)
  say(JSON.stringify(report, (_, value: unknown) => (typeof value === 'bigint' ? `${value}` : value)))
  expect(report).toMatchObject({ lost: 0, doubled: 0, unheard: 0, fenOfDifference: 0n, faults: [], crashes: 0 })
})

test('connections that go silent: nothing is lost and the process goes on', async () => {
  const report = await cutting([{ kind: 'hole' }, { kind: 'half-open' }], say)
  say(JSON.stringify(report, (_, value: unknown) => (typeof value === 'bigint' ? `${value}` : value)))
  expect(report).toMatchObject({ lost: 0, doubled: 0, unheard: 0, fenOfDifference: 0n, faults: [] })
})
