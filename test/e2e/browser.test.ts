import { statSync } from 'node:fs'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser, shoot } from '../harness/browser.ts'

let browser: Browser
beforeAll(async () => { browser = await openBrowser() })
afterAll(() => browser.close())

test('the browser draws Chinese text, each character its own', async () => {
  const page = await browser.newPage({ viewport: { width: 800, height: 300 } })
  await page.setContent(`<h1>清欠台账</h1><p style="font-family: sans-serif">拖欠账款 1,234,567.89 元 · 截至 2022年6月30日</p><p><b>沁水县 晋城市</b> <canvas></canvas></p>`)
  // a missing glyph is the same box for every character
  const distinct = await page.evaluate(`(() => {
    const drawn = [...'清欠台账款单位'].map((character) => {
      const canvas = document.createElement('canvas'), pen = canvas.getContext('2d')
      pen.font = '40px sans-serif'
      pen.fillText(character, 0, 50)
      return canvas.toDataURL()
    })
    return new Set(drawn).size
  })()`)
  expect(distinct).toBe(7)
  expect(await page.evaluate('new Date(2022, 5, 30).getTimezoneOffset()')).toBe(-480)
  expect(statSync(await shoot(page, 'browser-chinese')).size).toBeGreaterThan(5_000)
})
