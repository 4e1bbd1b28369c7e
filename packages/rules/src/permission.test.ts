import { expect, test } from 'vitest'
import { type Role, ROLES, assignmentFault, invitationFault, isAdministrator, permissionsOf, permissionsOfKey, reads, roleFits, scopeOf, writes } from './permission.ts'

const city = '/140500/'
const county = `${city}140521/`
const township = `${county}T/140521100/`
const bureau = `${county}D/140521-CZJ/`
const hospital = `${county}D/140521-WJJ/140521-WJJ-RMYY/`
const group = `${county}S/140521-QHSY/`
const subsidiary = `${group}140521-QHSY-JC/`

const at = (role: Role, path: string, kind: Parameters<typeof roleFits>[1]) => scopeOf({ role, unit: { path, kind }, countyPath: county })

test('everybody reads below; nobody writes upward or sideways', () => {
  const clerk = at('CLERK', township, 'TOWNSHIP')
  expect([township, county, bureau, group, city].map((path) => reads(clerk, path))).toEqual([true, false, false, false, false])
  expect([township, county, bureau].map((path) => writes(clerk, path))).toEqual([true, false, false])
  const ofGroup = at('CLERK', group, 'SOE')
  expect([group, subsidiary, township].map((path) => writes(ofGroup, path))).toEqual([true, true, false])
  expect(writes(at('CLERK', bureau, 'DEPARTMENT'), hospital)).toBe(false)
})

test('三(二): the finance bureau reads townships and departments, writes departments and institutions', () => {
  const finance = at('FINANCE', bureau, 'DEPARTMENT')
  expect([township, bureau, hospital, group, county].map((path) => reads(finance, path))).toEqual([true, true, true, false, false])
  expect([township, bureau, hospital].map((path) => writes(finance, path))).toEqual([false, true, true])
})

test('the three administrators read no business data and none may do what another may', () => {
  const three: Role[] = ['SYSTEM', 'SECURITY', 'AUDITOR']
  for (const role of three) {
    expect(at(role, city, 'CITY')).toEqual({ read: [], write: null })
    expect(permissionsOf(role).some((permission) => ['TOTALS', 'LEDGER', 'REPORTS', 'RECORD'].includes(permission))).toBe(false)
  }
  expect(new Set(three.flatMap(permissionsOf)).size).toBe(three.flatMap(permissionsOf).length)
})

test('T-AUTH-4: a key may what its scopes say', () => {
  expect(permissionsOfKey(['TOTALS_READ'])).toEqual(['TOTALS'])
  expect(permissionsOfKey(['LEDGER_READ', 'REPORTS_READ']).toSorted()).toEqual(['LEDGER', 'REPORTS', 'TOTALS'])
  expect(permissionsOfKey(['PUBLIC_READ'])).toEqual([])
})

test('nobody is invited as administrator, and offices exist at cities and counties only', () => {
  for (const role of ROLES) {
    expect(invitationFault(role, 'COUNTY') === null).toBe(roleFits(role, 'COUNTY') && !isAdministrator(role))
    expect(invitationFault(role, 'TOWNSHIP') === null).toBe(role === 'CLERK' || role === 'OBSERVER')
  }
  expect(invitationFault('FINANCE', 'DEPARTMENT')).toBeNull()
})

test('roles of administrators are exclusive, and nobody assigns their own', () => {
  const assign = (from: Role, to: Role, by = 'security.140500') => assignmentFault({ id: 'a', role: from }, to, { kind: 'CITY' }, by)?.refusal
  expect(assign('OBSERVER', 'AUDITOR')).toBeUndefined()
  expect(assign('SYSTEM', 'SYSTEM')).toBeUndefined()
  expect(assign('SYSTEM', 'AUDITOR')).toBe('ROLE_EXCLUSIVE')
  expect(assign('AUDITOR', 'OFFICE')).toBe('ROLE_EXCLUSIVE')
  expect(assign('OFFICE', 'FINANCE')).toBe('ROLE_DOES_NOT_FIT')
  expect(assign('OFFICE', 'CLERK', 'a')).toBe('FORBIDDEN')
})
