import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fenOf, moneyInWords, parseMoney, showMoney, yuan } from './money.ts'

describe('reading amounts', () => {
  test('M9 万元: 0.00015 is 150 fen, 0.000001 is one fen, seven decimals are refused', () => {
    expect(parseMoney('0.00015', 'wan')).toBe(150n)
    expect(parseMoney('0.000001', 'wan')).toBe(1n)
    expect(parseMoney('0.0000001', 'wan')).toBe('AMOUNT_TOO_PRECISE')
    expect(parseMoney('0.0000010', 'wan')).toBe(1n)
  })

  test.each([
    ['1,234,567.89', 123456789n], ['１２３．４５', 12345n], [' 12 345.6 ', 1234560n], ['¥100', 10000n], ['￥100.5', 10050n], ['-3.20', -320n], ['0', 0n], ['1.500', 150n],
    ['1.005', 'AMOUNT_TOO_PRECISE'], ['12,34.5', 'AMOUNT_UNREADABLE'], ['1e5', 'AMOUNT_UNREADABLE'], ['', 'AMOUNT_UNREADABLE'], ['百元', 'AMOUNT_UNREADABLE'], ['0x10', 'AMOUNT_UNREADABLE'], ['1.2.3', 'AMOUNT_UNREADABLE'],
  ])('%s', (text, expected) => expect(parseMoney(text)).toBe(expected))

  test('M11 far beyond 2^53, exact', () => {
    expect(yuan(fenOf('9999999999999.99') * 1_000_000n)).toBe('9999999999999990000.00')
  })

  test('the wire\'s text and fen are one to one', () => {
    fc.assert(fc.property(fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n }), (fen) => fenOf(yuan(fen)) === fen))
  })
})

describe('showing amounts', () => {
  test('元 with two decimals, 万元 two, 亿元 four, each rounded on its own, minus as U+2212', () => {
    expect(showMoney(33_301_072n)).toBe('333,010.72')
    expect(showMoney(5_747_801_234_50n, 'wan')).toBe('574,780.12')
    expect(showMoney(499_999n, 'wan')).toBe('0.50')
    expect(showMoney(-57_660_000n, 'wan')).toBe('−57.66')
    expect(showMoney(118_145_900_00n, 'yi')).toBe('1.1815')
    expect(showMoney(-1n, 'wan')).toBe('0.00')
  })

  test('showing never loses more than half of what it shows', () => {
    fc.assert(fc.property(fc.bigInt({ min: 0n, max: 10n ** 18n }), (fen) => {
      const back = parseMoney(showMoney(fen, 'wan'), 'wan') as bigint
      return (back > fen ? back - fen : fen - back) <= 5_000n
    }))
  })
})

describe('大写', () => {
  test.each([
    [0n, '人民币零元整'], [1n, '人民币壹分'], [10n, '人民币壹角整'], [100n, '人民币壹元整'], [105n, '人民币壹元零伍分'], [1_000_000n, '人民币壹万元整'], [10_010_001n, '人民币壹拾万零壹佰元零壹分'],
    [123_456_789n, '人民币壹佰贰拾叁万肆仟伍佰陆拾柒元捌角玖分'], [100_000_000_000n, '人民币壹拾亿元整'], [100_000_100_000n, '人民币壹拾亿零壹仟元整'], [-250n, '人民币负贰元伍角整'],
    [1_000_000_000_000_000n, '人民币壹拾万亿元整'], [900_000_000_000_100n, '人民币玖万亿零壹元整'],
    [999_999_999_999_999n, '人民币玖万玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分'],
  ])('%s', (fen, words) => expect(moneyInWords(fen)).toBe(words))
})
