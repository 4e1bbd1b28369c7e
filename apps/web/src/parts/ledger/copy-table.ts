/** Rows as a table for the clipboard: tab-separated text for Excel, and HTML for documents. */
export function tableOf(head: string[], rows: string[][]): { text: string; html: string } {
  const plain = (cell: string) => cell.replaceAll(/[\t\r\n]+/g, ' ')
  const safe = (cell: string) => cell.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  const isAmount = (cell: string) => /^[-\u2212]?[\d,]+\.\d\d$/.test(cell)
  // What a spreadsheet would take for a formula, or a long code for a number, is told to be text.
  const inert = (cell: string) => (/^[=+@-]/.test(cell) && !isAmount(cell) ? `'${cell}` : cell)
  const line = (tag: string, cells: string[]) => `<tr>${cells.map((cell) => `<${tag}${isAmount(cell) ? '' : ' style="mso-number-format:\'\\@\'"'}>${safe(cell)}</${tag}>`).join('')}</tr>`
  return {
    text: [head, ...rows].map((cells) => cells.map((cell) => inert(plain(cell))).join('\t')).join('\r\n'),
    html: `<table>${line('th', head)}${rows.map((cells) => line('td', cells)).join('')}</table>`,
  }
}
