/** The board in a browser: every figure opens rows that say the same, payments appear as they are made, the past can be replayed. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dayAt } from '@qingqian/rules/day'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser, shoot } from '../harness/browser.ts'
import { type City, PASSWORD, type Program, openCity } from '../harness/city.ts'

const COUNTY = '140521'
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8')
const PAY = 'mutation ($input: RecordPaymentInput!) { recordPayment(input: $input) { __typename } }'
const OPEN_ROWS = `{ unit(code: "${COUNTY}") { payables(first: 2, filter: { statuses: [OPEN], disputed: false, counted: true }, orderBy: { field: AMOUNT, direction: DESC }) { nodes { id unit { name } } } } }`

let city: City
let browser: Browser
let office: Program
beforeAll(async () => {
  ;[city, browser] = await Promise.all([openCity({ web: true }), openBrowser()])
  office = await city.signIn(`office.${COUNTY}`)
}, 180_000)
afterAll(async () => {
  await browser?.close()
  await city?.close()
})

/** A signed-in browser at a page, with amounts in 元 everywhere so that figures compare. */
async function at(account: string, path: string, prefs: object = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', bypassCSP: true })
  await context.addInitScript((chosen) => localStorage.setItem('qingqian.prefs', JSON.stringify(chosen)), { totalsIn: 'yuan', ...prefs })
  await context.request.post(`${city.url}/graphql`, { data: { query: 'mutation ($a: String!, $p: String!) { signIn(account: $a, password: $p, cookie: true) { __typename } }', variables: { a: account, p: PASSWORD } } })
  const page = await context.newPage()
  await page.goto(city.url + path)
  await page.getByRole('heading', { level: 1 }).waitFor()
  return page
}

async function faults(page: Page): Promise<string[]> {
  await page.evaluate(AXE)
  return page.evaluate(async () => {
    type Found = { violations: { id: string; impact: string; nodes: { html: string }[] }[] }
    const { violations } = await (globalThis as unknown as { axe: { run(): Promise<Found> } }).axe.run()
    return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => `${id}: ${nodes[0]!.html}`)
  })
}

test('S0-1 every figure of the board leads to the rows behind it, and the same figure stands there', async () => {
  const page = await at(`office.${COUNTY}`, `/u/${COUNTY}/board`)
  const target = page.locator('section').filter({ has: page.getByRole('heading', { name: '到期目标' }) }).locator('table').first()
  await target.waitFor()
  const figures = page.locator('main a[title="看这些欠款"]')
  const seen: { figure: string; href: string }[] = []
  for (const link of await figures.all()) {
    const text = (await link.innerText()).replace(/\s*(元|笔|户)\s*$/, '').trim()
    if (/^[\d,]+(\.\d\d)?$/.test(text)) seen.push({ figure: text, href: (await link.getAttribute('href'))! })
  }
  expect(seen.length).toBeGreaterThan(15)
  // The headline's three, the four of vintage × dispute, and the last row of the units' table.
  const chosen = [...seen.slice(0, 3), ...(await target.locator('a').all()).map((_, index) => seen.length - 4 + index).map((index) => seen[index]!), seen[4]!]
  for (const { figure, href } of chosen) {
    await page.goto(city.url + href)
    const alone = new RegExp(`(^|[^\\d,.])${figure.replaceAll('.', '\\.')}([^\\d,.]|$)`)
    await expect.poll(() => page.locator('main').innerText(), { timeout: 8000, message: `${figure} at ${href}` }).toMatch(alone)
  }
}, 120_000)

test('a payment made elsewhere appears among the last payments at once, without anything being asked again', async () => {
  const page = await at(`office.${COUNTY}`, `/u/${COUNTY}/board`)
  const panel = page.locator('section').filter({ has: page.getByRole('heading', { name: '最近付款' }) })
  await panel.getByText('还没有付款').waitFor()
  await page.getByRole('heading', { name: '到期目标' }).waitFor()
  await page.waitForTimeout(500)
  const asked: string[] = []
  page.on('request', (request) => { if (request.url().endsWith('/graphql')) asked.push(request.postData() ?? '') })
  const { data } = await office.ask(OPEN_ROWS)
  for (const { id } of data!.unit.payables.nodes) {
    await office.ask(PAY, { input: { requestId: crypto.randomUUID(), payableId: id, amount: '4321.09', paidOn: dayAt(Date.now()), method: 'BANK_TRANSFER' } })
  }
  await expect.poll(() => panel.getByText('4,321.09').count(), { timeout: 2000 }).toBe(2)
  await panel.getByText(data!.unit.payables.nodes[0].unit.name).first().waitFor()
  await page.getByText('每天还需').waitFor()
  expect(asked).toEqual([])
  expect(await faults(page)).toEqual([])
  await shoot(page, 'board-county')
}, 60_000)

test('the past is replayed by a slider that keyboards move; the address keeps the day, and its end brings back now', async () => {
  const page = await at('office.140500', '/u/140500/board', { dark: true })
  await page.getByRole('button', { name: '回放' }).click()
  const slider = page.getByRole('slider', { name: '看哪一天' })
  await slider.focus()
  const now = await page.locator('main [aria-live=polite]').first().innerText()
  await page.keyboard.press('Home')
  await page.waitForURL(/asOf=/)
  await expect.poll(() => page.locator('main [aria-live=polite]').first().innerText(), { timeout: 8000 }).not.toBe(now)
  await page.getByRole('button', { name: '回到现在' }).waitFor()
  // The slider's own series and the whole board say the same sum of that day.
  const said = /拖欠金额 ([\d,.]+)/.exec((await slider.locator('xpath=../..').innerText()).replaceAll('\n', ' '))?.[1]
  await expect.poll(() => page.locator('main [aria-live=polite]').first().innerText(), { timeout: 8000 }).toContain(said!)
  await page.waitForTimeout(300)
  expect(await faults(page)).toEqual([])
  await shoot(page, 'board-replay')
  await slider.focus()
  await page.keyboard.press('End')
  await page.waitForURL((url) => !url.search.includes('asOf'))
  await expect.poll(() => page.locator('main [aria-live=polite]').first().innerText(), { timeout: 8000 }).toBe(now)
}, 60_000)
