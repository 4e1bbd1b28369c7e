/** What must hold before a change is merged, apart from the tests: `node infra/check.ts`. Runs every step, then tells. */
import { spawnSync } from 'node:child_process'
import { delimiter, dirname, join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')
const STEPS: [name: string, command: string][] = [
  ['build', 'node infra/build.ts'], // makes the web's types, too
  ['types', 'tsc -p . && tsc -p apps/web'],
  ['lint', 'oxlint --type-aware --deny-warnings'],
  ['boundaries', 'node infra/boundaries.ts'],
  ['schema snapshot and migrations', 'vitest run --project api test/infra/snapshots.test.ts'],
]

const path = [join(root, 'node_modules/.bin'), dirname(process.execPath), process.env.PATH].join(delimiter)
const failed = STEPS.filter(([name, command]) => {
  const begun = Date.now()
  const { status } = spawnSync(command, { cwd: root, shell: true, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, PATH: path } })
  console.log(`${status === 0 ? 'ok    ' : 'FAILED'} ${name} (${((Date.now() - begun) / 1000).toFixed(1)} s)`)
  return status !== 0
})
process.exitCode = failed.length === 0 ? 0 : 1
