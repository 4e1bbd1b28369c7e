/** What a column can mean to a person; sequence numbers and the like are left to the server. */
export const FIELDS = [
  'unit', 'creditor', 'uscc', 'contractNo', 'category', 'overdueSince', 'amount', 'paid', 'outstanding', 'disputed', 'disputedAmount', 'undisputedAmount', 'note',
] as const
export type Field = (typeof FIELDS)[number]

/** What the server took each column of a sheet for. */
export type Column = { column: number; heading: string; field: string | null }
export type SheetColumns = { name: string; unit: string | null; columns: Column[] }

/** A person's corrections of one sheet: the column of a field, or null for "there is none". */
export type SheetMapping = Partial<Record<Field, number | null>>
export type Mapping = Record<string, SheetMapping>

/** Where each field is, after the corrections. A column that was given to one field is taken from the other. */
export function placesOf(columns: Column[], corrections: SheetMapping): Partial<Record<Field, number>> {
  const places: Partial<Record<Field, number>> = {}
  const given = new Set(Object.values(corrections))
  for (const { column, field } of columns) {
    const known = FIELDS.find((each) => each === field)
    if (known !== undefined && places[known] === undefined && !given.has(column)) places[known] = column
  }
  for (const field of FIELDS) {
    const column = corrections[field]
    if (column === null) delete places[field]
    else if (column !== undefined) places[field] = column
  }
  return places
}

const MONEY: readonly Field[] = ['amount', 'outstanding', 'undisputedAmount']

/** Fields without which no row can be registered: who, since when, and how much in one way or another. */
export function missingFields(places: Partial<Record<Field, number>>): Field[] {
  const missing = (['creditor', 'overdueSince'] as const).filter((field) => places[field] === undefined)
  return MONEY.some((field) => places[field] !== undefined) ? missing : [...missing, 'amount']
}

/** The same corrections with one more; going back to what stood there takes it out again. */
export function corrected(sheet: SheetColumns, corrections: SheetMapping, field: Field, column: number | null): SheetMapping {
  const next: SheetMapping = { ...corrections, [field]: column }
  for (const other of FIELDS) if (other !== field && column !== null && next[other] === column) delete next[other]
  const guessed = sheet.columns.find((each) => each.field === field)?.column ?? null
  if (guessed === column) delete next[field]
  return next
}

/** A, B … Z, AA: as spreadsheets name columns. */
export function letterOf(column: number): string {
  let letters = ''
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters
  return letters
}

const KEY = 'qingqian.import.columns'
/** Headings of a sheet, in order: sheets made alike have the same. */
const signatureOf = (sheet: SheetColumns): string => sheet.columns.map((column) => column.heading).join('|')

function remembered(): Record<string, SheetMapping> {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? '{}') as Record<string, SheetMapping>
  } catch {
    return {}
  }
}

/** The corrections this unit made of sheets with the same headings. */
export function recall(unit: string, sheets: SheetColumns[]): Mapping {
  const memory = remembered()
  const found: Mapping = {}
  for (const sheet of sheets) {
    const corrections = memory[`${unit}|${signatureOf(sheet)}`]
    if (corrections !== undefined && Object.keys(corrections).length > 0) found[sheet.name] = corrections
  }
  return found
}

export function remember(unit: string, sheets: SheetColumns[], mapping: Mapping): void {
  const memory = remembered()
  for (const sheet of sheets) {
    const key = `${unit}|${signatureOf(sheet)}`
    const corrections = mapping[sheet.name]
    if (corrections === undefined || Object.keys(corrections).length === 0) delete memory[key]
    else memory[key] = corrections
  }
  try {
    localStorage.setItem(KEY, JSON.stringify(memory))
  } catch {
    // A browser that keeps nothing still uses the corrections for this file.
  }
}
