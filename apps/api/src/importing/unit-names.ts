/** Finds the unit that a cell names, among those the caller may write for. */
import { halfWidth, nameKey } from '@qingqian/rules/text'

export interface NamedUnit {
  readonly code: string
  readonly name: string
}

/** Reads a cell that names a unit; null when it names none of them, or could name two. */
export type UnitFinder = (text: string) => string | null

/**
 * Names match with or without (演示), 人民政府, and the county in front: 县教育局, 沁水县教育局 and 教育局 are the same
 * unit, unless two of the caller's units would answer to it. Codes match alone or beside the name.
 */
export function unitFinder(units: readonly NamedUnit[]): UnitFinder {
  const codes = new Map(units.map((unit) => [unit.code.toUpperCase(), unit.code]))
  const levels: Map<string, string | null>[] = [new Map(), new Map(), new Map()]
  for (const unit of units) {
    forms(unit.name).forEach((names, level) => {
      for (const name of names) {
        const there = levels[level]!.get(name)
        levels[level]!.set(name, there === undefined || there === unit.code ? unit.code : null)
      }
    })
  }
  return (text) => {
    const written = halfWidth(text).trim()
    if (written === '') return null
    const exact = codes.get(written.toUpperCase())
    if (exact) return exact
    for (const token of written.toUpperCase().match(/\d{6}[0-9A-Z-]*/g) ?? []) if (codes.has(token)) return codes.get(token)!
    for (const names of forms(written)) {
      for (const name of names) {
        for (const level of levels) {
          const code = level.get(name)
          if (code !== undefined) return code
        }
      }
    }
    return null
  }
}

/** A name's forms, strictest first: as written · without remark and 人民政府 · without the county or city in front. */
function forms(name: string): string[][] {
  const full = nameKey(name)
  const plain = full.replaceAll(/\((演示|本级|机关|本部)\)/g, '').replace(/人民政府$/, '').replace(/^\d+[.、]/, '')
  const tails = new Set<string>()
  // 沁水县教育局 → 县教育局 → 教育局; 山西省晋城市沁水县… loses all of it.
  const region = /^(?:[\u4E00-\u9FFF]{2,3}省)?(?:[\u4E00-\u9FFF]{2,3}市)?[\u4E00-\u9FFF]{1,3}([县市区])(?=[\u4E00-\u9FFF]{2})/.exec(plain)
  if (region) {
    tails.add(region[1] + plain.slice(region[0].length))
    tails.add(plain.slice(region[0].length))
  }
  if (/^[县市省区][\u4E00-\u9FFF]{2}/.test(plain)) tails.add(plain.slice(1))
  return [[full], [plain], [...tails].filter((tail) => tail.length >= 3)]
}
