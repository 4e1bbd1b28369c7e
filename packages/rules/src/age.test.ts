import { describe, expect, test } from 'vitest'
import { AGES, ageOf, daysOfAge } from './age.ts'
import { addDays } from './day.ts'

describe('age', () => {
  test.each(['2022-09-14', '2024-02-29', '2025-02-28', '2025-03-01', '2024-12-31'])('every day of five years before %s is of exactly the band whose range holds it', (today) => {
    for (let back = 0; back < 5 * 366; back++) {
      const since = addDays(today, -back)
      const bands = AGES.filter((age) => {
        const { from, to } = daysOfAge(age, today)
        return (from === null || since >= from) && since <= to
      })
      expect([since, bands]).toEqual([since, [ageOf(since, today)]])
    }
  })
  test('what falls due later has no age', () => expect(ageOf('2022-09-15', '2022-09-14')).toBe('notYet'))
})
