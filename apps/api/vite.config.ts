import { readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { defineConfig } from 'vite'

const src = join(import.meta.dirname, 'src')

/** main.ts, and every file that runs as a worker thread: `importing/read-worker.ts` becomes `dist/read-worker.js`. */
function entries(): Record<string, string> {
  const workers = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('-worker.ts'))
  return Object.fromEntries(['main.ts', ...workers].map((name) => [basename(name, '.ts'), join(src, name)]))
}

export default defineConfig({
  root: import.meta.dirname,
  // packages stay in node_modules; only our own are taken in, since Node does not read TypeScript there
  ssr: { noExternal: [/^@qingqian\//] },
  build: {
    ssr: true,
    target: 'node24',
    sourcemap: true,
    minify: false,
    emptyOutDir: true,
    rolldownOptions: { input: entries(), output: { entryFileNames: '[name].js' } },
  },
})
