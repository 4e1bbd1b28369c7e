/**
 * The verifier: checks an exported journal without the product, by docs/verify.md alone. It shares no line with the writer
 * and needs nothing but Node ≥ 22.18, offline:
 *
 *     node verify.ts journal.jsonl [heads.jsonl]
 *
 * Exit 0: everything follows; 1: findings, one a line, the first fault first; 2: the files cannot be read.
 */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

export type Value = string | number | boolean | null | Value[] | { [key: string]: Value }

/** One line of the export. Amounts in fen, as text. */
export interface Line {
  county: string
  unit: string
  seq: string
  id: string
  payable: string
  kind: string
  amount: string
  effectiveOn: string
  /** ISO 8601, UTC, milliseconds. */
  recordedAt: string
  recordedBy: string
  recordedName: string
  onBehalf: boolean
  reason: string | null
  reverses: string | null
  detail: Value
  legs: Value
  /** 64 hexadecimal digits. */
  hash: string
}

/** A head that somebody kept: what a unit's chain was at a number. */
export interface KeptHead {
  unit: string
  seq: string
  hash: string
}

export type Fault = 'CHANGED' | 'MISSING' | 'TWICE' | 'BACK_DATED' | 'EFFECT_AFTER_RECORD' | 'TRUNCATED' | 'REWRITTEN' | 'UNREADABLE'

export interface Finding {
  fault: Fault
  unit: string
  /** The first and the last number the fault can lie at. */
  from: bigint
  to: bigint
  text: string
}

export interface Verdict {
  units: number
  entries: number
  headsChecked: number
  findings: Finding[]
}

/** JSON without blanks, keys of objects in the order of their UTF-16 code units. */
export function bytesOf(value: Value): string {
  if (value === null) return 'null'
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value)
    case 'number':
    case 'boolean':
      return String(value)
    default:
  }
  if (Array.isArray(value)) return '[' + value.map((each) => bytesOf(each)).join(',') + ']'
  let text = ''
  for (const key of Object.keys(value).sort()) text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${bytesOf(value[key] ?? null)}`
  return `{${text}}`
}

/** The hash of an entry after the one before it (no bytes before the first). */
export function hashAfter(previous: string, line: Line): string {
  const fields: Value[] = [
    'qingqian-entry-1', line.county, line.unit, line.seq, line.id, line.payable, line.kind, line.amount, line.effectiveOn, line.recordedAt,
    line.recordedBy, line.recordedName, line.onBehalf, line.reason, line.reverses, line.detail, line.legs,
  ]
  const sha = createHash('sha256')
  sha.update(Buffer.from(previous, 'hex'))
  sha.update(Buffer.from(bytesOf(fields), 'utf8'))
  return sha.digest('hex')
}

const shanghaiDay = (instant: string): string => new Date(Date.parse(instant) + 8 * 3600 * 1000).toISOString().slice(0, 10)

/** Checks every chain, then every kept head. */
export function verify(lines: readonly Line[], kept: readonly KeptHead[] = []): Verdict {
  const chains = new Map<string, Line[]>()
  for (const line of lines) {
    const chain = chains.get(line.unit)
    if (chain) chain.push(line)
    else chains.set(line.unit, [line])
  }
  const findings: Finding[] = []
  for (const [unit, chain] of [...chains].sort(([a], [b]) => (a < b ? -1 : 1))) findings.push(...verifyChain(unit, chain))
  const heads = new Map<string, KeptHead[]>()
  for (const head of kept) heads.set(head.unit, [...(heads.get(head.unit) ?? []), head])
  for (const [unit, ofUnit] of heads) findings.push(...verifyHeads(unit, chains.get(unit) ?? [], ofUnit))
  return { units: chains.size, entries: lines.length, headsChecked: kept.length, findings }
}

/** The order of lines in a file says nothing; their numbers do. A fault is named once: the check goes on from what is written. */
function verifyChain(unit: string, chain: Line[]): Finding[] {
  const findings: Finding[] = []
  const say = (fault: Fault, from: bigint, to: bigint, text: string): void => void findings.push({ fault, unit, from, to, text: `${unit} ${text}` })
  chain.sort((a, b) => (BigInt(a.seq) < BigInt(b.seq) ? -1 : BigInt(a.seq) > BigInt(b.seq) ? 1 : 0))
  let last = 0n
  let hash = ''
  let at = ''
  const ids = new Set<string>()
  for (const line of chain) {
    const seq = BigInt(line.seq)
    if (seq > last + 1n) say('MISSING', last + 1n, seq - 1n, `entries ${last + 1n} to ${seq - 1n} are missing`)
    if (seq === last) say('TWICE', seq, seq, `entry ${seq} is there twice`)
    if (ids.has(line.id)) say('TWICE', seq, seq, `entry ${seq} repeats an id`)
    if (seq < last + 2n && hashAfter(hash, line) !== line.hash) say('CHANGED', seq, seq, `entry ${seq}: its hash does not follow from entry ${last} and its content`)
    if (line.recordedAt < at) say('BACK_DATED', seq, seq, `entry ${seq} was recorded ${line.recordedAt}, before the one in front of it (${at})`)
    if (line.effectiveOn > shanghaiDay(line.recordedAt)) say('EFFECT_AFTER_RECORD', seq, seq, `entry ${seq} takes effect ${line.effectiveOn}, after the day it was recorded`)
    ids.add(line.id)
    last = seq
    hash = line.hash
    at = line.recordedAt
  }
  return findings
}

/** A kept head must stand in the chain at its number; if it doesn't, something up to it was rewritten or cut off. */
function verifyHeads(unit: string, chain: readonly Line[], kept: readonly KeptHead[]): Finding[] {
  const bySeq = new Map(chain.map((line) => [BigInt(line.seq), line.hash]))
  let last = 0n
  for (const seq of bySeq.keys()) if (seq > last) last = seq
  let good = 0n
  for (const head of [...kept].sort((a, b) => (BigInt(a.seq) < BigInt(b.seq) ? -1 : 1))) {
    const seq = BigInt(head.seq)
    if (seq > last) return [{ fault: 'TRUNCATED', unit, from: good + 1n, to: seq, text: `${unit} ends at entry ${last}, but the kept head says there were ${seq}: cut off, or rewritten from entry ${good + 1n} on` }]
    if (bySeq.get(seq) !== head.hash) {
      return [{ fault: 'REWRITTEN', unit, from: good + 1n, to: seq, text: `${unit} entry ${seq} is not the kept head ${head.hash.slice(0, 16)}…: something from entry ${good + 1n} to ${seq} was rewritten` }]
    }
    good = seq
  }
  return []
}

const TEXTS = ['county', 'unit', 'seq', 'id', 'payable', 'kind', 'amount', 'effectiveOn', 'recordedAt', 'recordedBy', 'recordedName', 'hash'] as const

/** Reads JSON Lines; throws a sentence with the number of the line at fault. */
export function parseLines(text: string): Line[] {
  return text.split('\n').flatMap((row, index) => {
    if (row.trim() === '') return []
    const line = JSON.parse(row) as Line
    for (const field of TEXTS) if (typeof line[field] !== 'string') throw new Error(`line ${index + 1}: ${field} is missing or no text`)
    if (!/^[1-9]\d*$/.test(line.seq) || !/^[0-9a-f]{64}$/.test(line.hash)) throw new Error(`line ${index + 1}: number or hash has another form`)
    return [line]
  })
}

export function parseHeads(text: string): KeptHead[] {
  return text.split('\n').filter((row) => row.trim() !== '').map((row) => JSON.parse(row) as KeptHead)
}

if (import.meta.main) {
  try {
    const [journal, heads] = process.argv.slice(2)
    if (!journal) throw new Error('usage: node verify.ts journal.jsonl [heads.jsonl]')
    const verdict = verify(parseLines(readFileSync(journal, 'utf8')), heads ? parseHeads(readFileSync(heads, 'utf8')) : [])
    for (const { fault, text } of verdict.findings) console.log(`${fault} ${text}`)
    console.log(`${verdict.entries} entries of ${verdict.units} units, ${verdict.headsChecked} kept heads: ${verdict.findings.length === 0 ? 'all follows' : `${verdict.findings.length} findings`}`)
    process.exitCode = verdict.findings.length === 0 ? 0 : 1
  } catch (error) {
    console.error(String(error))
    process.exitCode = 2
  }
}
