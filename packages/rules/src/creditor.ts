/** Who is owed: an enterprise, known by its 统一社会信用代码 (GB 32100-2015) or, without one, by its name. */
import { halfWidth, nameKey } from './text.ts'

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/** As typed → as compared: half-width, upper case, no blanks or dashes; the letters O and I, which the standard does not have, are read as 0 and 1, Z as 2 and S as 5 stay faults. Empty → null. */
export function normaliseUscc(text: string | null | undefined): string | null {
  const code = halfWidth(text ?? '').replaceAll(/[\s-]/g, '').toUpperCase().replaceAll('O', '0').replaceAll('I', '1')
  return code === '' ? null : code
}

/** Check digit of GB 32100-2015: weights 3^(i−1) mod 31. Old codes fail it: warn, do not refuse. */
export function usccIsValid(code: string): boolean {
  if (code.length !== 18) return false
  let sum = 0
  let weight = 1
  for (let index = 0; index < 17; index++) {
    const value = ALPHABET.indexOf(code[index]!)
    if (value < 0) return false
    sum += value * weight
    weight = (weight * 3) % 31
  }
  return ALPHABET[(31 - (sum % 31)) % 31] === code[17]
}

/**
 * What makes two creditors the same one, so that 户 counts each once in every subtree: the code where it has the form of
 * one, else the name.
 */
export function creditorKey(creditor: { name: string; uscc: string | null }): string {
  return creditor.uscc && /^[0-9A-Z]{15,20}$/.test(creditor.uscc) ? `uscc:${creditor.uscc}` : `name:${nameKey(creditor.name)}`
}
