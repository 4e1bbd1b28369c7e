/** Two processes of which one is killed under 200 subscribers; a disk that fills. */
import { expect, test } from 'vitest'
import { fillingDisk } from '../rig/full-disk.ts'
import { moving } from '../rig/moving.ts'

const say = (what: object | string): void => void process.stderr.write(`${JSON.stringify(what, (_, value: unknown) => (typeof value === 'bigint' ? `${value}` : value))}\n`)

test('200 subscribers move over six times and end with the figures of the ledger', async () => {
  const report = await moving({ subscribers: 200, kills: 6 })
  say(report)
  expect(report).toMatchObject({ lost: 0, doubled: 0, unheard: 0, fenOfDifference: 0n, faults: [], stale: 0, backward: 0 })
  expect(report.moved).toBeGreaterThanOrEqual(200)
  expect(report.movedMs.p95).toBeLessThan(5000)
})

test('a full disk refuses writes and loses none; with room again clients go on', async (context) => {
  const report = await fillingDisk(3000)
  say(report)
  if (report === 'not root') return context.skip('a file system of its own needs root')
  expect(report).toMatchObject({ lost: 0, doubled: 0, unheard: 0, fenOfDifference: 0n, faults: [] })
  expect(report.failedWhileFull).toBeGreaterThan(0)
})
