/** The main job in browsers: a township records a payment, and the county's and the city's boards move without a reload. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser, shoot } from '../harness/browser.ts'
import { type City, PASSWORD, openCity } from '../harness/city.ts'

let city: City
let browser: Browser
beforeAll(async () => {
  ;[city, browser] = await Promise.all([openCity({ web: true }), openBrowser()])
}, 180_000)
afterAll(async () => {
  await browser?.close()
  await city?.close()
})

async function signedIn(account: string, path?: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' })
  const page = await context.newPage()
  await page.goto(city.url)
  await page.getByLabel('账号').fill(account)
  await page.getByLabel('密码').fill(PASSWORD)
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/u\//)
  if (path) await page.goto(city.url + path)
  return page
}

/** The board's dominant figure, in fen, as it stands on the screen in 元. */
async function outstandingOn(page: Page): Promise<bigint> {
  const text = await page.locator('main [aria-live=polite]').first().innerText()
  const figure = /拖欠金额\s*([\d,]+\.\d\d)\s*元/.exec(text)?.[1]
  return figure === undefined ? -1n : BigInt(figure.replaceAll(/[,.]/g, ''))
}

/** How long until the board shows a sum; it is not reloaded. */
async function untilShown(page: Page, sum: bigint): Promise<number> {
  const begun = performance.now()
  while ((await outstandingOn(page)) !== sum) {
    if (performance.now() - begun > 5000) throw new Error(`still ${await outstandingOn(page)}, not ${sum}`)
    await page.waitForTimeout(20)
  }
  return performance.now() - begun
}

test('1,234.56 yuan recorded by the township shows on the county\'s and the city\'s open boards within a second; a reversal takes it back', async () => {
  const clerk = await signedIn('clerk.140521100', '/u/140521100/ledger')
  const county = await signedIn('office.140521', '/u/140521/board')
  const mayor = await signedIn('office.140500', '/u/140500/board')
  for (const page of [county, mayor]) await page.getByText('元', { exact: true }).first().click()
  const grid = clerk.getByRole('region').filter({ has: clerk.locator('table') })
  await grid.locator('tbody tr').first().waitFor()
  for (const page of [county, mayor]) await expect.poll(() => outstandingOn(page), { timeout: 10_000 }).toBeGreaterThan(0n)
  const [countyBefore, mayorBefore] = [await outstandingOn(county), await outstandingOn(mayor)]
  let reloads = 0
  for (const page of [county, mayor]) page.on('framenavigated', () => reloads++)
  const requests: string[] = []
  county.on('request', (request) => { if (request.url().endsWith('/graphql')) requests.push(request.postData() ?? '') })

  // The largest open payable: whatever row is open will do, 1,234.56 must fit.
  await clerk.getByRole('row').filter({ hasText: /\d{2},\d{3}\.\d\d/ }).filter({ hasNotText: '已结清' }).nth(1).click()
  await clerk.keyboard.press('p')
  await clerk.getByLabel('金额', { exact: true }).fill('1234.56')
  await clerk.keyboard.press('Enter')
  const shown = await Promise.all([untilShown(county, countyBefore - 123456n), untilShown(mayor, mayorBefore - 123456n)])
  expect(Math.max(...shown)).toBeLessThan(1000)
  await shoot(county, 'two-people-county')

  await clerk.keyboard.press('Enter')
  await clerk.waitForURL(/payable/)
  const payment = clerk.getByRole('listitem').filter({ hasText: '1,234.56' }).first()
  await payment.getByRole('button', { name: '冲正这条记录' }).click()
  await payment.getByLabel('为什么冲正').fill('银行退票')
  await payment.getByRole('button', { name: '冲正这条记录' }).last().click()
  await clerk.getByRole('listitem').filter({ hasText: '银行退票' }).waitFor()
  await Promise.all([untilShown(county, countyBefore), untilShown(mayor, mayorBefore)])
  expect(reloads).toBe(0)
  expect(requests).toEqual([])

  // Another township never sees it.
  const stranger = await signedIn('clerk.140521101', new URL(clerk.url()).pathname.replace('140521100', '140521101'))
  await expect.poll(() => stranger.locator('main').innerText(), { timeout: 5000 }).toMatch(/没有|不存在|无权/)
  await shoot(clerk, 'two-people-payable')
})
