/** Ids of the API: opaque outside; inside a letter for the type, the county that keeps the row, and what names it there. */
const FORM = /^([A-Z])\.([0-9A-Z-]{1,40})\.([0-9A-Za-z._-]{1,100})$/

export type IdKind = 'U' | 'P' | 'E' | 'C' | 'R' | 'K'

export function globalId(kind: IdKind, county: string, local: string): string {
  return `${kind}.${county}.${local}`
}

/** Null for anything that cannot be an id of that kind: to the caller the same as an id that does not exist. */
export function localId(id: string, kind: IdKind): { county: string; local: string } | null {
  const match = FORM.exec(id)
  if (!match || match[1] !== kind) return null
  if ((kind === 'P' || kind === 'E') && !UUID.test(match[3]!)) return null
  return { county: match[2]!, local: match[3]! }
}

export const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
