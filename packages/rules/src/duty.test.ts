import { describe, expect, test } from 'vitest'
import { type SigningAsked, countRows, derivedStatus, reportStatus, signedLedger, signingVersion } from './daily-report.ts'
import { momentOf } from './day.ts'
import { type Standing, boardRows, dutyOf, expectedBelow } from './duty.ts'
import type { UnitKind, UnitStatus } from './unit.ts'

const unit = (code: string, kind: UnitKind, children: Standing[] = [], status: UnitStatus = 'OPERATING'): Standing => ({ code, kind, status, children })
const codes = (units: readonly Standing[]): string => units.map(({ code }) => code).join(' ')

const group = unit('G', 'SOE', [unit('G1', 'SUBSIDIARY', [unit('G11', 'SUBSIDIARY')]), unit('G2', 'SUBSIDIARY', [], 'SUSPENDED')])
const county = unit('C', 'COUNTY', [unit('T', 'TOWNSHIP'), unit('Z', 'DEV_ZONE'), unit('D', 'DEPARTMENT', [unit('I', 'INSTITUTION')]), group, unit('X', 'TOWNSHIP', [], 'DISSOLVED'), unit('S', 'SOE', [], 'SUSPENDED')])
const city = unit('M', 'CITY', [county, unit('MD', 'DEPARTMENT')])

describe('who reports to whom (G2, G7, G8, S7-6)', () => {
  test('townships, the zone, departments and groups report to the office; those below them are signed for', () => {
    expect((['TOWNSHIP', 'DEV_ZONE', 'DEPARTMENT', 'SOE'] as const).map((kind) => dutyOf(kind, 'COUNTY'))).toEqual(Array(4).fill('REPORTS'))
    expect(dutyOf('SUBSIDIARY', 'SOE')).toBe('SIGNED_FOR')
    expect(dutyOf('INSTITUTION', 'DEPARTMENT')).toBe('SIGNED_FOR')
    expect(dutyOf('COUNTY', 'CITY')).toBe('DERIVED')
  })

  test('a board shows the units directly below, a leaf itself; dissolved ones do not appear, suspended ones are not awaited', () => {
    expect(codes(boardRows(county))).toBe('T Z D G S')
    expect(codes(expectedBelow(county))).toBe('T Z D G')
    expect(codes(boardRows(city))).toBe('C MD')
    expect(codes(expectedBelow(city))).toBe('T Z D G MD')
    expect(codes(boardRows(group))).toBe('G1 G2')
    expect(codes(expectedBelow(group))).toBe('G1 G11')
    expect(codes(boardRows(county.children[0]!))).toBe('T')
  })
})

const day = '2022-09-14'
const deadline = momentOf(day, '17:00')
const at = (now: number) => ({ day, deadline, dailyFrom: '2022-06-16', now })

describe('a day', () => {
  test('R1 16:59:59.999 is on time, 17:00:00.000 is late', () => {
    expect(reportStatus(momentOf(day, '16:59:59.999'), false, at(deadline))).toBe('REPORTED')
    expect(reportStatus(deadline, false, at(deadline))).toBe('LATE')
  })

  test('unsigned it is not due, open, missing or excused', () => {
    expect(reportStatus(null, false, at(momentOf('2022-09-13', '23:59:59.999')))).toBe('NOT_DUE')
    expect(reportStatus(null, false, at(momentOf(day)))).toBe('OPEN')
    expect(reportStatus(null, false, at(deadline))).toBe('MISSING')
    expect(reportStatus(null, true, at(deadline))).toBe('EXEMPT')
    expect(reportStatus(null, false, { ...at(deadline), day: '2022-06-15' })).toBe('NOT_DUE')
  })

  test('a county stands as its reporters stand', () => {
    expect(derivedStatus(['REPORTED', 'REPORTED'])).toBe('REPORTED')
    expect(derivedStatus(['REPORTED', 'LATE'])).toBe('LATE')
    expect(derivedStatus(['REPORTED', 'OPEN'])).toBe('OPEN')
    expect(derivedStatus(['LATE', 'MISSING'])).toBe('MISSING')
    expect(derivedStatus(['NOT_DUE'])).toBe('NOT_DUE')
    expect(derivedStatus([])).toBe('EXEMPT')
  })

  test('R4 a missing report is counted as missing; an excused one is not expected', () => {
    expect(countRows(['REPORTED', 'LATE', 'MISSING', 'EXEMPT'], at(deadline))).toEqual({ expected: 3, reported: 2, onTime: 1, missing: 1 })
    expect(countRows(['NOT_DUE', 'NOT_DUE'], { ...at(deadline), day: '2022-06-15' })).toEqual({ expected: 0, reported: 0, onTime: 0, missing: 0 })
  })
})

describe('signing', () => {
  const asked: SigningAsked = { duty: 'REPORTS', unitStatus: 'OPERATING', day, deadline, dailyFrom: '2022-06-16', signedAt: deadline - 1, lastVersion: 0, changed: true, correctionReason: null }

  test('S7-7 again before the deadline needs something new, after it a reason; the first late one needs none', () => {
    expect(signingVersion(asked)).toBe(1)
    expect(signingVersion({ ...asked, signedAt: deadline })).toBe(1)
    expect(signingVersion({ ...asked, lastVersion: 1 })).toBe(2)
    expect(signingVersion({ ...asked, lastVersion: 1, changed: false })).toMatchObject({ refusal: 'ALREADY_SIGNED' })
    expect(signingVersion({ ...asked, lastVersion: 1, signedAt: deadline })).toMatchObject({ refusal: 'REASON_REQUIRED', field: 'correctionReason' })
    expect(signingVersion({ ...asked, lastVersion: 1, signedAt: deadline, correctionReason: '漏登一笔' })).toBe(2)
  })

  test('neither ahead of the day, nor before the duty, nor for a county, nor of a dissolved unit', () => {
    expect(signingVersion({ ...asked, day: '2022-09-15' })).toMatchObject({ refusal: 'NOT_DUE_YET' })
    expect(signingVersion({ ...asked, day: '2022-06-15' })).toMatchObject({ refusal: 'BEFORE_DUTY' })
    expect(signingVersion({ ...asked, duty: 'DERIVED' })).toMatchObject({ refusal: 'NO_DUTY' })
    expect(signingVersion({ ...asked, unitStatus: 'DISSOLVED' })).toMatchObject({ refusal: 'UNIT_CLOSED' })
  })

  test('a past day signed for the first time says what it would have said in time; its correction what is known now', () => {
    expect(signedLedger(day, deadline + 1, 0)).toBe('NOW')
    expect(signedLedger(day, momentOf('2022-09-15'), 0)).toBe('AT_DEADLINE')
    expect(signedLedger(day, momentOf('2022-09-15'), 1)).toBe('AS_NOW_KNOWN')
  })
})
