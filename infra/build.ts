/** Builds what changed since the last build: `node infra/build.ts`. */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')
const COMMON = ['package.json', 'pnpm-lock.yaml', 'tsconfig.json', 'packages/rules/src']
const APPS = [
  { name: 'api', inputs: ['apps/api/src', 'apps/api/package.json', 'apps/api/vite.config.ts'] },
  { name: 'web', inputs: ['apps/web', 'packages/schema'] },
]
const NOT_INPUTS = /(^|[\\/])(node_modules|dist|generated|\.cache)([\\/]|$)|\.test\.tsx?$/

/** Builds the apps whose sources changed, both at a time; throws when one fails. */
export async function buildWhatChanged(): Promise<void> {
  await Promise.all(APPS.map(async ({ name, inputs }) => {
    const stamp = join(root, 'apps', name, 'dist', '.inputs')
    const wanted = hashOf([...COMMON, ...inputs])
    if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
    const begun = Date.now()
    await runBuild(join(root, 'apps', name))
    writeFileSync(stamp, wanted) // a build empties dist first, so one that was broken off has no stamp
    console.log(`built ${name} in ${((Date.now() - begun) / 1000).toFixed(1)} s`)
  }))
}

/** Runs the app's build script as pnpm would, without needing pnpm. */
function runBuild(app: string): Promise<void> {
  const { scripts } = JSON.parse(readFileSync(join(app, 'package.json'), 'utf8')) as { scripts?: { build?: string } }
  const path = [join(app, 'node_modules/.bin'), join(root, 'node_modules/.bin'), dirname(process.execPath), process.env.PATH].join(delimiter)
  return new Promise((done, fail) => {
    const build = spawn(scripts?.build ?? 'vite build --logLevel warn', { cwd: app, shell: true, stdio: 'inherit', env: { ...process.env, PATH: path } })
    build.once('error', fail)
    build.once('exit', (code) => code === 0 ? done() : fail(new Error(`the build of ${app} failed`)))
  })
}

function hashOf(inputs: string[]): string {
  const hash = createHash('sha256').update(process.version)
  for (const path of inputs.flatMap(filesAt).sort()) hash.update(`${path}\0`).update(readFileSync(join(root, path))).update('\0')
  return hash.digest('hex')
}

function filesAt(path: string): string[] {
  if (NOT_INPUTS.test(path)) return []
  const stat = statSync(join(root, path), { throwIfNoEntry: false })
  if (!stat) return []
  return stat.isDirectory() ? readdirSync(join(root, path)).flatMap((name) => filesAt(`${path}/${name}`)) : [path]
}

if (import.meta.main) {
  try {
    await buildWhatChanged()
  } catch (error) {
    console.error(String(error))
    process.exitCode = 1
  }
}
