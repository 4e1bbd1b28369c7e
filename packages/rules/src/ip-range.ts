/** IP addresses and ranges ("10.0.0.0/8", "2001:db8::/32"), IPv4 and IPv6. An IPv4-mapped IPv6 address is the IPv4 address. */

/** All addresses from `from` to `to`, both included, of one family. */
export interface IpRange {
  readonly family: 4 | 6
  readonly from: bigint
  readonly to: bigint
}

interface Address { family: 4 | 6; value: bigint }

const MAPPED = 0xffffn

/** Reads one address; null for anything else. Leading zeros ("010") are refused: some read them as octal. */
export function parseIp(text: string): Address | null {
  return text.includes(':') ? readSix(text) : readFour(text)
}

function readFour(text: string): Address | null {
  const parts = text.split('.')
  if (parts.length !== 4 || !parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256)) return null
  return { family: 4, value: parts.reduce((value, part) => (value << 8n) | BigInt(part), 0n) }
}

function readSix(text: string): Address | null {
  const halves = text.split('::')
  if (halves.length > 2) return null
  const [head, tail] = [groupsOf(halves[0]!), halves.length === 2 ? groupsOf(halves[1]!) : []]
  if (!head || !tail) return null
  const missing = 8 - head.length - tail.length
  if (halves.length === 2 ? missing < 1 : missing !== 0) return null
  const value = [...head, ...Array<bigint>(missing).fill(0n), ...tail].reduce((sum, group) => (sum << 16n) | group, 0n)
  return value >> 32n === MAPPED ? { family: 4, value: value & 0xffff_ffffn } : { family: 6, value }
}

/** The 16-bit groups of one side of "::"; the last may be a dotted IPv4 address. */
function groupsOf(text: string): bigint[] | null {
  if (text === '') return []
  const groups: bigint[] = []
  const parts = text.split(':')
  for (const [index, part] of parts.entries()) {
    if (/^[0-9a-f]{1,4}$/i.test(part)) groups.push(BigInt(`0x${part}`))
    else {
      const four = index === parts.length - 1 ? readFour(part) : null
      if (!four) return null
      groups.push(four.value >> 16n, four.value & MAPPED)
    }
  }
  return groups
}

/** Reads an address or a range in CIDR form; null for anything else. Bits beyond the prefix are ignored. */
export function parseIpRange(text: string): IpRange | null {
  const [address, prefix, ...more] = text.trim().split('/')
  const ip = more.length > 0 ? null : parseIp(address!)
  if (!ip) return null
  const bits = ip.family === 4 ? 32 : 128
  if (prefix !== undefined && !/^(0|[1-9]\d{0,2})$/.test(prefix)) return null
  // A mapped address counts its prefix over all 128 bits.
  const length = prefix === undefined ? bits : Number(prefix) - (ip.family === 4 && address!.includes(':') ? 96 : 0)
  if (length < 0 || length > bits) return null
  const open = (1n << BigInt(bits - length)) - 1n
  return { family: ip.family, from: ip.value & ~open, to: ip.value | open }
}

/** Does an address lie in one of the ranges? No ranges: everywhere is allowed. What is no address lies nowhere. */
export function ipAllowed(text: string, ranges: readonly IpRange[]): boolean {
  if (ranges.length === 0) return true
  const ip = parseIp(text)
  return ip !== null && ranges.some((range) => range.family === ip.family && ip.value >= range.from && ip.value <= range.to)
}

/** Whoever has one address of an IPv6 network has them all: limits count by the /64. */
export function neighbourhood(text: string): string {
  const ip = parseIp(text)
  return ip?.family === 6 ? `6/${ip.value >> 64n}` : ip ? `4/${ip.value}` : text.slice(0, 60)
}
