/** Plants the fault named by PLANT into the sources as they are loaded: no file is touched. */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Plugin } from 'vite'
import { PLANTED } from './planted.ts'

const ROOT = resolve(import.meta.dirname, '../..')

export function plant(): Plugin {
  const wanted = process.env.PLANT
  const fault = PLANTED.find(({ name }) => name === wanted)
  if (wanted && !fault) throw new Error(`no such fault: ${wanted}`)
  for (const { file, from } of fault?.changes ?? []) {
    const parts = readFileSync(resolve(ROOT, file), 'utf8').split(from).length - 1
    // A fault that isn't planted would prove nothing.
    if (parts !== 1) throw new Error(`CANNOT PLANT "${wanted}": its place in ${file} is there ${parts} times`)
  }
  return {
    name: 'plant',
    enforce: 'pre',
    load(id) {
      const path = id.replace(/\?.*$/, '')
      const changes = (fault?.changes ?? []).filter(({ file }) => resolve(ROOT, file) === path)
      if (changes.length === 0) return null
      const code = changes.reduce((text, { from, to }) => text.replace(from, () => to), readFileSync(path, 'utf8'))
      return path.endsWith('.sql') ? `export default ${JSON.stringify(code)}` : code
    },
  }
}
