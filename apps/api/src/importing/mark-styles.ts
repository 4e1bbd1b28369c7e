/** The styles of a workbook with our marks added: each marked cell keeps its own format and gets a fill. */
import { elements, withAttribute } from './xml-text.ts'
import type { Mark } from './marks.ts'

const FILLS: Record<Mark['level'], string> = { error: 'FFFFC7CE', warning: 'FFFFEB9C' }

export class MarkStyles {
  #xml: string
  readonly #formats: string[]
  readonly #fills: Record<Mark['level'], number>
  readonly #made = new Map<string, number>()
  readonly #reason: number

  /** @throws when the part is not written the way spreadsheet programs write it */
  constructor(part: string) {
    const formats = /<cellXfs\b[^>]*>([\s\S]*?)<\/cellXfs>/.exec(part)
    if (!formats) throw new TypeError('no cell formats')
    this.#formats = formats[1]!.match(elements('xf')) ?? []
    this.#xml = part
    const fill = (level: Mark['level']): number => this.#append('fills', 'fill', `<fill><patternFill patternType="solid"><fgColor rgb="${FILLS[level]}"/><bgColor indexed="64"/></patternFill></fill>`)
    this.#fills = { error: fill('error'), warning: fill('warning') }
    const font = this.#append('fonts', 'font', '<font><sz val="11"/><color rgb="FFC00000"/><name val="Calibri"/></font>')
    this.#reason = this.#formats.push(`<xf numFmtId="49" fontId="${font}" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf>`) - 1
  }

  /** The format for a marked cell that had the given one. */
  marked(format: number, level: Mark['level']): number {
    const key = `${format} ${level}`
    let made = this.#made.get(key)
    if (made === undefined) {
      const base = this.#formats[format] ?? this.#formats[0]!
      made = this.#formats.push(withAttribute(withAttribute(base, 'fillId', this.#fills[level]), 'applyFill', 1)) - 1
      this.#made.set(key, made)
    }
    return made
  }

  /** The format of the column 错误原因: text, red, wrapped. */
  get reason(): number {
    return this.#reason
  }

  toString(): string {
    return this.#xml.replace(/<cellXfs\b[^>]*>[\s\S]*?<\/cellXfs>/, () => `<cellXfs count="${this.#formats.length}">${this.#formats.join('')}</cellXfs>`)
  }

  #append(list: string, name: string, element: string): number {
    const found = new RegExp(`<${list}\\b[^>]*>([\\s\\S]*?)</${list}>`).exec(this.#xml)
    if (!found) throw new TypeError(`no ${list}`)
    const there = found[1]!.match(elements(name))?.length ?? 0
    this.#xml = this.#xml.replace(found[0], () => `<${list} count="${there + 1}">${found[1]}${element}</${list}>`)
    return there
  }
}
