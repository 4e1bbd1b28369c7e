/** Every planted fault must turn its test red: a test that stays green with the fault in place proves nothing. */
import { spawn } from 'node:child_process'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { PLANTED } from './planted.ts'

const ROOT = resolve(import.meta.dirname, '../..')

function runWith(fault: (typeof PLANTED)[number]): Promise<{ code: number | null; said: string }> {
  return new Promise((done) => {
    const child = spawn(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', '--config', 'test/proof/planted.config.ts', fault.test], { cwd: ROOT, env: { ...process.env, PLANT: fault.name, CI: '1', NO_COLOR: '1', VITEST: '' } })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => { said += String(data) })
    child.once('exit', (code) => done({ code, said }))
  })
}

test.each(PLANTED.map((fault) => [fault.name, fault] as const))('red: %s', async (_, fault) => {
  const begun = performance.now()
  const { code, said } = await runWith(fault)
  const failed = said.split('\n').filter((line) => /^\s*×/.test(line))
  process.stderr.write(`planted "${fault.name}": ${failed.length} red in ${((performance.now() - begun) / 1000).toFixed(0)} s${failed[0] ? `: ${failed[0].trim().slice(2, 110)}` : ''}\n`)
  process.stderr.write(`    ${said.split('\n').find((line) => /Error: /.test(line))?.trim().slice(0, 160) ?? ''}\n`)
  expect(said).not.toContain('CANNOT PLANT')
  expect(code, said.slice(-3000)).toBe(1)
  expect(failed.some((line) => line.includes(fault.named)), said.slice(-3000)).toBe(true)
}, 240_000)
