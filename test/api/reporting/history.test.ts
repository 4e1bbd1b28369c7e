/** What several days of reports say together, and what happened between two deadlines. */
import './stage.ts'
import { momentOf } from '@qingqian/rules/day'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { COUNTY, OTHER_TOWN, TOWN, openReporting } from './stage.ts'

let stage: Awaited<ReturnType<typeof openReporting>>
beforeAll(async () => { stage = await openReporting() })
afterAll(() => stage.drop())

const at = (day: string, time: string): void => void (stage.clock.stoppedAt = momentOf(day, time))

test('S7-5 the days of a unit: signed, late, missing, with the day each is measured against and the ledger beside what was signed', async () => {
  at('2022-10-03', '10:00')
  const id = await stage.owe(TOWN, 500_000n)
  await stage.signed(TOWN, '2022-10-03')
  await stage.pay(TOWN, id, 100_000n, '2022-10-03')
  at('2022-10-05', '17:30')
  await stage.signed(TOWN, '2022-10-05')
  at('2022-10-06', '09:00')
  const days = await stage.reports.between(stage.clerk(TOWN), stage.units.get(TOWN)!, '2022-10-03', '2022-10-06')
  expect(days.map((each) => [each.day, each.status, each.previousDay, each.versions.length])).toEqual([
    ['2022-10-03', 'REPORTED', null, 1], ['2022-10-04', 'MISSING', '2022-10-03', 0], ['2022-10-05', 'LATE', '2022-10-03', 1], ['2022-10-06', 'OPEN', '2022-10-05', 0],
  ])
  // Paid after the signature, before the deadline: what was signed stays, the ledger of that day says it.
  expect(await days[0]!.figures()).toMatchObject({ outstanding: 500_000n, paid: 0n })
  expect(await days[0]!.ledger()).toMatchObject({ outstanding: 400_000n, paid: 100_000n })
  expect(days[2]!.previous).toMatchObject({ outstanding: 500_000n })
  // Whoever may not see the unit sees none of its days, and a county has none of its own.
  expect(await stage.reports.between(stage.clerk(OTHER_TOWN), stage.units.get(TOWN)!, '2022-10-03', '2022-10-06')).toEqual([])
  expect(await stage.reports.between(stage.as('OFFICE', COUNTY), stage.units.get(COUNTY)!, '2022-10-03', '2022-10-06')).toEqual([])
})

test('S7-4 what was recorded since the deadline of the day before, by kind; a closed day ends at its own deadline', async () => {
  at('2022-10-10', '17:00:00.000')
  const id = await stage.owe(TOWN, 300_000n)
  at('2022-10-11', '16:59:59.999')
  await stage.pay(TOWN, id, 120_000n, '2022-10-11')
  const open = await stage.board(COUNTY, '2022-10-11')
  const before = await open.movements()
  expect(before).toEqual([{ kind: 'REGISTER', count: 1, amount: 300_000n }, { kind: 'PAYMENT', count: 1, amount: 120_000n }])
  at('2022-10-11', '17:00:00.000')
  await stage.pay(TOWN, id, 10_000n, '2022-10-11')
  expect(await (await stage.board(COUNTY, '2022-10-11')).movements()).toEqual(before)
  expect(await (await stage.board(COUNTY, '2022-10-12')).movements()).toEqual([{ kind: 'PAYMENT', count: 1, amount: 10_000n }])
})
