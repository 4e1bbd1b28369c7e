import { describe, expect, test } from 'vitest'
import { codeFault, inForce, lineUnder, moveFault, onlyItself, pathUnder, subtree, wholeLine, within } from './unit.ts'
import { scopeOf } from './permission.ts'

const city = { path: '/140500/', kind: 'CITY' as const, code: '140500' }
const county = { path: pathUnder(city, { code: '140521', line: null }), kind: 'COUNTY' as const, code: '140521' }
const finance = { path: pathUnder(county, { code: '140521-CZJ', line: 'DEPARTMENT' }), kind: 'DEPARTMENT' as const, code: '140521-CZJ' }
const group = { path: pathUnder(county, { code: '140521-QHSY', line: 'SOE' }), kind: 'SOE' as const, code: '140521-QHSY' }
const child = { path: pathUnder(group, { code: '140521-QHSY-JC', line: 'SOE' }), kind: 'SUBSIDIARY' as const, code: '140521-QHSY-JC' }

describe('paths', () => {
  test('hold the reporting line once, where it begins', () => {
    expect(finance.path).toBe('/140500/140521/D/140521-CZJ/')
    expect(child.path).toBe('/140500/140521/S/140521-QHSY/140521-QHSY-JC/')
  })

  test('ranges hold what stands below, and not who only begins alike', () => {
    expect(within(child.path, subtree(group.path))).toBe(true)
    expect(within('/140500/140521/S/140521-QHSYX/', subtree(group.path))).toBe(false)
    expect(within(group.path, onlyItself(group.path))).toBe(true)
    expect(within(child.path, onlyItself(group.path))).toBe(false)
    expect(within(group.path, wholeLine(county.path, 'DEPARTMENT'))).toBe(false)
  })

  test('codes that would not sort are refused', () => {
    for (const code of ['140521-CZJ', '140521100']) expect(codeFault(code)).toBeNull()
    for (const code of ['140521_X', 'a', '14-', '--', '县', '1'.repeat(41), "1'", '1|2']) expect(codeFault(code)).toMatchObject({ refusal: 'UNIT_CODE_UNREADABLE' })
  })
})

describe('scopes', () => {
  test('a township writes itself, a group its subsidiaries, the finance bureau the departments, an office all below; nobody upward', () => {
    const scope = (role: 'CLERK' | 'FINANCE' | 'OFFICE' | 'AUDIT' | 'SYSTEM', unit: { path: string; kind: 'SOE' | 'DEPARTMENT' | 'COUNTY' | 'SUBSIDIARY' }) => scopeOf({ role, unit, countyPath: county.path })
    expect(within(child.path, scope('CLERK', group).write!)).toBe(true)
    expect(within(group.path, scope('CLERK', child).write!)).toBe(false)
    expect(within(finance.path, scope('FINANCE', finance).write!)).toBe(true)
    expect(within(group.path, scope('FINANCE', finance).write!)).toBe(false)
    expect(within(city.path, scope('OFFICE', county).write!)).toBe(false)
    expect(scope('AUDIT', finance)).toMatchObject({ read: [subtree(county.path)], write: null })
    expect(scope('SYSTEM', county)).toEqual({ read: [], write: null })
  })
})

test('T6 nobody moves under itself or what is below it', () => {
  expect(moveFault(group, { ...child, kind: 'SOE' })).toMatchObject({ refusal: 'WOULD_MAKE_CIRCLE' })
  expect(moveFault(group, group)).toMatchObject({ refusal: 'WOULD_MAKE_CIRCLE' })
  expect(moveFault(child, county)).toMatchObject({ refusal: 'KIND_DOES_NOT_FIT' })
})

test('a line follows the parent below counties, and the kind or the asked one directly under them', () => {
  expect(lineUnder({ kind: 'COUNTY', line: null }, 'INSTITUTION', null)).toBe('DEPARTMENT')
  expect(lineUnder({ kind: 'DEV_ZONE', line: 'ZONE' }, 'INSTITUTION', null)).toBe('ZONE')
  expect(lineUnder({ kind: 'CITY', line: null }, 'COUNTY', null)).toBeNull()
})

test('of dated facts the latest effective one that was known then holds', () => {
  const facts = [{ effectiveOn: '2022-01-01', recordedAt: 10, is: 'a' }, { effectiveOn: '2022-03-01', recordedAt: 50, is: 'b' }, { effectiveOn: '2022-02-01', recordedAt: 90, is: 'c' }]
  expect(inForce(facts, '2022-02-15', 60)?.is).toBe('a')
  expect(inForce(facts, '2022-02-15', 90)?.is).toBe('c')
  expect(inForce(facts, '2022-04-01', 40)?.is).toBe('a')
  expect(inForce(facts, '2021-01-01', 90)).toBeUndefined()
})
