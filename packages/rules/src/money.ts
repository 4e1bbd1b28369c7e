/**
 * Money is integer fen (分) in a bigint everywhere inside; on the wire it is a decimal string in yuan with exactly two
 * decimals ("1234567.89"). No float ever holds an amount.
 */
import { halfWidth } from './text.ts'

/** Integer fen. 1 yuan = 100n. */
export type Fen = bigint

/** Why a text is not an amount of money. */
export type MoneyFault = 'AMOUNT_UNREADABLE' | 'AMOUNT_TOO_PRECISE'

export type MoneyUnit = 'yuan' | 'wan' | 'yi'

/** How many decimals of a unit reach down to the fen: 元 2, 万元 6, 亿元 10. */
const DECIMALS: Record<MoneyUnit, number> = { yuan: 2, wan: 6, yi: 10 }

const PLAIN = /^([+-]?)(\d+)(?:\.(\d*))?$/
const GROUPED = /^[+-]?\d{1,3}(,\d{3})+(\.\d*)?$/

/**
 * Reads an amount as people type it: full-width digits, blanks and thousands commas are accepted.
 * @param text the digits, without a unit word
 * @param unit what the digits count; 万元 may carry six decimals, which reach the fen exactly
 * @returns integer fen, or why not. Trailing zeros beyond the fen are harmless ("1.500" is 1.50).
 */
export function parseMoney(text: string, unit: MoneyUnit = 'yuan'): Fen | MoneyFault {
  let digits = halfWidth(text).replaceAll(/\s/g, '').replace(/^[¥\uFFE5]/, '')
  if (digits.includes(',')) {
    if (!GROUPED.test(digits)) return 'AMOUNT_UNREADABLE'
    digits = digits.replaceAll(',', '')
  }
  const match = PLAIN.exec(digits)
  if (!match || digits.length > 40) return 'AMOUNT_UNREADABLE'
  const decimals = DECIMALS[unit]
  const fraction = (match[3] ?? '').replace(/0+$/, '')
  if (fraction.length > decimals) return 'AMOUNT_TOO_PRECISE'
  const fen = BigInt(match[2] + fraction.padEnd(decimals, '0'))
  return match[1] === '-' ? -fen : fen
}

/** Integer fen as the wire's decimal string in yuan: 123456n → "1234.56". */
export function yuan(fen: Fen): string {
  const negative = fen < 0n
  const digits = (negative ? -fen : fen).toString().padStart(3, '0')
  return `${negative ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** The wire's decimal string back to fen. Throws on anything else: the wire is ours. */
export function fenOf(wire: string): Fen {
  const fen = parseMoney(wire)
  if (typeof fen !== 'bigint') throw new TypeError(`not money: ${JSON.stringify(wire)}`)
  return fen
}

/** Shown decimals: 元 two, 万元 two, 亿元 four. */
const SHOWN: Record<MoneyUnit, { power: bigint; decimals: number }> = {
  yuan: { power: 1n, decimals: 2 },
  wan: { power: 10_000n, decimals: 2 },
  yi: { power: 100_000_000n, decimals: 4 },
}

/**
 * An amount for a screen: grouped, in the unit asked for, each figure rounded half away from zero on its own.
 * The minus is U+2212. Never used for computing.
 */
export function showMoney(fen: Fen, unit: MoneyUnit = 'yuan'): string {
  const { power, decimals } = SHOWN[unit]
  const scale = 10n ** BigInt(decimals)
  const negative = fen < 0n
  const divisor = power * 100n
  const rounded = ((negative ? -fen : fen) * scale * 2n + divisor) / (divisor * 2n)
  const digits = rounded.toString().padStart(decimals + 1, '0')
  const whole = digits.slice(0, -decimals).replaceAll(/\B(?=(\d{3})+$)/g, ',')
  return `${negative && rounded > 0n ? '−' : ''}${whole}.${digits.slice(-decimals)}`
}

const NUMERALS = '零壹贰叁肆伍陆柒捌玖'
const PLACES = ['', '拾', '佰', '仟']
const GROUPS = ['', '万', '亿', '万亿', '亿亿']

/** 大写: 123456n → "人民币壹仟贰佰叁拾肆元伍角陆分" (票据 form: 零 for gaps, 整 when nothing follows the yuan). */
export function moneyInWords(fen: Fen): string {
  const amount = fen < 0n ? -fen : fen
  const whole = amount / 100n
  const jiao = Number((amount / 10n) % 10n)
  const cent = Number(amount % 10n)
  let words = whole === 0n ? '' : `${wholeInWords(whole)}元`
  if (jiao === 0 && cent === 0) words = `${words || '零元'}整`
  else {
    if (jiao > 0) words += `${NUMERALS[jiao]}角`
    else if (whole > 0n) words += '零'
    if (cent > 0) words += `${NUMERALS[cent]}分`
    else words += '整'
  }
  return `人民币${fen < 0n ? '负' : ''}${words}`
}

function wholeInWords(whole: bigint): string {
  const groups: number[] = []
  for (let rest = whole; rest > 0n; rest /= 10_000n) groups.push(Number(rest % 10_000n))
  let words = ''
  let gap = false
  for (let index = groups.length - 1; index >= 0; index--) {
    const group = groups[index]!
    if (group === 0) {
      gap = words !== ''
      continue
    }
    if (words !== '' && (gap || group < 1000)) words += '零'
    // 9,9999 亿 is 玖万玖仟玖佰玖拾玖亿: 亿 is said once, after its last group.
    words += groupInWords(group) + (index === 3 && groups[2]! > 0 ? '万' : GROUPS[index])
    gap = false
  }
  return words
}

function groupInWords(group: number): string {
  let words = ''
  let gap = false
  for (let place = 3; place >= 0; place--) {
    const digit = Math.floor(group / 10 ** place) % 10
    if (digit === 0) {
      gap = words !== ''
      continue
    }
    words += (gap ? '零' : '') + NUMERALS[digit] + PLACES[place]
    gap = false
  }
  return words
}
