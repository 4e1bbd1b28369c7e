/** `node infra/shots.ts`: makes the pictures of README and docs from the product itself, on a demo city of its own. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { openBrowser } from '../test/harness/browser.ts'

const ROOT = resolve(import.meta.dirname, '..')
const PICTURES = join(ROOT, 'docs/pictures')
const PASSWORD = 'Qinshui-2022'

interface Shot {
  name: string
  account: string
  path: string
  width?: number
  height?: number
  dark?: boolean
}

const SHOTS: Shot[] = [
  { name: 'board', account: 'office.140521', path: '/u/140521/board', height: 1000 },
  { name: 'board-city', account: 'office.140500', path: '/u/140500/board', height: 900 },
  { name: 'ledger', account: 'office.140522', path: '/u/140522/ledger' },
  { name: 'report', account: 'clerk.140521100', path: '/u/140521100/report', height: 700 },
  { name: 'import', account: 'clerk.140521100', path: '/u/140521100/import' },
  { name: 'screen', account: 'office.140500', path: '/screen?unit=140500', width: 1920, height: 1080 },
]

async function startServer(dataDir: string): Promise<{ url: string; child: ChildProcess }> {
  const child = spawn(process.execPath, [join(ROOT, 'apps/api/dist/main.js')], { env: { ...process.env, DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'warn' }, stdio: ['ignore', 'pipe', 'inherit'] })
  const url = await new Promise<string>((found, failed) => {
    child.stdout!.on('data', (chunk: Buffer) => {
      const ready = /ready (http:\S+)/.exec(chunk.toString())?.[1]
      if (ready) found(ready)
    })
    child.once('exit', (code) => failed(new Error(`the server ended with ${code}`)))
  })
  return { url, child }
}

async function shoot(browser: Browser, url: string, shot: Shot): Promise<void> {
  const context = await browser.newContext({ viewport: { width: shot.width ?? 1440, height: shot.height ?? 900 }, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', colorScheme: shot.dark ? 'dark' : 'light' })
  const page: Page = await context.newPage()
  await page.goto(url)
  await page.getByLabel('账号').fill(shot.account)
  await page.getByLabel('密码').fill(PASSWORD)
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/u\//)
  await page.goto(url + shot.path)
  await page.waitForTimeout(2500)
  await page.screenshot({ path: join(PICTURES, `${shot.name}.png`), animations: 'disabled' })
  await context.close()
  console.log(`docs/pictures/${shot.name}.png`)
}

mkdirSync(PICTURES, { recursive: true })
const dataDir = mkdtempSync(join(tmpdir(), 'qingqian-shots-'))
const { url, child } = await startServer(dataDir)
const browser = await openBrowser()
try {
  const wanted = process.argv.slice(2)
  for (const shot of SHOTS) if (wanted.length === 0 || wanted.includes(shot.name)) await shoot(browser, url, shot)
} finally {
  await browser.close()
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  await ended
  rmSync(dataDir, { recursive: true, force: true })
}
