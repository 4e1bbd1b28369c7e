import { expect, test } from 'vitest'
import { addDays, addMonths, dayAt, daysBetween, isDay, momentOf, momentText, parseMoment } from './day.ts'

test('T-TIME-2 the day turns at midnight of Shanghai, wherever the machine stands', () => {
  expect(dayAt(Date.parse('2022-06-16T15:59:59.999Z'))).toBe('2022-06-16')
  expect(dayAt(Date.parse('2022-06-16T16:00:00.000Z'))).toBe('2022-06-17')
  expect(momentOf('2022-06-16', '17:00')).toBe(Date.parse('2022-06-16T09:00:00Z'))
  expect(momentText(momentOf('2022-06-16', '17:00'))).toBe('2022-06-16T17:00:00.000+08:00')
})

test('only days of the calendar are days', () => {
  for (const day of ['2024-02-29', '2022-12-31']) expect(isDay(day)).toBe(true)
  for (const day of ['2022-02-29', '2022-13-01', '2022-1-1', '20220101', '', '2022-06-16T00:00']) expect(isDay(day)).toBe(false)
})

test('days and months add up across years and short months', () => {
  expect(addDays('2022-12-31', 1)).toBe('2023-01-01')
  expect(daysBetween('2022-06-16', '2022-11-30')).toBe(167)
  expect(addMonths('2022-11-30', -9)).toBe('2022-02-28')
  expect(addMonths('2022-11-30', -5)).toBe('2022-06-30')
})

test('a moment needs an offset', () => {
  expect(parseMoment('2022-06-16T17:00:00+08:00')).toBe(momentOf('2022-06-16', '17:00'))
  expect(parseMoment('2022-06-16T09:00Z')).toBe(momentOf('2022-06-16', '17:00'))
  for (const text of ['2022-06-16T17:00:00', '2022-06-16', '2022-02-30T00:00:00Z', 'now']) expect(parseMoment(text)).toBeNull()
})
