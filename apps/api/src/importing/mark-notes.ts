/** Cell notes (批注) for marked cells: the comment part and the drawing of its boxes, added to what the sheet has. */
import { columnLetter } from './cells.ts'
import type { Mark } from './marks.ts'
import { elements, xml } from './xml-text.ts'

const AUTHOR = '清欠平台'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
/** Boxes are drawn one by one; beyond so many the reason column must do. */
const MOST = 5_000
/** What follows <legacyDrawing> in a sheet's part. */
const AFTER = /<(?:legacyDrawingHF|drawingHF|picture|oleObjects|controls|webPublishItems|tableParts|extLst)\b|<\/worksheet>/

interface Note {
  readonly row: number
  readonly column: number
  readonly text: string
}

/** Adds the notes of one sheet to the workbook's parts. `sheet` is the path of the sheet's part, already in `parts`. */
export function addNotes(parts: Map<string, Uint8Array>, sheet: string, marks: readonly Mark[]): void {
  const notes = notesOf(marks)
  if (notes.length === 0) return
  const folder = sheet.slice(0, sheet.lastIndexOf('/') + 1)
  const linksPath = `${folder}_rels/${sheet.slice(folder.length)}.rels`
  const links = text(parts, linksPath) ?? '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
  const comments = target(links, 'comments', folder)
  const drawing = target(links, 'vmlDrawing', folder)
  const body = text(parts, sheet)!
  // One of the two without the other, or boxes the sheet does not use: leave such a sheet's notes alone.
  if ((comments === null) !== (drawing === null) || (drawing !== null) !== /<legacyDrawing\b/.test(body)) return
  if (comments !== null && drawing !== null) {
    put(parts, comments, withComments(text(parts, comments) ?? EMPTY_COMMENTS, notes))
    put(parts, drawing, withBoxes(text(parts, drawing) ?? EMPTY_BOXES, notes))
    return
  }
  const number = /(\d+)\.xml$/.exec(sheet)?.[1] ?? '0'
  const commentsPath = `xl/qingqianComments${number}.xml`
  const drawingPath = `xl/drawings/qingqianNotes${number}.vml`
  put(parts, commentsPath, withComments(EMPTY_COMMENTS, notes))
  put(parts, drawingPath, withBoxes(EMPTY_BOXES, notes))
  const added = `<Relationship Id="rIdQingqian1" Type="${OFFICE}/comments" Target="/${commentsPath}"/><Relationship Id="rIdQingqian2" Type="${OFFICE}/vmlDrawing" Target="/${drawingPath}"/>`
  put(parts, linksPath, links.replace(/<Relationships([^>]*)\/>/, '<Relationships$1></Relationships>').replace('</Relationships>', () => `${added}</Relationships>`))
  const tail = body.lastIndexOf('</sheetData>')
  put(parts, sheet, body.slice(0, tail) + body.slice(tail).replace(AFTER, (next) => `<legacyDrawing xmlns:r="${OFFICE}" r:id="rIdQingqian2"/>${next}`))
  declare(parts, commentsPath)
}

function notesOf(marks: readonly Mark[]): Note[] {
  const byCell = new Map<string, Note>()
  for (const { row, column, text: said } of marks) {
    if (column === null) continue
    const at = `${columnLetter(column)}${row}`
    const there = byCell.get(at)
    if (there || byCell.size < MOST) byCell.set(at, { row, column, text: there ? `${there.text}\n${said}` : said })
  }
  return [...byCell.values()]
}

const EMPTY_COMMENTS = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors></authors><commentList></commentList></comments>'
const EMPTY_BOXES =
  '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype></xml>'

/** Our earlier notes go, other people's stay; a cell that has somebody's note keeps it. */
function withComments(part: string, notes: readonly Note[]): string {
  const authors: string[] = [...(part.match(elements('author')) ?? [])]
  let ours = authors.findIndex((author) => author.includes(AUTHOR))
  if (ours < 0) ours = authors.push(`<author>${AUTHOR}</author>`) - 1
  const kept = (part.match(elements('comment')) ?? []).filter((comment) => !comment.includes(`authorId="${ours}"`))
  const taken = new Set(kept.map((comment) => /\sref="([^"]*)"/.exec(comment)?.[1]))
  const added = notes.filter((note) => !taken.has(`${columnLetter(note.column)}${note.row}`))
  const written = added.map((note) => `<comment ref="${columnLetter(note.column)}${note.row}" authorId="${ours}"><text><t xml:space="preserve">${xml(note.text)}</t></text></comment>`)
  return part
    .replace(/<authors>[\s\S]*?<\/authors>|<authors\/>/, () => `<authors>${authors.join('')}</authors>`)
    .replace(/<commentList>[\s\S]*?<\/commentList>|<commentList\/>/, () => `<commentList>${[...kept, ...written].join('')}</commentList>`)
}

function withBoxes(part: string, notes: readonly Note[]): string {
  const clean = part.replaceAll(/<v:shape id="qingqian_[\s\S]*?<\/v:shape>/g, '')
  const taken = new Set([...clean.matchAll(/<x:Row>(\d+)<\/x:Row>\s*<x:Column>(\d+)<\/x:Column>/g)].map((match) => `${match[1]} ${match[2]}`))
  const boxes = notes.filter(({ row, column }) => !taken.has(`${row - 1} ${column}`)).map(({ row, column }) => {
    const anchor = [column + 1, 15, Math.max(0, row - 2), 10, column + 4, 15, row + 2, 4].join(', ')
    return `<v:shape id="qingqian_${columnLetter(column)}${row}" type="#_x0000_t202" style="position:absolute;z-index:1;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:textbox/><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>${anchor}</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>${row - 1}</x:Row><x:Column>${column}</x:Column></x:ClientData></v:shape>`
  })
  return clean.replace(/<\/xml>\s*$/, () => `${boxes.join('')}</xml>`)
}

function declare(parts: Map<string, Uint8Array>, comments: string): void {
  const types = text(parts, '[Content_Types].xml')!
  const vml = /Extension="vml"/i.test(types) ? '' : '<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>'
  const override = `<Override PartName="/${comments}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"/>`
  put(parts, '[Content_Types].xml', types.replace(/(<Types\b[^>]*>)/, (open) => open + vml).replace('</Types>', () => `${override}</Types>`))
}

function target(links: string, type: string, folder: string): string | null {
  const link = (links.match(/<Relationship\b[^>]*>/g) ?? []).find((one) => one.includes(`/${type}"`))
  const path = link && /\sTarget="([^"]*)"/.exec(link)?.[1]
  if (!path) return null
  return path.startsWith('/') ? path.slice(1) : new URL(path, `zip:///${folder}`).pathname.slice(1)
}

function text(parts: ReadonlyMap<string, Uint8Array>, path: string): string | null {
  const part = parts.get(path)
  return part ? Buffer.from(part).toString('utf8') : null
}

function put(parts: Map<string, Uint8Array>, path: string, content: string): void {
  parts.set(path, Buffer.from(content))
}
