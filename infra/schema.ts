/**
 * `node infra/schema.ts print` writes packages/schema/schema.graphql from the code; `check` fails where they differ. The code
 * is loaded through vite, since Node does not read decorators.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createServer } from 'vite'

const root = resolve(import.meta.dirname, '..')
const file = join(root, 'packages/schema/schema.graphql')

/** The schema as the code has it. */
async function printed(): Promise<string> {
  const server = await createServer({
    root: join(root, 'apps/api'), configFile: false, logLevel: 'error', appType: 'custom',
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
    optimizeDeps: { noDiscovery: true },
    ssr: { noExternal: [/^@qingqian\//] },
  })
  try {
    const { printedSchema } = await server.ssrLoadModule('/src/schema.ts') as { printedSchema: () => string }
    return printedSchema()
  } finally {
    await server.close()
  }
}

const text = await printed()
if (process.argv[2] === 'print') {
  writeFileSync(file, text)
  console.log(`wrote ${file}`)
} else {
  const same = readFileSync(file, 'utf8') === text
  console.log(same ? 'schema: packages/schema/schema.graphql is what the code makes' : 'schema: packages/schema/schema.graphql differs from the code: pnpm schema:print')
  process.exitCode = same ? 0 : 1
}
