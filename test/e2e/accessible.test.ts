/** axe finds nothing serious or critical on any page, in light and dark, in Chinese and English, and no key of a catalogue shows. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../harness/browser.ts'
import { type City, openCity } from '../harness/city.ts'
import { settled, signedIn } from './pages.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

let city: City
let browser: Browser
beforeAll(async () => {
  ;[city, browser] = await Promise.all([openCity({ web: true }), openBrowser()])
}, 180_000)
afterAll(async () => {
  await browser?.close()
  await city?.close()
})

const PAGES: [account: string, paths: string[]][] = [
  ['office.140521', ['/u/140521/board', '/u/140521/dispatch', '/u/140521/ledger', '/u/140521/import', '/screen?unit=140521']],
  ['clerk.140521100', ['/u/140521100/report', '/u/140521100/ledger', '/u/140521100/register', '/u/140521100/import']],
  ['system.140500', ['/u/140500/units', '/u/140500/users']],
  ['security.140500', ['/u/140500/keys']],
  ['auditor.140500', ['/u/140500/trail']],
]

async function findings(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  const { violations } = (await page.evaluate(`axe.run(document, { resultTypes: ['violations'] })`)) as { violations: { id: string; impact: string; nodes: { target: string[]; failureSummary: string }[] }[] }
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').flatMap(({ id, nodes }) => nodes.slice(0, 3).map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary.split('\n')[1]?.trim() ?? ''}`))
}

/** A catalogue's key that nobody wrote a word for: "attention.title", "sinceDay". */
const KEY = /(^|\s)[a-z]+[A-Za-z]*(\.[a-z][A-Za-z]+)+(\s|$)/m

test.each(PAGES)('%s: %s', async (account, paths) => {
  const page = await signedIn(browser, city, account)
  const payable = account.startsWith('clerk') ? await page.request.post(`${city.url}/graphql`, { headers: { origin: city.url }, data: { query: '{ unit(code: "140521100") { payables(first: 1) { nodes { id } } } }' } }) : null
  const more = payable ? [`/u/140521100/payable/${encodeURIComponent(((await payable.json()) as { data: { unit: { payables: { nodes: { id: string }[] } } } }).data.unit.payables.nodes[0]!.id)}`] : []
  const found: string[] = []
  for (const path of [...paths, ...more]) {
    for (const look of ['light', 'dark'] as const) {
      const dark = look === 'dark'
      await page.evaluate(`localStorage.setItem('qingqian.prefs', '${JSON.stringify({ language: dark ? 'en' : 'zh', dark })}')`)
      await page.goto(city.url + path)
      const text = path.startsWith('/screen') ? await page.waitForTimeout(1500).then(() => page.locator('body').innerText()) : await settled(page)
      const key = KEY.exec(text)
      if (key) found.push(`${path} ${look}: shows the key ${key[0].trim()}`)
      found.push(...(await findings(page)).map((finding) => `${path} ${look}: ${finding}`))
    }
  }
  expect(found).toEqual([])
}, 120_000)
