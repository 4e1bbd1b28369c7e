/** What every browser journey does: open the city, sign people in, and read the screen as they would. */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { type City, PASSWORD } from '../harness/city.ts'

export const DESK = { width: 1440, height: 900 }
export const PHONE = { width: 390, height: 844 }

/** A browser of one's own, signed in; `path` opened if given. */
export async function signedIn(browser: Browser, city: City, account: string, path?: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: DESK, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', reducedMotion: 'reduce', ...options })
  const page = await context.newPage()
  await page.goto(city.url)
  await page.getByLabel(/账号|Account/).fill(account)
  await page.getByLabel(/密码|Password/).first().fill(PASSWORD)
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/u\//)
  if (path !== undefined) await page.goto(city.url + path)
  return page
}

/** The text of the page's main part once it is there and no longer changes for a moment. */
export async function settled(page: Page): Promise<string> {
  let before = ''
  for (let tries = 0; tries < 60; tries++) {
    const now = await page.locator('main').innerText().catch(() => '')
    if (now !== '' && now === before) return now
    before = now
    await page.waitForTimeout(250)
  }
  return before
}
