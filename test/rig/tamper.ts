/**
 * What somebody with every right on the database could do to a journal. Each forgery names where it lies, so that a test can
 * ask whether the verifier found it there. The forger knows how hashes are made and uses it where that helps.
 */
import { hashAfter, type KeptHead, type Line } from './verify.ts'

export interface Forgery {
  name: string
  lines: Line[]
  unit: string
  /** Where the forgery begins. */
  seq: bigint
  /** It hashed its work well: only somebody who kept a head can find it. */
  needsHead: boolean
}

/** A source of numbers: `pick(n)` is 0…n−1. */
export type Pick = (below: number) => number

interface Ledger {
  lines: Line[]
  units: string[]
  chain(unit: string): Line[]
}

const numbered = (chain: Line[]): Line[] => chain.map((line, index) => ({ ...line, seq: `${index + 1}` }))

/** Hashes a chain anew from an index on. */
function rehashed(chain: Line[], from: number): Line[] {
  const out = chain.slice(0, from)
  for (const line of chain.slice(from)) out.push({ ...line, hash: hashAfter(out.at(-1)?.hash ?? '', line) })
  return out
}

const FIELDS = ['amount', 'effectiveOn', 'recordedAt', 'reason', 'payable', 'kind', 'onBehalf', 'recordedBy', 'recordedName', 'legs', 'detail', 'id', 'hash', 'reverses', 'county'] as const

function changeField(line: Line, pick: Pick): Line {
  const field = FIELDS[pick(FIELDS.length)]!
  switch (field) {
    case 'amount':
      return { ...line, amount: `${BigInt(line.amount) + 1n}` }
    case 'effectiveOn':
      return { ...line, effectiveOn: line.effectiveOn === '2019-01-01' ? '2019-01-02' : '2019-01-01' }
    case 'recordedAt':
      return { ...line, recordedAt: new Date(Date.parse(line.recordedAt) + 1).toISOString() }
    case 'onBehalf':
      return { ...line, onBehalf: !line.onBehalf }
    case 'reason':
    case 'reverses':
      return { ...line, [field]: line[field] === null ? '' : null }
    case 'detail':
      return { ...line, detail: { ...(line.detail as object), voucherNo: '另一张' } }
    case 'legs':
      return { ...line, legs: [...(line.legs as []), [0, 'x', 1, 1, 0, '1', '1', '0', '0', '0', '0']] }
    case 'hash':
      return { ...line, hash: (line.hash.startsWith('0') ? '1' : '0') + line.hash.slice(1) }
    default:
      return { ...line, [field]: `${line[field]}x` }
  }
}

type Forge = (ledger: Ledger, pick: Pick) => Omit<Forgery, 'name' | 'lines'> & { chain: Line[]; other?: { unit: string; chain: Line[] } } | null

const chosen = (ledger: Ledger, pick: Pick, least = 1): { unit: string; chain: Line[]; at: number } | null => {
  const units = ledger.units.filter((unit) => ledger.chain(unit).length >= least)
  if (units.length === 0) return null
  const unit = units[pick(units.length)]!
  const chain = ledger.chain(unit)
  return { unit, chain, at: pick(chain.length) }
}

const FORGERIES: Record<string, Forge> = {
  'a field changed': (ledger, pick) => {
    const { unit, chain, at } = chosen(ledger, pick)!
    return { unit, seq: BigInt(at + 1), needsHead: false, chain: chain.with(at, changeField(chain[at]!, pick)) }
  },
  'an entry deleted': (ledger, pick) => {
    const found = chosen(ledger, pick, 2)
    if (!found) return null
    const at = found.at === found.chain.length - 1 ? 0 : found.at
    return { unit: found.unit, seq: BigInt(at + 1), needsHead: false, chain: found.chain.toSpliced(at, 1) }
  },
  'an entry deleted, the rest numbered anew': (ledger, pick) => {
    const found = chosen(ledger, pick, 2)
    if (!found) return null
    const at = found.at === found.chain.length - 1 ? 0 : found.at
    return { unit: found.unit, seq: BigInt(at + 1), needsHead: false, chain: numbered(found.chain.toSpliced(at, 1)) }
  },
  'an entry inserted, hashed rightly itself': (ledger, pick) => {
    const { unit, chain, at } = chosen(ledger, pick)!
    const forged = { ...chain[at]!, id: `${chain[at]!.id.slice(0, -4)}ffff`, amount: '1' }
    const hash = hashAfter(chain[at - 1]?.hash ?? '', forged)
    return { unit, seq: BigInt(at + 1), needsHead: false, chain: numbered(chain.toSpliced(at, 0, { ...forged, hash })) }
  },
  'two entries change places': (ledger, pick) => {
    const found = chosen(ledger, pick, 2)
    if (!found) return null
    const at = Math.min(found.at, found.chain.length - 2)
    const [one, two] = [found.chain[at]!, found.chain[at + 1]!]
    return { unit: found.unit, seq: BigInt(at + 1), needsHead: false, chain: numbered(found.chain.with(at, two).with(at + 1, one)) }
  },
  'an entry back-dated and hashed anew': (ledger, pick) => {
    const found = chosen(ledger, pick, 2)
    if (!found) return null
    const at = Math.min(found.at, found.chain.length - 2)
    const line = { ...found.chain[at]!, recordedAt: '2022-01-01T00:00:00.000Z', effectiveOn: '2021-12-31' }
    return { unit: found.unit, seq: BigInt(at + 1), needsHead: false, chain: found.chain.with(at, { ...line, hash: hashAfter(found.chain[at - 1]?.hash ?? '', line) }) }
  },
  'the tail cut off': (ledger, pick) => {
    const { unit, chain, at } = chosen(ledger, pick)!
    return { unit, seq: BigInt(at + 1), needsHead: true, chain: chain.slice(0, at) }
  },
  'two units swapped': (ledger, pick) => {
    const one = chosen(ledger, pick)!
    const unit = ledger.units.find((each) => each !== one.unit)
    if (!unit) return null
    const other = ledger.chain(unit)
    return { unit: one.unit, seq: 1n, needsHead: false, chain: other.map((line) => ({ ...line, unit: one.unit })), other: { unit, chain: one.chain.map((line) => ({ ...line, unit })) } }
  },
  'an entry moved to another unit, its hash kept': (ledger, pick) => {
    const one = chosen(ledger, pick)!
    const unit = ledger.units.find((each) => each !== one.unit)
    if (!unit) return null
    const chain = ledger.chain(unit)
    return { unit, seq: BigInt(chain.length + 1), needsHead: false, chain: [...chain, { ...one.chain[one.at]!, unit, seq: `${chain.length + 1}` }] }
  },
  'an amount changed and everything after it hashed anew': (ledger, pick) => {
    const { unit, chain, at } = chosen(ledger, pick)!
    return { unit, seq: BigInt(at + 1), needsHead: true, chain: rehashed(chain.with(at, { ...chain[at]!, amount: `${BigInt(chain[at]!.amount) + 100n}` }), at) }
  },
  'an entry deleted and everything after it numbered and hashed anew': (ledger, pick) => {
    const found = chosen(ledger, pick, 2)
    if (!found) return null
    return { unit: found.unit, seq: BigInt(found.at + 1), needsHead: true, chain: rehashed(numbered(found.chain.toSpliced(found.at, 1)), found.at) }
  },
}

export const FORGERY_NAMES = Object.keys(FORGERIES)

/** Forges a copy; null where the ledger is too small for that. */
export function forge(name: string, lines: readonly Line[], pick: Pick): Forgery | null {
  const byUnit = Map.groupBy(lines, (line) => line.unit)
  const ledger: Ledger = { lines: [...lines], units: [...byUnit.keys()], chain: (unit) => byUnit.get(unit)! }
  const forged = FORGERIES[name]!(ledger, pick)
  if (!forged) return null
  byUnit.set(forged.unit, forged.chain)
  if (forged.other) byUnit.set(forged.other.unit, forged.other.chain)
  return { name, unit: forged.unit, seq: forged.seq, needsHead: forged.needsHead, lines: [...byUnit.values()].flat() }
}

/** The heads that somebody keeps who looks every so many entries, and at the end. */
export function headsEvery(lines: readonly Line[], every: number): KeptHead[] {
  const heads: KeptHead[] = []
  for (const [unit, chain] of Map.groupBy(lines, (line) => line.unit)) {
    for (const [index, line] of chain.entries()) if ((index + 1) % every === 0 || index === chain.length - 1) heads.push({ unit, seq: line.seq, hash: line.hash })
  }
  return heads
}

/** Numbers that follow from a seed (mulberry32): a forgery can be made again. */
export function pickFrom(seed: number): Pick {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) % below
  }
}

export interface TamperScore {
  tried: number
  found: number
  located: number
  misses: string[]
}

/**
 * Tries so many forgeries. Located: a finding in the unit whose range begins at or before the forgery and ends at it or at
 * the joint behind it (what follows no longer follows), and no wider than between two kept heads.
 */
export function tamper(lines: readonly Line[], times: number, seed: number, verifyWith: (lines: readonly Line[], heads: readonly KeptHead[]) => { findings: { unit: string; from: bigint; to: bigint }[] }): TamperScore {
  const pick = pickFrom(seed)
  const heads = headsEvery(lines, 5)
  const score: TamperScore = { tried: 0, found: 0, located: 0, misses: [] }
  for (let k = 0; score.tried < times && k < times * 3; k++) {
    const forgery = forge(FORGERY_NAMES[k % FORGERY_NAMES.length]!, lines, pick)
    if (!forgery) continue
    score.tried++
    const { findings } = verifyWith(forgery.lines, heads)
    const there = findings.filter((finding) => finding.unit === forgery.unit && finding.from <= forgery.seq + 1n && finding.to >= forgery.seq && (finding.from === finding.to || finding.from >= forgery.seq - 5n))
    if (findings.length > 0) score.found++
    if (there.length > 0) score.located++
    else score.misses.push(`${forgery.name} at ${forgery.unit} ${forgery.seq}: ${findings.map((finding) => `${finding.unit} ${finding.from}-${finding.to}`).slice(0, 3).join('; ') || 'nothing found'}`)
  }
  return score
}
