import { expect, test } from 'vitest'
import { accountFault, passwordFault } from './password.ts'

test.each([
  ['Qinshui-2022', null],
  ['qinshui2022', 'PASSWORD_TOO_WEAK'],
  ['Qin-2022', 'PASSWORD_TOO_WEAK'],
  ['沁水县清欠办Aa1', 'PASSWORD_TOO_WEAK'],
  ['Clerk.140521100-X', 'PASSWORD_TOO_WEAK'],
  [`Aa1-${'x'.repeat(300)}`, 'TEXT_TOO_LONG'],
])('a password: %s', (password, code) => {
  expect(passwordFault(password, 'clerk.140521100')?.refusal ?? null).toBe(code)
})

test.each([
  ['clerk.140521-QHSY-JC', true],
  ['office.140500', true],
  ['ab', false],
  ['.abc', false],
  ['a..b', false],
  ['key.0192', false],
  ["o'brien", false],
  ['a|b|c', false],
  ['张三三', false],
  ['a'.repeat(61), false],
])('an account name: %s', (account, good) => {
  expect(accountFault(account) === null).toBe(good)
})
