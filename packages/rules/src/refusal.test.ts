import { expect, test } from 'vitest'
import { REFUSALS, type RefusalCode, refuse, sentence } from './refusal.ts'

test('every refusal is a sentence in both languages that names the same things', () => {
  for (const [code, [zh, en]] of Object.entries(REFUSALS)) {
    const names = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!).sort()
    expect(names(zh), code).toEqual(names(en))
    expect(zh, code).toMatch(/[\u4e00-\u9fff].*[。]$/)
    expect(en, code).toMatch(/\.$/)
  }
})

test('what a sentence speaks of is filled in', () => {
  const refusal = refuse('PAYS_MORE_THAN_OUTSTANDING' satisfies RefusalCode, 'amount', { amount: '2.00', outstanding: '1.00' })
  expect(sentence(refusal, 'zh')).toBe('付款 2.00 元超过未清偿金额 1.00 元。')
  expect(sentence(refusal, 'en')).toContain('Paying 2.00 yuan')
})
