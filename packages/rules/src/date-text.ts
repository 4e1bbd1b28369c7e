/** Reads a day the way people write one in a ledger: 2021-3-5, 2021.3.5, 20210305, 二〇二一年三月五日, 2021年3月底. */
import { isDay, type Day } from './day.ts'
import { halfWidth } from './text.ts'

const DIGITS: Record<string, string> = { 〇: '0', 零: '0', '○': '0', O: '0', 一: '1', 二: '2', 三: '3', 四: '4', 五: '5', 六: '6', 七: '7', 八: '8', 九: '9' }

/** Years in which something still owed can have fallen due; anything else is a slip of the pen. */
const FIRST_YEAR = 1978
const LAST_YEAR = 2099

/** Excel serial numbers of 1990-01-01 and 2099-12-31: below, a number is more likely a year or a count. */
const FIRST_SERIAL = 32_874
const LAST_SERIAL = 73_050

/**
 * @param text what the cell holds as text. A month alone ("2021年3月") is its first day, unless 中旬 (11th), 下旬 (21st),
 *   底 or 末 (last day) is said; "2019年底" is 31 December. A year alone, a span and anything relative ("去年底") are
 *   unreadable, and so is 3/5/2021, which is March to some and May to others.
 * @returns the day, or null when it cannot be known
 */
export function readDay(text: string): Day | null {
  if (text.length > 60) return null
  const written = arabic(halfWidth(text).trim().replace(/^'/, '').replaceAll(/\s+(?=\d{1,2}:\d{2})/g, 'T').replaceAll(/\s/g, ''))
    .replace(/T\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/i, '')
    .replace(/\(?(星期|周)[一二三四五六日天\d]\)?$/, '')
    .replace(/(以前|之前|前|起|止)$/, '')
  return compact(written) ?? yearFirst(written) ?? yearLast(written) ?? monthOnly(written)
}

/**
 * A number in a date column: an Excel serial (1900 system), 20210305, 202103, or 2021.03 typed as a number. 2021.1 is
 * null: the cell cannot tell January from October.
 */
export function readDayNumber(value: number): Day | null {
  if (Number.isInteger(value) && value >= 10_000_000) return compact(String(value))
  if (value >= FIRST_SERIAL && value < LAST_SERIAL) return new Date(Date.UTC(1899, 11, 30) + Math.floor(value) * 86_400_000).toISOString().slice(0, 10)
  if (Number.isInteger(value)) return compact(String(value))
  const text = String(value)
  return /\.1$/.test(text) ? null : readDay(text)
}

/** 二〇二一年十二月三十日 → 2021年12月30日; other text is left alone. */
function arabic(text: string): string {
  if (!/[〇零○一二三四五六七八九十][年月日号]/.test(text)) return text
  return text.replaceAll(/[〇零○O一二三四五六七八九十]+(?=[年月日号])/g, (numeral) => {
    if (!numeral.includes('十')) return [...numeral].map((c) => DIGITS[c] ?? c).join('')
    const [tens = '', ones = ''] = numeral.split('十')
    return `${tens === '' ? '1' : (DIGITS[tens] ?? tens)}${ones === '' ? '0' : (DIGITS[ones] ?? ones)}`
  })
}

function compact(text: string): Day | null {
  const match = /^(\d{4})(\d{2})(\d{2})?$/.exec(text)
  return match ? day(match[1]!, match[2]!, match[3] ?? '1') : null
}

function yearFirst(text: string): Day | null {
  const match = /^(\d{4}|\d{2})(?:年|[-/.,、\\~_])(\d{1,2})(?:月|[-/.,、\\~_])(\d{1,2})[日号]?$/.exec(text)
  if (!match) return null
  if (match[1]!.length === 4) return day(match[1]!, match[2]!, match[3]!)
  // 21-3-5 can only begin with a year; 12-3-5 could be a month too.
  return Number(match[1]) >= 13 && Number(match[1]) <= 60 ? day(`20${match[1]}`, match[2]!, match[3]!) : null
}

function yearLast(text: string): Day | null {
  const match = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/.exec(text)
  if (!match) return null
  const [first, second] = [Number(match[1]), Number(match[2])]
  if (first > 12 || first === second) return day(match[3]!, match[2]!, match[1]!)
  return second > 12 ? day(match[3]!, match[1]!, match[2]!) : null
}

function monthOnly(text: string): Day | null {
  const end = /^(\d{4})年(?:年)?(?:底|末)$/.exec(text)
  if (end) return day(end[1]!, '12', '31')
  const match = /^(\d{4})(?:年|[-/.])(\d{1,2})(?:月份?)?(初|上旬|中旬|下旬|底|末)?$/.exec(text)
  if (!match) return null
  const part = match[3] ?? '初'
  if (part === '底' || part === '末') return lastOf(match[1]!, match[2]!)
  return day(match[1]!, match[2]!, part === '中旬' ? '11' : part === '下旬' ? '21' : '1')
}

function lastOf(year: string, month: string): Day | null {
  const last = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate()
  return day(year, month, String(last))
}

function day(year: string, month: string, date: string): Day | null {
  const text = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
  return isDay(text) && Number(year) >= FIRST_YEAR && Number(year) <= LAST_YEAR ? text : null
}
