import { expect, test } from 'vitest'
import { creditorKey, normaliseUscc, usccIsValid } from './creditor.ts'

test('X8 codes are compared half-width, upper case, with O and I read as 0 and 1', () => {
  expect(normaliseUscc('９１３５０１００ｍ０００１００ｙ４３')).toBe('91350100M000100Y43')
  expect(normaliseUscc('9135O1OOM0001OOY43')).toBe('91350100M000100Y43')
  expect(normaliseUscc(' 91350100-m000100y43 ')).toBe('91350100M000100Y43')
  expect(normaliseUscc('  ')).toBeNull()
})

test('the check digit of GB 32100-2015', () => {
  expect(usccIsValid('91350100M000100Y43')).toBe(true)
  expect(usccIsValid('91350100M000100Y4Z')).toBe(false)
  expect(usccIsValid('91350100M000100Y44')).toBe(false)
})

test('the same firm is one creditor whatever the width and spaces of its name; a code outweighs a name', () => {
  expect(creditorKey({ name: '沁水县兴农（集团）有限公司', uscc: null })).toBe(creditorKey({ name: ' 沁水县兴农(集团) 有限公司', uscc: null }))
  expect(creditorKey({ name: '甲', uscc: '91350100M000100Y43' })).toBe(creditorKey({ name: '甲公司', uscc: '91350100M000100Y43' }))
})
