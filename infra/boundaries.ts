/**
 * The import stairs of docs/architecture.md, and what follows from them: imports go down only, no circles, no barrels, the
 * rules stand alone, the apps do not know each other. `node infra/boundaries.ts` fails on the first climb.
 * (dependency-cruiser cannot read TypeScript beside TypeScript 7, so the imports come from vite's own parser.)
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import { parseAst } from 'vite'

/** One import, as written. */
interface Import { from: string; target: string; later: boolean }
interface Node { type: string; source?: { type: string; value?: unknown } | null; [key: string]: unknown }

// A folder or root file may import what stands on a lower stair; those on one stair do not import each other.
const API_STAIRS = [
  ['migrations'], ['platform'], ['units'], ['access'], ['ledger'], ['rollup'],
  ['importing', 'exporting', 'reporting', 'complaints', 'onboarding'], ['accountability', 'open-api', 'demo'], ['schema.ts', 'jobs.ts', 'check.ts'], ['app.ts'], ['main.ts'],
]
const WEB_STAIRS = [['words'], ['graphql'], ['ui'], ['parts'], ['pages']]
const FORBIDDEN_NAME = /(^|[-.])(utils?|helpers?|common|managers?|services?)[-.]/
const SOURCE = /\.(ts|tsx)$/
const TEST = /\.test\.tsx?$/

/** Every breach under a root folder, as sentences. */
export function breaches(root: string): string[] {
  const files = ['apps/api/src', 'apps/web/src', 'packages/rules/src'].flatMap((folder) => sourcesIn(join(root, folder)))
  const found: string[] = []
  const imports: Import[] = []
  const say = (file: string, what: string): void => void found.push(`${relative(root, file)}: ${what}`)
  for (const file of files) {
    const body = statementsOf(file)
    if (FORBIDDEN_NAME.test(basename(file))) say(file, 'a name that says nothing of what is inside')
    if (/^index\.tsx?$/.test(basename(file)) || (body.length > 0 && body.every((node) => /^Export(All|Named)/.test(node.type) && node.source))) say(file, 'a barrel')
    for (const { specifier, later } of specifiersIn(body)) {
      const target = targetOf(file, specifier)
      if (target) imports.push({ from: file, target, later })
      if (specifier.startsWith('.') && !/\.\w+(\?\w+)?$/.test(specifier)) say(file, `"${specifier}" lacks its extension`)
      if (TEST.test(file)) continue // tests look at everything
      const breach = breachOf(root, file, specifier, target)
      if (breach) say(file, breach)
    }
  }
  return [...found, ...circles(imports).map((circle) => `a circle: ${circle.map((file) => relative(root, file)).join(' → ')}`)]
}

function breachOf(root: string, file: string, specifier: string, target: string | undefined): string | undefined {
  const app = placeIn(root, file)
  const to = target === undefined ? undefined : placeIn(root, target)
  if (app?.home === 'rules') return to?.home === 'rules' ? undefined : `the rules import nothing, but this imports "${specifier}"`
  if (/^@qingqian\/(api|web)\b/.test(specifier) || (app && to && to.home !== app.home)) return `"${specifier}" reaches into another app or package`
  if (!app || !to) return undefined
  const stairs = app.home === 'api' ? API_STAIRS : WEB_STAIRS
  const here = stairs.findIndex((stair) => stair.includes(app.part))
  const there = stairs.findIndex((stair) => stair.includes(to.part))
  // what stands beside the web's folders is its entry, above them all
  if (app.home === 'web' && here === -1) return undefined
  if (here === -1) return `"${app.part}" has no place on the stairs: give it one in infra/boundaries.ts`
  if (app.part === to.part) return undefined
  if (there === -1) return app.home === 'web' ? `"${specifier}" climbs to the entry` : undefined // told at that file itself
  return there < here ? undefined : `"${specifier}" climbs from ${app.part} to ${to.part}`
}

/** Which app or package a file belongs to, and which of its folders or root files. */
function placeIn(root: string, file: string): { home: 'api' | 'web' | 'rules'; part: string } | undefined {
  const [top, home, src, part] = relative(root, file).split(sep)
  if (src !== 'src' || part === undefined || part.endsWith('.d.ts')) return undefined
  if (top === 'apps' && (home === 'api' || home === 'web')) return { home, part }
  return top === 'packages' && home === 'rules' ? { home, part } : undefined
}

function targetOf(file: string, specifier: string): string | undefined {
  return specifier.startsWith('.') ? resolve(dirname(file), specifier.replace(/\?.*$/, '')) : undefined
}

function statementsOf(file: string): Node[] {
  const program = parseAst(readFileSync(file, 'utf8'), { lang: file.endsWith('x') ? 'tsx' : 'ts' })
  return program.body as unknown as Node[]
}

/** Static and dynamic imports and re-exports, types included. */
function specifiersIn(node: unknown): { specifier: string; later: boolean }[] {
  if (Array.isArray(node)) return node.flatMap(specifiersIn)
  if (typeof node !== 'object' || node === null) return []
  const { type, source, ...rest } = node as Node
  const own = source?.type === 'Literal' && typeof source.value === 'string' ? [{ specifier: source.value, later: type === 'ImportExpression' }] : []
  return [...own, ...Object.values(rest).flatMap(specifiersIn)]
}

function circles(imports: Import[]): string[][] {
  const next = new Map<string, string[]>()
  // import() runs later: that is how one cuts a circle
  for (const { from, target, later } of imports) if (!later) next.set(from, [...next.get(from) ?? [], target])
  const done = new Set<string>()
  const path: string[] = []
  const found: string[][] = []
  const walk = (file: string): void => {
    if (path.includes(file)) found.push([...path.slice(path.indexOf(file)), file])
    if (done.has(file) || path.includes(file)) return
    path.push(file)
    for (const target of next.get(file) ?? []) walk(target)
    path.pop()
    done.add(file)
  }
  for (const file of next.keys()) walk(file)
  return found
}

function sourcesIn(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => SOURCE.test(name) && !name.endsWith('.d.ts') && !/(^|[\\/])generated[\\/]/.test(name))
    .map((name) => join(folder, name))
}

if (import.meta.main) {
  const found = breaches(resolve(import.meta.dirname, '..'))
  for (const breach of found) console.error(breach)
  console.log(found.length === 0 ? 'boundaries: no breach' : `boundaries: ${found.length} breaches`)
  process.exitCode = found.length === 0 ? 0 : 1
}
