/** Writing text into XML, and the two patterns in which spreadsheet parts are edited as text. */

/** Escaped for content and attributes; what XML 1.0 cannot hold is left out. */
export function xml(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

/** Matches every element of a name with its content; the name must not nest in itself. Prefixed names are not matched. */
export function elements(name: string): RegExp {
  return new RegExp(`<${name}\\b[^>]*?(?:/>|>[\\s\\S]*?</${name}>)`, 'g')
}

/** The same element with an attribute set. */
export function withAttribute(element: string, name: string, value: string | number): string {
  const end = element.indexOf('>')
  const tag = element.slice(0, element[end - 1] === '/' ? end - 1 : end).replace(new RegExp(`\\s${name}="[^"]*"`), '')
  return `${tag} ${name}="${value}"${element.slice(element[end - 1] === '/' ? end - 1 : end)}`
}
