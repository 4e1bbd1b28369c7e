/** Texts as offices type them: full-width letters and digits, odd blanks, invisible marks. */

/** Full-width ASCII (０－９，．％) and the ideographic blank become their half-width forms. */
export function halfWidth(text: string): string {
  return text.replaceAll(/[\uFF01-\uFF5E\u3000]/g, (c) => (c === '\u3000' ? ' ' : String.fromCharCode(c.charCodeAt(0) - 0xfee0)))
}

/** For keeping: NFC, half-width blanks folded, control and zero-width marks removed, trimmed. */
export function tidy(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFC')
    .replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\u200B-\u200F\u202A-\u202E\u2060\uFEFF]/g, '')
    .replaceAll(/[\s\u3000]+/g, ' ')
    .trim()
}

/** For comparing names: width, blanks, case and the two kinds of brackets do not matter. */
export function nameKey(name: string): string {
  return halfWidth(tidy(name)).replaceAll(/\s/g, '').replaceAll(/[[{〔【]/g, '(').replaceAll(/[\]}〕】]/g, ')').toLowerCase()
}
