import { halfWidth } from '@qingqian/rules/text'
import { pinyin } from 'pinyin-pro'
import type { PayableRow } from './rows.ts'

/** What `creditor` and `search` look through: name, pinyin initials, code and contract number, in lower case. */
export function searchText(row: Pick<PayableRow, 'creditorName' | 'creditorUscc' | 'contractNo'>): string {
  return [row.creditorName, initials(row.creditorName), row.creditorUscc ?? '', row.contractNo ?? ''].map(searchKey).join('|')
}

/** As typed by the searcher, made comparable. */
export function searchKey(text: string): string {
  return halfWidth(text).replaceAll(/[\s|]/g, '').toLowerCase()
}

const kept = new Map<string, string>()

/** Pinyin initials of a name: 沁水县兴农建材 → ssxxnjc. Names repeat, so they are kept. */
export function initials(name: string): string {
  let letters = kept.get(name)
  if (letters === undefined) {
    letters = pinyin(name, { pattern: 'first', toneType: 'none', type: 'array' }).join('')
    if (kept.size > 20_000) kept.clear()
    kept.set(name, letters)
  }
  return letters
}
