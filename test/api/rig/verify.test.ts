/** The second verifier against forged ledgers (T-TAM-1, T-TAM-2), and once from end to end: a forger with the database's rights. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { EXPORT_SQL, ask, exportHeads, exportJournal, toJsonLines } from '../../rig/export.ts'
import { historyArbitrary, Run } from '../../rig/history.ts'
import { FORGERY_NAMES, forge, headsEvery, pickFrom, tamper } from '../../rig/tamper.ts'
import { bytesOf, hashAfter, type Line, verify } from '../../rig/verify.ts'

const SEED = Number(process.env.PROOF_SEED ?? 2022)
let run: Run
let journal: Line[]
beforeAll(async () => {
  run = new Run({ ...fc.sample(historyArbitrary(160, { writers: 1, processes: 1 }), { numRuns: 1, seed: SEED })[0]!, writers: 3 })
  await run.play()
  journal = await exportJournal(run.url)
})
afterAll(() => run.close())

test('T-TAM-1 440 random forgeries of eleven kinds are all found and located', () => {
  expect(journal.length).toBeGreaterThan(60)
  const score = tamper(journal, 440, SEED, verify)
  expect(score.misses).toEqual([])
  expect(score).toMatchObject({ tried: 440, found: 440, located: 440 })
})

test('T-TAM-1 no false alarm: 200 clean ledgers, each as it was at some moment, in any order of lines', () => {
  const pick = pickFrom(SEED)
  for (let k = 0; k < 200; k++) {
    const until = journal[pick(journal.length)]!.recordedAt
    const clean = journal.filter((line) => line.recordedAt <= until)
    expect(verify(clean.toSorted(() => pick(3) - 1), headsEvery(clean, 1 + pick(9))).findings).toEqual([])
  }
})

test('what is hashed anew to the end is found by a kept head and by nothing else', () => {
  for (const name of FORGERY_NAMES) {
    const forgery = forge(name, journal, pickFrom(SEED))!
    expect(verify(forgery.lines).findings.length > 0, name).toBe(!forgery.needsHead)
    expect(verify(forgery.lines, headsEvery(journal, 5)).findings.length, name).toBeGreaterThan(0)
  }
})

// The expected hash was made by a third implementation: python3's json and hashlib.
test('the bytes are as docs/verify.md says', () => {
  expect(bytesOf({ b: 1, a: [null, true, '沁\n"'], é: {} })).toBe('{"a":[null,true,"沁\\n\\""],"b":1,"é":{}}')
  const line: Line = {
    county: '140521', unit: '140521100', seq: '1', id: '0183308f-4f00-7000-8000-000000000001', payable: '0183308f-4f00-7000-8000-000000000002', kind: 'REGISTER', amount: '100000000', effectiveOn: '2021-03-01',
    recordedAt: '2022-09-12T02:00:00.000Z', recordedBy: 'clerk.140521100', recordedName: '龙港镇经办', onBehalf: false, reason: null, reverses: null, detail: { note: null, creditor: '沁水县建材有限公司' },
    legs: [[1, '00ff', 1, 1, 0, '100000000', '100000000', '0', '0', '0', '0']], hash: '',
  }
  expect(hashAfter('', line)).toBe('66f256ec4aa075768c7ab45c3cc3fcad586fe012d981ce4759bdea6e40df5a0e')
})

test('X4 from end to end: a forger with every right on the database, a third party with two files and one program', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'qingqian-verify-'))
  const client = new pg.Client({ connectionString: run.url })
  await client.connect()
  try {
    const heads = await exportHeads(run.url)
    writeFileSync(join(folder, 'heads.jsonl'), toJsonLines(heads))
    const program = join(import.meta.dirname, '../../rig/verify.ts')
    const check = async (): Promise<string> => {
      writeFileSync(join(folder, 'journal.jsonl'), toJsonLines((await client.query<{ line: object }>(EXPORT_SQL)).rows.map((row) => row.line)))
      try {
        return execFileSync(process.execPath, [program, join(folder, 'journal.jsonl'), join(folder, 'heads.jsonl')], { encoding: 'utf8' })
      } catch (error) {
        return (error as { stdout: string }).stdout
      }
    }
    expect(await check()).toContain('all follows')
    const [victim] = await ask<{ unit: string; seq: string }>(run.url, 'select unit_id as unit, seq from journal_entry where seq > 1 order by unit_id, seq limit 1')
    await client.query('alter table journal_entry disable trigger user')
    await client.query('update journal_entry set amount = amount - 1 where unit_id = $1 and seq = $2', [victim!.unit, victim!.seq])
    expect(await check()).toMatch(new RegExp(`^CHANGED ${victim!.unit} entry ${victim!.seq}: `))
    await client.query('delete from journal_entry where unit_id = $1 and seq >= $2', [victim!.unit, victim!.seq])
    expect(await check()).toMatch(new RegExp(`^TRUNCATED ${victim!.unit} ends at entry 1`))
  } finally {
    await client.end()
    rmSync(folder, { recursive: true })
  }
})
