/** One journey for each kind of person; each asserts what they would notice. */
import { readFileSync, writeFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser, shoot } from '../harness/browser.ts'
import { type City, openCity } from '../harness/city.ts'
import { settled, signedIn } from './pages.ts'

let city: City
let browser: Browser
const folder = mkdtempSync(join(tmpdir(), 'qingqian-journeys-'))
beforeAll(async () => {
  ;[city, browser] = await Promise.all([openCity({ web: true }), openBrowser()])
}, 180_000)
afterAll(async () => {
  await browser?.close()
  await city?.close()
  rmSync(folder, { recursive: true, force: true })
})

const amountIn = (text: string, label: string): string | undefined => new RegExp(`${label}\\s*([\\d,]+\\.\\d\\d)`).exec(text)?.[1]

test('township clerk and county office: the report is signed with one key within ten seconds, and the county\'s wall turns', async () => {
  const office = await signedIn(browser, city, 'office.140521', '/u/140521/board')
  await expect.poll(() => settled(office), { timeout: 10_000 }).toMatch(/应报\s*30[\s\S]*已报\s*0/)
  let loads = 0
  office.on('framenavigated', () => loads++)
  const asked: string[] = []
  office.on('request', (request) => { if (request.method() === 'POST' && request.url().endsWith('/graphql')) asked.push(request.postData() ?? '') })

  const clerk = await signedIn(browser, city, 'clerk.140521100')
  await clerk.getByRole('button', { name: /确认报送/ }).waitFor()
  const begun = performance.now()
  await clerk.keyboard.press('Enter')
  await clerk.getByText(/清理拖欠中小企业账款日报回执/).waitFor()
  expect(performance.now() - begun).toBeLessThan(10_000)
  expect(await settled(clerk)).toMatch(/已报|迟报/)
  await shoot(clerk, 'journey-receipt')

  await expect.poll(() => office.locator('main').innerText(), { timeout: 3000 }).toMatch(/应报\s*30[\s\S]*已报\s*1/)
  expect(loads).toBe(0)
  expect(asked).toEqual([])
})

test('county office: the dispatch page names who has not reported, and its reminder can be pasted into a chat', async () => {
  const office = await signedIn(browser, city, 'office.140521', '/u/140521/dispatch')
  await expect.poll(() => settled(office)).toMatch(/应报/)
  await office.getByRole('button', { name: /催报/ }).first().click()
  await expect.poll(() => office.locator('body').innerText()).toMatch(/中村镇[\s\S]*17:00|17:00[\s\S]*中村镇/)
  await shoot(office, 'journey-dispatch')
})

test('group accountant: one workbook for two subsidiaries is checked, taken, seen in the ledger, and taken back', async () => {
  const page = await signedIn(browser, city, 'clerk.140521-QHSY', '/u/140521-QHSY/import')
  const file = join(folder, '集团台账.csv')
  writeFileSync(file, '\uFEFF债务单位,债权企业,合同编号,款项性质,到期日,应付金额(万元),已付(万元),是否有分歧\n沁河水泥有限公司,晋城市新航物资有限公司,X-1,货物,2022-3-5,1.234567,0,否\n沁河建材有限公司,晋城市新航物资有限公司,X-2,工程,2021年7月,2.5,0.5,是\n沁河没有这家公司,晋城市新航物资有限公司,X-3,货物,2022-3-5,1,0,否\n')
  await page.locator('input[type=file]').setInputFiles(file)
  await expect.poll(() => page.locator('main').innerText(), { timeout: 15_000 }).toMatch(/可以登记\s*2[\s\S]*UNIT_UNKNOWN|UNIT_UNKNOWN/)
  await page.getByRole('button', { name: /登记 ?2 ?笔/ }).click()
  await expect.poll(() => page.locator('main').innerText(), { timeout: 15_000 }).toMatch(/已登记/)
  await shoot(page, 'journey-import-receipt')
  const before = await city.ask('{ unit(code: "140521-QHSY") { totals { outstanding } } }', {}, (await city.signIn('office.140521')).token)
  await page.getByRole('button', { name: '撤销这次导入' }).first().click()
  await page.getByLabel('原因').fill('导错文件')
  await page.getByRole('button', { name: /撤销/ }).last().click()
  await expect.poll(() => page.locator('body').innerText(), { timeout: 10_000 }).toMatch(/已撤销 2 笔/)
  const after = await city.ask('{ unit(code: "140521-QHSY") { totals { outstanding } } }', {}, (await city.signIn('office.140521')).token)
  const fen = (answer: typeof before): bigint => BigInt((answer.data!.unit.totals.outstanding as string).replace('.', ''))
  expect(fen(before) - fen(after)).toBe(1_234_567n + 2_000_000n)
})

test('township clerk without a mouse: a ledger is imported from the keyboard alone', async () => {
  const page = await signedIn(browser, city, 'clerk.140521103', '/u/140521103/import')
  await page.getByText('把台账文件拖到这里').waitFor()
  const chooser = page.waitForEvent('filechooser')
  for (let presses = 0; presses < 40; presses++) {
    await page.keyboard.press('Tab')
    if (await page.evaluate(`document.activeElement?.innerText?.includes('选择文件') || document.activeElement?.type === 'file'`)) break
  }
  await page.keyboard.press('Enter')
  const file = join(folder, '端氏镇.csv')
  writeFileSync(file, '债权企业,合同编号,类别,逾期起始日,欠款金额(元),已付\n阳城县新风建材有限公司,D-1,货物,2021-01-01,"1,000.00",0\n')
  await (await chooser).setFiles(file)
  await page.getByRole('button', { name: /登记 ?1 ?笔/ }).waitFor({ timeout: 15_000 })
  await page.getByRole('button', { name: /登记 ?1 ?笔/ }).focus()
  await page.keyboard.press('Enter')
  await expect.poll(() => page.locator('main').innerText(), { timeout: 15_000 }).toMatch(/已登记/)
})

test('finance bureau: the departments\' ledger adds up under any filter, and leaves as an Excel file', async () => {
  const page = await signedIn(browser, city, 'finance.140521-CZJ', '/u/140521/ledger')
  const text = await settled(page).then(async (seen) => (/合计/.test(seen) ? seen : (await page.goto(`${city.url}/u/140521-CZJ/ledger`), settled(page))))
  expect(text).toMatch(/合计/)
  const download = page.waitForEvent('download', { timeout: 20_000 })
  await page.getByRole('button', { name: '导出 Excel' }).or(page.getByRole('link', { name: '导出 Excel' })).first().click()
  const path = await (await download).path()
  expect((await download).suggestedFilename()).toMatch(/清欠台账_\d{8}\.xlsx$/)
  expect(readFileSync(path).subarray(0, 2).toString()).toBe('PK')
})

async function wantsFigure(page: Page, url: string): Promise<string> {
  await page.goto(city.url + url)
  await page.getByText('元', { exact: true }).first().click()
  return expect.poll(async () => amountIn(await settled(page), '拖欠金额'), { timeout: 10_000 }).toBeTruthy().then(async () => amountIn(await settled(page), '拖欠金额')!)
}

test('city office: from the city down to the rows, the same figure stands at each step', async () => {
  const page = await signedIn(browser, city, 'office.140500', '/u/140500/board')
  await page.getByText('元', { exact: true }).first().click()
  const board = await settled(page)
  const rowOfCounty = board.split('\n').join(' ')
  const inTable = /阳城县\s+\d+\s+\d+\s+([\d,]+\.\d\d)/.exec(rowOfCounty)?.[1]
  await page.getByRole('link', { name: '阳城县' }).first().click()
  await page.waitForURL(/140522/)
  const figure = await wantsFigure(page, '/u/140522/board')
  expect(figure).toBe(inTable)
  await page.goto(`${city.url}/u/140522/ledger`)
  await expect.poll(async () => (await settled(page)).includes(figure), { timeout: 10_000 }).toBe(true)
})

test('admins: a unit is opened, a person invited, and signs in with a password of their own', async () => {
  const system = await signedIn(browser, city, 'system.140500', '/u/140500/units')
  expect(await settled(system)).toMatch(/晋城市/)
  await shoot(system, 'journey-units')
  const program = await city.signIn('system.140500')
  const { data } = await program.ask('InviteUser', { input: { requestId: crypto.randomUUID(), unit: '140521104', account: 'second.140521104', name: '第二经办人', role: 'CLERK' } })
  const page = await (await browser.newContext({ locale: 'zh-CN' })).newPage()
  await page.goto(`${city.url}/activate#account=second.140521104&code=${encodeURIComponent(data!.inviteUser.activationCode as string)}`)
  await page.getByLabel('新密码').fill('Jiafeng-2026!')
  await page.getByLabel('再输一遍').fill('Jiafeng-2026!')
  await page.getByRole('button', { name: '激活并登录' }).click()
  await page.waitForURL(/\/u\/140521104\//)
  const security = await signedIn(browser, city, 'security.140500', '/u/140500/keys')
  expect(await settled(security)).toMatch(/密钥/)
})
