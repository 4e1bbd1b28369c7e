/** The documents tell the truth where a machine can know it. */
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { REFUSALS } from '@qingqian/rules/refusal'
import { expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const pages = ['README.md', ...readdirSync(join(root, 'docs'), { recursive: true }).map(String).filter((name) => name.endsWith('.md')).map((name) => join('docs', name))]

test('the API guide lists every refusal with its sentences', () => {
  const guide = readFileSync(join(root, 'docs/api.md'), 'utf8')
  for (const [code, [zh, en]] of Object.entries(REFUSALS)) expect(guide, code).toContain(`| \`${code}\` | ${zh} | ${en} |`)
})

test('links between documents, and to pictures, lead somewhere', () => {
  const dead = pages.flatMap((page) => [...readFileSync(join(root, page), 'utf8').matchAll(/\]\((?!https?:|#)([^)#\s]+)[^)]*\)/g)].map((match) => join(dirname(page), match[1]!)).filter((target) => !existsSync(join(root, target))).map((target) => `${page} → ${target}`))
  expect(dead).toEqual([])
})
