import { expect, test } from 'vitest'
import { NOTICE_2022, demoPolicy, dueOn, policyOn, vintageOf } from './policy.ts'

test('C7 the vintage decides the deadline: 2019-12-31 → 31 December, 2020-01-01 → 30 November', () => {
  expect([vintageOf('2019-12-31', NOTICE_2022), vintageOf('2020-01-01', NOTICE_2022)]).toEqual(['BEFORE_CUTOFF', 'SINCE_CUTOFF'])
  expect(dueOn('BEFORE_CUTOFF', false, NOTICE_2022)).toBe('2022-12-31')
  expect(dueOn('SINCE_CUTOFF', false, NOTICE_2022)).toBe('2022-11-30')
})

test('S5-8 what is wholly disputed of the older arrears has no deadline but its settlement; since the cut-off the date is its target (G4)', () => {
  expect(dueOn('BEFORE_CUTOFF', true, NOTICE_2022)).toBeNull()
  expect(dueOn('SINCE_CUTOFF', true, NOTICE_2022)).toBe('2022-11-30')
})

test('the demo\'s deadlines are the next ones, its baseline the earlier of two', () => {
  expect(demoPolicy('2026-11-23')).toMatchObject({ deadlineSince: '2026-11-30', deadlineBefore: '2026-12-31', baseline: '2026-06-30' })
  expect(demoPolicy('2026-12-01')).toMatchObject({ deadlineSince: '2027-11-30', deadlineBefore: '2027-12-31', baseline: '2026-10-02' })
  expect(demoPolicy('2026-11-30').deadlineSince).toBe('2026-11-30')
})

test('a later policy takes over on its day and not before', () => {
  const later = { ...NOTICE_2022, id: 'later', from: '2025-06-01' }
  expect(policyOn([later, NOTICE_2022], '2025-05-31').id).toBe(NOTICE_2022.id)
  expect(policyOn([later, NOTICE_2022], '2025-06-01').id).toBe('later')
  expect(policyOn([later, NOTICE_2022], '2000-01-01').id).toBe(NOTICE_2022.id)
})
