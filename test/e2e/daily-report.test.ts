/** A day of reports in browsers: a clerk signs by keyboard, the office watches, reminds, and takes its brief at 17:05; the next day both look back. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { addDays, dayAt, momentOf } from '@qingqian/rules/day'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Clock } from '../../apps/api/src/platform/clock.ts'
import { openBrowser, shoot } from '../harness/browser.ts'
import { type City, PASSWORD, openCity } from '../harness/city.ts'

const TOWN = '140521100'
const LATE_TOWN = '140521101'
const COUNTY = '140521'
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8')

/** A clock that runs, at another time than ours. */
class OtherTime extends Clock {
  shift = 0
  override now(): number {
    return Date.now() + this.shift
  }
  override forDatabase(): string {
    return new Date(this.now()).toISOString()
  }
  set(day: string, time: string): void {
    this.shift = momentOf(day, time) - Date.now()
  }
}

const clock = new OtherTime()
const day = dayAt(Date.now())
let city: City
let browser: Browser
beforeAll(async () => {
  clock.set(day, '10:00')
  ;[city, browser] = await Promise.all([openCity({ web: true, clock }), openBrowser()])
}, 180_000)
afterAll(async () => {
  await browser?.close()
  await city?.close()
})

/** A person's browser, whose answers carry the time of our clock as a server's would. */
async function person(account: string, path: string, dark = false): Promise<Page> {
  const context: BrowserContext = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', bypassCSP: true, acceptDownloads: true })
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  if (dark) await context.addInitScript(() => localStorage.setItem('qingqian.prefs', '{"dark":true}'))
  await context.route('**/graphql', async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, headers: { ...response.headers(), date: new Date(clock.now()).toUTCString() } })
  })
  const page = await context.newPage()
  await page.goto(`${city.url}/sign-in?next=${encodeURIComponent(path)}`)
  await page.getByLabel('账号').waitFor()
  await page.keyboard.type(account)
  await page.keyboard.press('Tab')
  await page.keyboard.type(PASSWORD)
  await page.keyboard.press('Enter')
  await page.waitForURL(new RegExp(path.replace(/[?].*/, '')))
  return page
}

/** What axe finds that is serious or worse. */
async function faults(page: Page): Promise<string[]> {
  await page.evaluate(AXE)
  return page.evaluate(async () => {
    type Found = { violations: { id: string; impact: string; nodes: { html: string }[] }[] }
    const { violations } = await (globalThis as unknown as { axe: { run(): Promise<Found> } }).axe.run()
    return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => `${id}: ${nodes[0]!.html}`)
  })
}

const row = (page: Page, unit: string) => page.locator(`tr[data-unit="${unit}"]`)

test('S7-1 a clerk signs in and signs the day by keyboard alone in ten seconds; the office sees it come, and reminds the others', async () => {
  clock.set(day, '16:30')
  const office = await person(`office.${COUNTY}`, `/u/${COUNTY}/dispatch`)
  await row(office, TOWN).getByText('未报').waitFor()
  const begun = performance.now()
  const clerk = await person(`clerk.${TOWN}`, `/u/${TOWN}/report`)
  await clerk.getByRole('button', { name: /确认报送/ }).waitFor()
  const asked: string[] = []
  clerk.on('request', (request) => { if (request.url().endsWith('/graphql')) asked.push(/"operationName":"(\w+)"/.exec(request.postData() ?? '')?.[1] ?? '?') })
  await clerk.keyboard.press('Enter')
  const receipt = clerk.getByRole('heading', { name: '清理拖欠中小企业账款日报回执' })
  await receipt.waitFor()
  expect(performance.now() - begun).toBeLessThan(10_000)
  expect(await receipt.evaluate((heading) => heading === heading.ownerDocument.activeElement)).toBe(true)
  await row(office, TOWN).getByText('已报').waitFor({ timeout: 2000 })
  await clerk.waitForTimeout(500)
  expect(asked).toEqual(['SignDailyReport']) // nothing is read again
  expect(await faults(clerk)).toEqual([])

  await office.getByRole('button', { name: '催报 29 个单位' }).click()
  const text = (await office.evaluate('navigator.clipboard.readText()')) as string
  expect(text).toContain('17:00')
  expect(text).toContain('中村镇')
  expect(text).not.toContain('龙港镇')
  await office.getByText('已复制').waitFor()
  expect(await faults(office)).toEqual([])
  await shoot(office, 'dispatch-16-30')
}, 90_000)

test('S7-4 what is paid after the signature is shown as a deviation; at 17:05 the brief names it, and who is missing', async () => {
  clock.set(day, '16:40')
  const program = await city.signIn(`clerk.${TOWN}`)
  const listed = await program.ask(`{ unit(code: "${TOWN}") { payables(first: 1, filter: { statuses: [OPEN] }, orderBy: { field: AMOUNT, direction: DESC }) { nodes { id } } } }`)
  const payableId = listed.data!.unit.payables.nodes[0].id as string
  const office = await person(`office.${COUNTY}`, `/u/${COUNTY}/dispatch`)
  await row(office, TOWN).getByText('已报').waitFor()
  await program.ask('mutation ($input: RecordPaymentInput!) { recordPayment(input: $input) { __typename } }', {
    input: { requestId: crypto.randomUUID(), payableId, amount: '12300.00', paidOn: day, method: 'BANK_TRANSFER' },
  })
  await row(office, TOWN).getByText('−1.23 减少').waitFor({ timeout: 3000 })

  clock.set(day, '17:05')
  const later = await person(`office.${COUNTY}`, `/u/${COUNTY}/dispatch?view=brief`)
  const brief = later.getByRole('article')
  await brief.getByText('应报 30 个单位，已报 1 个，其中按时 1 个、迟报 0 个；未报 29 个。').waitFor()
  const said = await brief.innerText()
  expect(said).toContain('数据截至 17:00:00')
  expect(said).toMatch(/逾期未报：中村镇、/)
  expect(said).toContain('龙港镇签报后台账又有变动：拖欠金额 −1.23 万元')
  expect(await faults(later)).toEqual([])
  await shoot(later, 'brief')
  const [picture] = await Promise.all([later.waitForEvent('download'), later.getByRole('button', { name: '保存图片发群' }).click()])
  const bytes = readFileSync((await picture.path()))
  expect(picture.suggestedFilename()).toBe(`${day.replaceAll('-', '')}-${COUNTY}.png`)
  expect(bytes.subarray(1, 4).toString()).toBe('PNG')
  expect(bytes.length).toBeGreaterThan(20_000)
}, 90_000)

test('S7-7 after 17:00 a first report is late and needs no reason, a second one asks for it; the next day both are in the history', async () => {
  clock.set(day, '17:06')
  const clerk = await person(`clerk.${LATE_TOWN}`, `/u/${LATE_TOWN}/report`)
  await clerk.getByText('17:00 已过，还没有报送').waitFor()
  await clerk.keyboard.press('Enter')
  await clerk.getByText('迟报 7 分钟').or(clerk.getByText('迟报 6 分钟')).waitFor()
  await clerk.getByRole('button', { name: '看现在的数' }).click()
  await clerk.keyboard.press('Tab')
  await clerk.locator('body').click({ position: { x: 5, y: 600 } })
  await clerk.keyboard.press('Enter')
  await clerk.getByText('17:00 后报送要写明理由').waitFor()
  await clerk.keyboard.type('补充一笔说明')
  await clerk.keyboard.press('Enter')
  await clerk.getByText('历次签报').or(clerk.getByText('没有变化').first()).first().waitFor()
  await shoot(clerk, 'report-late')

  clock.set(addDays(day, 1), '09:00')
  const morning = await person(`clerk.${TOWN}`, `/u/${TOWN}/history`)
  const signed = morning.getByRole('row').filter({ hasText: day })
  await signed.getByText('已报').waitFor()
  await signed.getByText('−1.23 减少').waitFor()
  expect(await faults(morning)).toEqual([])
  await shoot(morning, 'report-history')
  const dark = await person(`clerk.${TOWN}`, `/u/${TOWN}/report`, true)
  await dark.getByText('近 14 天').waitFor()
  expect(await faults(dark)).toEqual([])
  await shoot(dark, 'report-next-day-dark')
}, 90_000)
