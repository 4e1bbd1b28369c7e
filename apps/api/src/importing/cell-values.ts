/** Reads one cell's meaning: money, day, yes or no, category. Every way people fill these in is in this file. */
import { readDay, readDayNumber } from '@qingqian/rules/date-text'
import type { Day } from '@qingqian/rules/day'
import { parseMoney, type Fen } from '@qingqian/rules/money'
import { halfWidth, tidy } from '@qingqian/rules/text'
import { cellText, isBlank, type Cell } from './cells.ts'

/** What digits count in a ledger. */
export type LedgerMoneyUnit = '元' | '千元' | '万元' | '亿元'
export type Category = 'GOODS' | 'WORKS' | 'SERVICES' | 'DIVIDEND' | 'DEPOSIT' | 'OTHER'

/** Beyond a trillion yuan a county's figure is a typing error, and bigint columns stay far from their end. */
const LARGEST: Fen = 100_000_000_000_000n

export type MoneyReading = { readonly fen: Fen } | 'BLANK' | 'UNREADABLE' | 'TOO_PRECISE'

/**
 * @param unit what plain digits count; a unit word in the cell itself ("12.5万元") goes before it
 * @returns fen, BLANK for nothing, a dash or a slash, or why it is no amount. A number is taken as the screen shows it
 *   at 15 digits; more decimals than reach the fen are TOO_PRECISE and never rounded.
 */
export function readMoney(cell: Cell | undefined, unit: LedgerMoneyUnit): MoneyReading {
  if (isBlank(cell)) return 'BLANK'
  if (typeof cell === 'boolean' || (typeof cell === 'object' && cell !== null) || (typeof cell === 'string' && cell.length > 80)) return 'UNREADABLE'
  let text = halfWidth(cellText(cell)).replaceAll(/[\s']/g, '').replaceAll('\u2212', '-').replace(/^(人民币|RMB|CNY|¥|\uFFE5)+/i, '').replace(/(整|圆整|正)$/, '')
  if (/^([-—–―\/\\]+|无|0元)$/.test(text)) return text === '0元' ? { fen: 0n } : 'BLANK'
  let counted = unit
  const suffix = /(亿元?|万元?|千元|[元圆])$/.exec(text)
  if (suffix) {
    counted = suffix[1]!.startsWith('亿') ? '亿元' : suffix[1]!.startsWith('万') ? '万元' : suffix[1] === '千元' ? '千元' : '元'
    text = text.slice(0, -suffix[1]!.length)
  }
  const negative = /^\((.+)\)$/.exec(text)
  if (negative) text = `-${negative[1]}`
  return inFen(text.replace(/^(-?)(¥|\uFFE5)/, '$1'), counted)
}

function inFen(text: string, unit: LedgerMoneyUnit): MoneyReading {
  // 千元 is 万元 divided by ten; the fen decide whether it divides.
  const fen = parseMoney(text, unit === '元' ? 'yuan' : unit === '亿元' ? 'yi' : 'wan')
  if (fen === 'AMOUNT_TOO_PRECISE') return 'TOO_PRECISE'
  if (typeof fen !== 'bigint') return 'UNREADABLE'
  if (unit === '千元' && fen % 10n !== 0n) return 'TOO_PRECISE'
  const value = unit === '千元' ? fen / 10n : fen
  return value > LARGEST || value < -LARGEST ? 'UNREADABLE' : { fen: value }
}

/** The day of a cell, null when there is none to be known. */
export function readDayCell(cell: Cell | undefined): Day | null {
  if (cell === null || cell === undefined || typeof cell === 'boolean') return null
  if (typeof cell === 'number') return readDayNumber(cell)
  if (typeof cell === 'string') {
    const text = halfWidth(cell).trim()
    // A serial number that went through a text file.
    return readDay(text) ?? (/^\d{5}(\.\d+)?$/.test(text) ? readDayNumber(Number(text)) : null)
  }
  return cell.day >= '1978-01-01' ? cell.day : null
}

/**
 * Is it marked as contested? Understands 有/无, 是/否, Y/N, 1/0, √/×, 有(质量争议), 无分歧 and free text about a quarrel.
 * @param heading the column's label: "是否无分歧" turns 是 and 否 round
 * @returns null when the cell says neither
 */
export function readDisputed(cell: Cell | undefined, heading: string): boolean | null {
  if (isBlank(cell)) return null
  if (typeof cell === 'boolean') return cell !== asksForNone(heading)
  const text = halfWidth(cellText(cell).slice(0, 200)).replaceAll(/\s/g, '').toLowerCase()
  if (/^(无|没有?|不存在|未发生|未提出)/.test(text) || /^(无|没有|不存在)(分歧|争议|异议)/.test(text)) return false
  if (/^(有|存在)/.test(text)) return true
  if (/^(否|不是|n|no|false|f|0|×|x|✗|[-—–\/]+)$/.test(text)) return asksForNone(heading)
  if (/^(是|y|yes|true|t|1|√|✓|✔)($|[(,。;:])/.test(text)) return !asksForNone(heading)
  if (/^否/.test(text)) return asksForNone(heading)
  if (/无(分歧|争议|异议|纠纷)/.test(text)) return false
  return /(分歧|争议|异议|纠纷|诉讼|仲裁|部分)/.test(text) ? true : null
}

function asksForNone(heading: string): boolean {
  return /(是否|为|属于)无(分歧|争议|异议)/.test(halfWidth(heading).replaceAll(/\s/g, ''))
}

/** First match decides: 工程质保金 is a deposit, 工程监理费 a service, 设备材料款 goods. */
const CATEGORIES: readonly (readonly [RegExp, Category])[] = [
  [/保证金|质保金|押金|保修金|履约金|投标金|deposit/i, 'DEPOSIT'],
  [/分红|股利|红利|股息|dividend/i, 'DIVIDEND'],
  [/其他|其它|other/i, 'OTHER'],
  [/劳务|服务|咨询|设计|监理|勘察|勘测|测绘|审计|评估|检测|维护|运维|维修|租赁|租金|物业|保洁|保安|运输|运费|广告|宣传|印刷|餐饮|住宿|培训|软件|信息化|技术|代理|service/i, 'SERVICES'],
  [/货|材料|设备|物资|商品|采购|耗材|药品|器械|煤|油|食材|办公用品|goods/i, 'GOODS'],
  [/工程|土建|施工|建设|建筑|装修|装饰|安装|修缮|绿化|改造|works/i, 'WORKS'],
]

/** What it was owed for; OTHER when the cell is blank or says nothing known. */
export function readCategory(cell: Cell | undefined): Category {
  const text = tidy(cellText(cell).slice(0, 80))
  return CATEGORIES.find(([pattern]) => pattern.test(text))?.[1] ?? 'OTHER'
}
