/** T-XLS-1, T-XLS-2, T-UPL-1 through the real route: a hostile file gets a 4xx with a plain sentence, nothing is written, the worker and its memory are gone. */
import { randomUUID } from 'node:crypto'
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { archive, sheetXml, text, utf8, workbookParts, xlsx } from '../importing/files.ts'
import { RUNS, type Reply, type Stage, bearer, expectDecent, send, upload } from './stage.ts'

interface At { readonly stage: Stage; readonly token: string }

const heading = `<row r="1">${text('A1', '债权企业')}${text('B1', '到期日')}${text('C1', '欠款金额')}</row>`
const row = (creditor: string): string => `<row r="2">${text('A2', creditor)}${text('B2', '2021-3-5')}<c r="C2"><v>5</v></c></row>`
const good = utf8('债权企业,到期日,欠款金额\n甲厂,2021-3-5,100\n')
/** A thousand to one. */
const bomb = (declared?: number): Buffer => archive({ ...workbookParts(sheetXml(heading)), 'xl/media/a.bin': Buffer.alloc(60 * 2 ** 20) }, declared)
const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64')
const laughs = `<!DOCTYPE l [<!ENTITY a0 "ha">${Array.from({ length: 12 }, (_, n) => `<!ENTITY a${n + 1} "${`&a${n};`.repeat(10)}">`).join('')}]>`

const HOSTILE: Record<string, () => Uint8Array> = {
  'zip bomb': () => bomb(), 'zip bomb with forged sizes': () => bomb(10),
  'sizes forged to 4 GB': () => bomb(0xfffffffe),
  'XXE': () => archive(workbookParts(`<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>${sheetXml(heading + row('&e;'))}`)),
  'XXE in UTF-16': () => Buffer.from(`\ufeff<?xml version="1.0" encoding="utf-16"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>`, 'utf16le'),
  'billion laughs': () => archive(workbookParts(laughs + sheetXml(heading + row('&a12;')))),
  '0 bytes': () => new Uint8Array(), 'a picture called .xlsx': () => png, 'an executable': () => Buffer.concat([Buffer.from('MZ\x90\x00'), Buffer.alloc(500, 1)]),
  'SVG with script': () => utf8('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'), 'a web page': () => utf8('<html><table><tr><td>债权企业</td></tr></table></html>'),
  'PDF': () => utf8('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj'), 'a zip in a zip': () => archive({ 'a.xlsx': archive(workbookParts(sheetXml(heading))) }),
  'two parts of one name': () => { const parts = workbookParts(sheetXml(heading)); return archive({ ...parts, 'xl\\workbook.xml': 'x' }) },
  'column XFE1048577': () => archive(workbookParts(sheetXml(`${heading}<row r="1048577"><c r="XFE1048577"><v>1</v></c></row>`))),
  'EICAR': () => utf8('X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'),
  'headings alone by the thousand': () => utf8(`${'债权企业,'.repeat(300)}\n`),
}

export function sheetTests(at: () => At): void {
  const send1 = (bytes: Uint8Array, fields: Record<string, string | null> = {}, name?: string): Promise<Reply> => upload(at().stage.city, at().token, bytes, { mode: 'acceptedOnly', ...fields }, name)
  const counts = async (): Promise<unknown> => {
    const [rows] = await at().stage.city.app.database.overlook({ sql: 'select (select count(*) from payable)::int as payables, (select count(*) from journal_entry)::int as entries, (select count(*) from import_run)::int as runs' })
    return rows![0]
  }
  const raw = (payload: string | Buffer, boundary = 'b'): Promise<Reply> => send(`${at().stage.city.url}/api/imports/payables`, typeof payload === 'string' ? payload : new Uint8Array(payload), { 'content-type': `multipart/form-data; boundary=${boundary}`, ...bearer(at().token) })
  const part = (name: string, value: string, more = ''): string => `--b\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n${value}\r\n`
  const refused = (reply: Reply, about: string): void => {
    expectDecent(reply, about)
    expect([about, reply.status >= 400 && reply.status < 500], reply.text).toEqual([about, true])
    expect(JSON.parse(reply.text).message ?? JSON.parse(reply.text).errors[0].message, about).toMatch(/^.{4,120}$/)
  }

  test('files that are no ledgers or mean harm', async () => {
    const before = await counts()
    const rss = process.memoryUsage.rss()
    const names = Object.keys(HOSTILE).values()
    const worker = async (): Promise<void> => {
      for (const name of names) {
        const reply = await send1(HOSTILE[name]!(), {}, 'ledger.xlsx')
        refused(reply, name)
        expect(reply.took, name).toBeLessThan(15_000)
        expect(reply.text, name).not.toMatch(/root:|ENTITY|haha/)
      }
    }
    await Promise.all([worker(), worker()])
    expect(await counts()).toEqual(before)
    const workers = (process as unknown as { getActiveResourcesInfo(): string[] }).getActiveResourcesInfo().filter((kind) => kind === 'Worker' || kind === 'MessagePort')
    expect(workers.length).toBeLessThan(3)
    expect(process.memoryUsage.rss() - rss).toBeLessThan(700 * 2 ** 20)
    expect((await send1(good, { mode: 'dryRun' })).status).toBe(200)
  }, 60_000)

  test('forms: 25 MB, missing, doubled, empty, unknown and overlong fields, broken multipart', async () => {
    const before = await counts()
    const large = await send1(new Uint8Array(25 * 2 ** 20), {}).catch((error: unknown) => error)
    // the server may hang up before all of it is sent
    if (!(large instanceof Error)) expect([large as Reply].map(({ status, text }) => [status, JSON.parse(text).code])).toEqual([[413, 'FILE_TOO_LARGE']])
    const file = (name = 'a.csv'): string => part('file', Buffer.from(good).toString('latin1'), `; filename="${name}"`)
    const fields = part('mode', 'acceptedOnly') + part('requestId', randomUUID())
    for (const [about, payload] of Object.entries({
      'no file': `${fields}--b--\r\n`, 'no requestId': `${file()}--b--\r\n`, 'file as a field': `${part('file', 'x')}${fields}--b--\r\n`, 'two files': `${file()}${file()}${fields}--b--\r\n`, 'another name': `${part('upload', 'x', '; filename="a.csv"')}${fields}--b--\r\n`,
      'nothing': '', 'no end': `${fields}--b\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\nabc`, 'not multipart': 'hello', 'no names': '--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--\r\n', 'many fields': `${part('x', 'y').repeat(50)}${file()}--b--\r\n`,
      'a long field': `${part('mode', 'x'.repeat(70_000))}${file()}--b--\r\n`, 'mode of nobody': `${part('mode', '__proto__')}${file()}--b--\r\n`, 'last mode wins, and is wrong': `${part('mode', 'dryRun')}${part('mode', 'x')}${part('requestId', randomUUID())}${file()}--b--\r\n`,
      'prototype as a field': `${part('__proto__', 'x')}${part('mode', 'x')}${file()}--b--\r\n`, 'deep mapping': `${fields}${part('mapping', `${'['.repeat(20_000)}${']'.repeat(20_000)}`)}${file()}--b--\r\n`, 'mapping of nothing': `${fields}${part('mapping', '{"a":{"creditor":"x"}}')}${file()}--b--\r\n`,
    })) refused(await raw(payload), about)
    refused(await send(`${at().stage.city.url}/api/imports/payables`, '{}', { 'content-type': 'application/json', ...bearer(at().token) }), 'JSON')
    for (const unit of ['140521101', '140521', 'x', '\u0000', '__proto__']) expect((await send1(good, { unit })).status, unit).toBe(404)
    expect(await counts()).toEqual(before)
  })

  test('names of files are only names', async () => {
    const names = ['../../../../etc/passwd\u0000.csv', `${'😀'.repeat(101)}a`, '=cmd"; filename="b.exe', '..\\..\\boot.ini', '/etc/cron.d/x.csv', 'x'.repeat(5_000), '\u202egpj.csv', 'CON', '.', '']
    for (const name of names.slice(0, RUNS >= 20_000 ? names.length : 3)) {
      const reply = await send1(good, { mode: 'dryRun' }, name)
      expectDecent(reply, name)
      const { annotatedFile } = JSON.parse(reply.text) as { annotatedFile: string }
      const file = await send(`${at().stage.city.url}${annotatedFile}`, undefined, bearer(at().token), 'HEAD')
      expect([name.slice(0, 20), file.status]).toEqual([name.slice(0, 20), 200])
      expect(file.headers.get('content-disposition'), name).toMatch(/^attachment; filename="import.xlsx"; filename\*=UTF-8''[\w%.~!*'()-]+$/)
      expect(file.headers.get('x-content-type-options')).toBe('nosniff')
    }
  }, 60_000)

  test('what the database cannot keep is left out; what the rules refuse is a refused row', async () => {
    for (const odd of ['债权企业&#0;', '债权企业_x0000_', '债权企业_x0001_']) {
      const reply = await send1(archive(workbookParts(sheetXml(heading.replace('债权企业', odd) + row('甲_x0000_\u0007')))), { mode: 'dryRun' }, 'a.xlsx')
      expect([odd, reply.status], reply.text).toEqual([odd, 200])
    }
    const lines = ['甲,2021-3-5,99999999999999999999', '甲,2021-3-5,9999999999999.99', '甲,2021-3-5,10000000000000', '甲,0000-01-01,5', '甲,9999-12-31,5', '甲,275760-09-13,5', '甲,2021-3-5,1e308', '甲,2021-3-5,-0', '甲,2021-3-5,0.001', '甲,2021-3-5,NaN', '甲,2021-3-5,٣', `${'甲'.repeat(4_000)},2021-3-5,7`]
    const reply = await send1(utf8(`债权企业,到期日,欠款金额\n${lines.join('\n')}\n`), { mode: 'acceptedOnly' })
    expectDecent(reply, 'odd rows')
    expect(reply.status).toBe(200)
    expect(JSON.parse(reply.text).rejected.length).toBeGreaterThan(5)
  })

  test('T-XLS-2: no text of a stranger comes back as a formula', async () => {
    const starts = ['=', '+', '-', '@', '\t=', '\r=', '＝', '＋', '－', '＠', ' =', '\ufeff=', '\n=', '"=', "'="]
    const texts = starts.map((start) => `${start}HYPERLINK("http://example.invalid","x")`)
    const bytes = await xlsx({ 台账: [['债权企业', '合同编号', '到期日', '欠款金额', '备注'], ...texts.map((each) => [each, each, 'not a day', 5, each])] })
    for (const [source, name] of [[bytes, 'a.xlsx'], [utf8(`债权企业,合同编号,到期日,欠款金额,备注\n${texts.map((each) => [each, each, 'not a day', '5', each].map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\n')}\n`), '=a.csv']] as const) {
      const { annotatedFile, rejected } = JSON.parse((await send1(source, { mode: 'dryRun' }, name)).text) as { annotatedFile: string; rejected: { message: string }[] }
      expect(rejected.length).toBeGreaterThan(10)
      for (const { message } of rejected) expect(message).not.toMatch(/^[=+\-@\t\r]/)
      const file = Buffer.from(await (await fetch(`${at().stage.city.url}${annotatedFile}`, { headers: bearer(at().token) })).arrayBuffer())
      const { unzip } = await import('../../../apps/api/src/importing/zip.ts')
      const parts = [...unzip(file)].filter(([part]) => /worksheets\/sheet\d+\.xml$/.test(part)).map(([, xml]) => xml.toString())
      expect(parts.length).toBeGreaterThan(0)
      for (const xml of parts) expect(xml).not.toMatch(/<f[ >]/)
    }
  }, 60_000)

  test('slow, cancelled and broken-off uploads leave nothing, and one account cannot take all turns', async () => {
    const before = await counts()
    const { port } = new URL(at().stage.city.url)
    const begin = (): ReturnType<typeof connect> => {
      const socket = connect(Number(port), '127.0.0.1')
      socket.on('error', () => undefined)
      socket.write(`POST /api/imports/payables HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\nauthorization: Bearer ${at().token}\r\ncontent-type: multipart/form-data; boundary=b\r\ncontent-length: 5000000\r\n\r\n--b\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n`)
      return socket
    }
    const slow = Array.from({ length: 8 }, begin)
    await sleep(300)
    for (const socket of slow) socket.write('a')
    expect((await send1(good)).status).toBe(429)
    const other = (await at().stage.city.signIn('clerk.140521102')).token
    expect((await upload(at().stage.city, other, good)).status).toBe(200)
    for (const socket of slow) socket.destroy()
    await sleep(300)
    const own = await counts() as { runs: number }
    expect(own.runs).toBe((before as { runs: number }).runs + 1) // the other clerk's
    const many = utf8(`债权企业,到期日,欠款金额\n${Array.from({ length: 60_000 }, (_, n) => `厂${n},2021-3-5,${n + 1}\n`).join('')}`)
    const requestId = randomUUID()
    const started = await upload(at().stage.city, at().token, many, { mode: 'acceptedOnly', requestId }, 'a.csv', { prefer: 'respond-async' })
    expect(started.status).toBe(202)
    const { importId } = JSON.parse(started.text) as { importId: string }
    const stranger = await send(`${at().stage.city.url}/api/imports/${importId}`, undefined, bearer(other), 'DELETE')
    expect(stranger.status).toBe(404)
    const cancelled = await send(`${at().stage.city.url}/api/imports/${importId}`, undefined, bearer(at().token), 'DELETE')
    expect([cancelled.status, JSON.parse(cancelled.text).status]).toEqual([200, 'CANCELLED'])
    expect(await counts()).toEqual(own)
  }, 60_000)
}
