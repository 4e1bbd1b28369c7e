/** Cells → the parts of a plain .xlsx: what text files and .xls are turned into so that they can be marked. */
import { columnLetter, type Cell, type ReadFile, type Sheet } from './cells.ts'
import { xml } from './xml-text.ts'

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const SPREADSHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** Formats: 0 general, 1 a day, 2 text. */
const STYLES = `${HEAD}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>`

/** @returns the parts, and the path of each sheet by its name in `file` */
export function plainWorkbook(file: ReadFile): { parts: Map<string, Uint8Array>; paths: Map<string, string> } {
  const paths = new Map<string, string>()
  const parts = new Map<string, Uint8Array>()
  const put = (path: string, content: string): void => void parts.set(path, Buffer.from(content))
  const ids = file.sheets.map((_, index) => index + 1)
  const overrides = ids.map((id) => `<Override PartName="/xl/worksheets/sheet${id}.xml" ContentType="${SPREADSHEET}.worksheet+xml"/>`).join('')
  put('[Content_Types].xml', `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${SPREADSHEET}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${SPREADSHEET}.styles+xml"/>${overrides}</Types>`)
  put('_rels/.rels', `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`)
  const names = sheetNames(file.sheets)
  put('xl/workbook.xml', `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${ids.map((id) => `<sheet name="${xml(names[id - 1]!)}" sheetId="${id}" r:id="rId${id}"/>`).join('')}</sheets></workbook>`)
  const links = ids.map((id) => `<Relationship Id="rId${id}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${id}.xml"/>`).join('')
  put('xl/_rels/workbook.xml.rels', `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${links}<Relationship Id="rId${ids.length + 1}" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`)
  put('xl/styles.xml', STYLES)
  file.sheets.forEach((sheet, index) => {
    const path = `xl/worksheets/sheet${index + 1}.xml`
    paths.set(sheet.name, path)
    put(path, sheetPart(sheet))
  })
  return { parts, paths }
}

/** Names as spreadsheet programs allow them: 31 characters, none of []:*?/\, no two the same. */
function sheetNames(sheets: readonly Sheet[]): string[] {
  const taken = new Set<string>()
  return sheets.map((sheet, index) => {
    let name = sheet.name.replaceAll(/[[\]:*?/\\']/g, ' ').trim().slice(0, 31) || '台账'
    if (taken.has(name.toLowerCase())) name = `${name.slice(0, 26)} ${index + 1}`
    taken.add(name.toLowerCase())
    return name
  })
}

function sheetPart(sheet: Sheet): string {
  const rows = sheet.rows.map(({ row, cells }) => `<row r="${row}">${cells.map((cell, column) => cellPart(cell, `${columnLetter(column)}${row}`)).join('')}</row>`)
  const merges = sheet.merges.map((area) => `<mergeCell ref="${columnLetter(area.left)}${area.top}:${columnLetter(area.right)}${area.bottom}"/>`)
  return `${HEAD}<worksheet xmlns="${MAIN}"><sheetData>${rows.join('')}</sheetData>${merges.length > 0 ? `<mergeCells count="${merges.length}">${merges.join('')}</mergeCells>` : ''}</worksheet>`
}

function cellPart(cell: Cell, at: string): string {
  if (cell === null || cell === '') return ''
  if (typeof cell === 'number') return `<c r="${at}"><v>${cell}</v></c>`
  if (typeof cell === 'boolean') return `<c r="${at}" t="b"><v>${cell ? 1 : 0}</v></c>`
  if (typeof cell === 'object') return `<c r="${at}" s="1"><v>${(Date.parse(`${cell.day}T00:00:00Z`) - Date.UTC(1899, 11, 30)) / 86_400_000}</v></c>`
  return `<c r="${at}" s="2" t="inlineStr"><is><t xml:space="preserve">${xml(inert(cell))}</t></is></c>`
}

/**
 * Text that a spreadsheet program would take for a formula once somebody edits the cell or saves as .csv gets an
 * apostrophe in front, which the importer takes off again. Plain negative and signed figures are let be.
 */
export function inert(text: string): string {
  return /^[=@\t\r]|^[+-](?![\d.,\s]*(?:[万亿千]?元)?$)/.test(text) ? `'${text}` : text
}
