/** Sizes of what browsers load, gzip. A route is what its page needs beyond the shell. Fails the build when one grows past its budget. */
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

const KB = 1024
const SHELL = 320 * KB
const ROUTE = 120 * KB
/** Libraries that a page asks for only when someone uses them: files named *-chart.tsx carry echarts. */
const LAZY = { '-chart': 250 * KB, 'pinyin-pro': 350 * KB }

const manifest = JSON.parse(readFileSync(new URL('dist/.vite/manifest.json', import.meta.url), 'utf8'))
const sizes = new Map()

function size(file) {
  if (!sizes.has(file)) sizes.set(file, gzipSync(readFileSync(new URL(`dist/${file}`, import.meta.url))).length)
  return sizes.get(file)
}

/** A chunk, what it imports at once, and their styles. */
function files(key, found = new Set()) {
  const chunk = manifest[key]
  if (!chunk || found.has(chunk.file)) return found
  found.add(chunk.file)
  for (const style of chunk.css ?? []) found.add(style)
  for (const imported of chunk.imports ?? []) files(imported, found)
  return found
}

const weigh = (set) => [...set].reduce((sum, file) => sum + size(file), 0)
const shell = files('index.html')
const rows = [['shell', weigh(shell), SHELL]]
for (const [key, chunk] of Object.entries(manifest)) {
  if (!chunk.isDynamicEntry) continue
  const own = new Set([...files(key)].filter((file) => !shell.has(file)))
  const lazy = Object.keys(LAZY).find((name) => key.includes(name))
  rows.push([key.replace(/^.*node_modules\//, '').replace('src/', ''), weigh(own), lazy ? LAZY[lazy] : ROUTE])
}

let over = 0
for (const [name, bytes, budget] of rows.sort((a, b) => b[1] - a[1])) {
  if (bytes > budget) over++
  console.log(`${bytes > budget ? 'OVER' : '  ok'} ${(bytes / KB).toFixed(1).padStart(7)} / ${(budget / KB).toFixed(0)} KB  ${name}`)
}
if (over > 0) {
  console.error(`${over} over budget`)
  process.exit(1)
}
