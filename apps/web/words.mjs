/** No text outside the catalogues: Chinese characters may stand in src/words and in comments only. (That en has every key of zh, the type checker says.) */
import { globSync, readFileSync } from 'node:fs'

const root = new URL('src/', import.meta.url)
let found = 0
for (const file of globSync('**/*.{ts,tsx,css}', { cwd: root })) {
  if (file.startsWith('words/') || file.includes('generated/')) continue
  const code = readFileSync(new URL(file, root), 'utf8')
    .replaceAll(/\/\*[\s\S]*?\*\//g, (comment) => comment.replaceAll(/[^\n]/g, ''))
    .replaceAll(/(^|\s)\/\/.*$/gm, '')
  for (const [index, line] of code.split('\n').entries()) {
    if (!/[\u3400-\u9fff]/.test(line)) continue
    found++
    console.error(`text outside the catalogues: src/${file}:${index + 1}: ${line.trim()}`)
  }
}
if (found > 0) process.exit(1)
