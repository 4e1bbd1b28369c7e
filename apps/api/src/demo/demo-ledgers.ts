/**
 * Invented ledgers for the demo's other five counties and the municipal bodies: a fixed seed, so every demo city is the
 * same up to its dates. They are written as the files an office would keep and go through the real importer.
 */
import { createHash } from 'node:crypto'
import type { CATEGORIES } from '@qingqian/rules/cell'
import { usccIsValid } from '@qingqian/rules/creditor'
import { type Day, addDays } from '@qingqian/rules/day'
import { yuan } from '@qingqian/rules/money'
import type { Unit } from '../units/tree.ts'

/** mulberry32: small, fast, the same everywhere. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const PLACES = ['晋城市', '泽州县', '阳城县', '高平市', '陵川县', '山西']
const NAMES = ['兴农', '宏远', '同德', '太岳', '长兴', '力行', '永固', '正阳', '启明', '和顺', '嘉禾', '润泽', '天成', '恒泰', '景晟', '瑞丰', '万通', '汇智', '中岳', '晋源', '鑫达', '博文', '安泽', '众诚']
const TRADES: readonly [name: string, category: string][] = [
  ['建材', '货物'], ['路桥工程', '工程'], ['建筑工程', '工程'], ['装饰工程', '工程'], ['园林绿化', '工程'], ['信息技术', '服务'], ['物业服务', '服务'], ['检测技术', '服务'],
  ['办公用品', '货物'], ['农机', '货物'], ['医疗器械', '货物'], ['劳务', '服务'], ['广告传媒', '服务'], ['商贸', '货物'],
]
const WORDS: Record<(typeof CATEGORIES)[number], string> = { GOODS: '货物', WORKS: '工程', SERVICES: '服务', DIVIDEND: '分红', DEPOSIT: '保证金', OTHER: '其他' }

/** A code in the form of GB 32100-2015, the same for the same name; of a firm that does not exist. */
function inventedCode(name: string): string {
  const number = createHash('sha256').update(name).digest().readUInt32BE(0) % 10_000_000
  const stem = `91140500MA${String(number).padStart(7, '0')}`
  return [...'0123456789ABCDEFGHJKLMNPQRTUWXY'].map((last) => stem + last).find(usccIsValid)!
}

/**
 * A ledger as a .csv of an office: one row a payable, amounts in yuan.
 * @param paidUntil the sheet's 截至 day: what it says is paid was paid by then
 */
export function demoLedger(units: readonly Unit[], rows: number, seed: number, today: Day, paidUntil: Day): { fileName: string; bytes: Uint8Array } {
  const random = randomFrom(seed)
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)]!
  const [year, month, date] = paidUntil.split('-').map(Number)
  const lines = [`清理拖欠中小企业账款台账(演示),,,,,,,,`, `截至${year}年${month}月${date}日,,,,,,,,金额单位:元`, `欠款单位,债权企业,统一社会信用代码,合同编号,款项性质,逾期起始日,应付总额,已付金额,有无分歧`]
  for (let index = 0; index < rows; index++) {
    const [trade, category] = pick(TRADES)
    // Sizes as ledgers have them: many small, few large.
    const fen = BigInt(Math.round(10 ** (3.7 + random() * 2.3 + (random() < 0.06 ? 0.6 : 0)))) * 100n + BigInt(Math.floor(random() * 100))
    const before = random()
    const paid = before < 0.5 ? 0n : before < 0.62 ? fen : (fen * BigInt(Math.floor(random() * 90))) / 100n
    const overdueSince = addDays(today, -Math.floor(90 + random() ** 1.4 * 3600))
    const signed = Number(overdueSince.slice(0, 4)) - (random() < 0.4 ? 1 : 0)
    const nature = random() < 0.06 ? WORDS.DEPOSIT : random() < 0.02 ? WORDS.DIVIDEND : category
    const creditor = `${pick(PLACES)}${pick(NAMES)}${trade}有限公司`
    lines.push([pick(units).name, creditor, inventedCode(creditor), `合-${signed}-${String(index + 1).padStart(4, '0')}`, nature, overdueSince, yuan(fen), yuan(paid), random() < 0.15 ? '有' : '无'].join(','))
  }
  return { fileName: `清欠台账-${seed}.csv`, bytes: Buffer.from(`\uFEFF${lines.join('\r\n')}\r\n`) }
}
