import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ipAllowed, neighbourhood, parseIp, parseIpRange } from './ip-range.ts'

const allowed = (ip: string, ...ranges: string[]): boolean => ipAllowed(ip, ranges.map((range) => parseIpRange(range)!))

test('T-AUTH-4: addresses lie in their ranges and nowhere else, over both families', () => {
  expect(allowed('10.1.2.3', '10.0.0.0/8')).toBe(true)
  expect(allowed('11.1.2.3', '10.0.0.0/8')).toBe(false)
  expect(allowed('10.1.2.3', '192.168.1.1', '10.1.2.3')).toBe(true)
  expect(allowed('::ffff:10.1.2.3', '10.0.0.0/8')).toBe(true)
  expect(allowed('10.1.2.3', '::ffff:10.0.0.0/104')).toBe(true)
  expect(allowed('2001:db8:1::9', '2001:db8::/32')).toBe(true)
  expect(allowed('2001:db9::', '2001:db8::/32')).toBe(false)
  expect(allowed('10.1.2.3', '::/0')).toBe(false)
  expect(allowed('203.0.113.9', '0.0.0.0/0')).toBe(true)
  expect(allowed('unknown', '0.0.0.0/0', '::/0')).toBe(false)
  expect(ipAllowed('unknown', [])).toBe(true)
})

test.each(['', '1.2.3', '1.2.3.256', '01.2.3.4', '1.2.3.4/33', '1.2.3.4/', '1.2.3.4/8/8', '1:2:3', ':::', '1::2::3', '::/129', 'g::', '1:2:3:4:5:6:7:8:9', '10.0.0.0/-1', '::1.2.3.4:5'])('no range: %j', (text) => {
  expect(parseIpRange(text)).toBeNull()
})

test('an address holds all its own bits', () => {
  fc.assert(fc.property(fc.bigInt(0n, (1n << 128n) - 1n), (value) => {
    const text = Array.from({ length: 8 }, (_, group) => ((value >> BigInt(112 - 16 * group)) & 0xffffn).toString(16)).join(':')
    expect(parseIp(text)!.value).toBe(value >> 32n === 0xffffn ? value & 0xffff_ffffn : value)
  }))
  fc.assert(fc.property(fc.ipV6(), (text) => parseIp(text) !== null))
  fc.assert(fc.property(fc.ipV4(), (text) => parseIp(text)?.family === 4))
})

test('one IPv6 network is one neighbour', () => {
  expect(neighbourhood('2001:db8::1')).toBe(neighbourhood('2001:db8::ffff:1'))
  expect(neighbourhood('10.0.0.1')).not.toBe(neighbourhood('10.0.0.2'))
})
