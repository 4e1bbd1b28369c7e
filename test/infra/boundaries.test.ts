import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { breaches } from '../../infra/boundaries.ts'

let root: string
beforeEach(() => { root = mkdtempSync(join(tmpdir(), 'qingqian-stairs-')) })
afterEach(() => rmSync(root, { recursive: true, force: true }))

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}

test('our own sources keep the stairs', () => {
  expect(breaches(resolve(import.meta.dirname, '../..'))).toEqual([])
})

test('going down is allowed, and tests look at everything', () => {
  write('apps/api/src/main.ts', `import './schema.ts'\nimport pg from 'pg'\n`)
  write('apps/api/src/schema.ts', `import type { Unit } from './units/unit.ts'\nimport { yuan } from '@qingqian/rules/money'\nexport const a = (u: Unit) => yuan\n`)
  write('apps/api/src/units/unit.ts', `@Decorated() export class Unit { @Field(() => String) name!: string }\n`)
  write('apps/api/src/units/unit.test.ts', `import '../main.ts'\n`)
  write('apps/web/src/main.tsx', `import { page } from './pages/ledger.tsx'\n`)
  write('apps/web/src/pages/ledger.tsx', `export const page = <b>{import('../ui/table.tsx')}</b>\n`)
  expect(breaches(root)).toEqual([])
})

test.each([
  ['a climb', 'apps/api/src/ledger/pay.ts', `import { x } from '../rollup/fold.ts'`, /climbs from ledger to rollup/],
  ['a climb of types', 'apps/api/src/platform/log.ts', `import type { x } from '../units/unit.ts'`, /climbs from platform to units/],
  ['a climb by import()', 'apps/api/src/units/unit.ts', `export const x = () => import('../access/x.ts')`, /climbs from units to access/],
  ['a climb by re-export', 'apps/api/src/units/unit.ts', `export const y = 1\nexport * from '../main.ts'`, /climbs from units to main/],
  ['neighbours on one stair', 'apps/api/src/reporting/day.ts', `import '../importing/read.ts'`, /climbs from reporting to importing/],
  ['a folder without a place', 'apps/api/src/misc/a.ts', `import '../units/unit.ts'`, /no place on the stairs/],
  ['rules that import a package', 'packages/rules/src/money.ts', `import Big from 'big.js'`, /the rules import nothing/],
  ['rules that import an app', 'packages/rules/src/money.ts', `import '../../../apps/api/src/main.ts'`, /the rules import nothing/],
  ['the web in the api', 'apps/web/src/pages/a.tsx', `import '../../../api/src/schema.ts'`, /another app/],
  ['a climb in the web', 'apps/web/src/ui/a.tsx', `import '../pages/b.tsx'`, /climbs from ui to pages/],
  ['a barrel', 'apps/api/src/units/all.ts', `export * from './unit.ts'`, /a barrel/],
  ['an empty name', 'apps/api/src/units/unit-helper.ts', `export const x = 1`, /says nothing/],
  ['a missing extension', 'apps/api/src/units/a.ts', `import './unit'`, /lacks its extension/],
])('%s is a breach', (_, path, text, sentence) => {
  write(path, text + '\n')
  expect(breaches(root)).toEqual([expect.stringMatching(sentence)])
})

test('a circle is a breach', () => {
  write('apps/api/src/units/a.ts', `import './b.ts'\n`)
  write('apps/api/src/units/b.ts', `import type {} from './a.ts'\n`)
  expect(breaches(root)).toEqual([expect.stringMatching(/a circle: .*a\.ts → .*b\.ts → .*a\.ts/)])
})
