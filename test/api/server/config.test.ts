import { expect, test } from 'vitest'
import { ConfigError, isLoopback, readConfig, refuseDemoAbroad } from '../../../apps/api/src/platform/config.ts'
import { openLog, requestIdFrom } from '../../../apps/api/src/platform/log.ts'

test('the contract\'s defaults', () => {
  expect(readConfig({})).toMatchObject({ port: 4000, host: '127.0.0.1', databaseUrl: null, demo: true, demoPassword: 'Qinshui-2022' })
  expect(readConfig({}).dataDir).toMatch(/\.data$/)
  expect(readConfig({ DATABASE_URL: 'postgres://a:b@c/d' }).demo).toBe(false)
  expect(readConfig({ DATABASE_URL: 'postgres://a:b@c/d', DEMO: 'on', PORT: '0', ORIGINS: 'https://qq.example, https://a.example:8443' })).toMatchObject({ demo: true, port: 0, origins: ['https://qq.example', 'https://a.example:8443'] })
})

test('everything at fault is said at once, without passwords', () => {
  const read = (): unknown => readConfig({ PORT: '99999', DEMO: 'yes', DATABASE_URL: 'mysql://root:geheim@x', ORIGINS: 'qq.example', LOG_LEVEL: 'loud' })
  expect(read).toThrow(ConfigError)
  for (const part of ['PORT is "99999"', 'DEMO is "yes"', 'DATABASE_URL must look like', 'ORIGINS holds "qq.example"', 'LOG_LEVEL is "loud"']) expect(read).toThrow(part)
  expect(read).not.toThrow('geheim')
})

test('demo accounts stay at home', () => {
  for (const host of ['127.0.0.1', 'localhost', '::1', '127.8.9.1']) expect(isLoopback(host)).toBe(true)
  for (const host of ['0.0.0.0', '::', '10.0.0.1', 'example.com', '127.0.0.1.evil.example']) expect(isLoopback(host)).toBe(false)
  expect(() => refuseDemoAbroad(readConfig({ HOST: '0.0.0.0' }), true)).toThrow('demo accounts')
  expect(() => refuseDemoAbroad(readConfig({ HOST: '0.0.0.0' }), false)).not.toThrow()
  expect(() => refuseDemoAbroad(readConfig({}), true)).not.toThrow()
})

test('the log keeps no secrets and no row contents', () => {
  const lines: string[] = []
  const log = openLog('info', { write: (line) => void lines.push(line) })
  const failure = Object.assign(new Error('duplicate key'), { code: '23505', detail: 'Key (name)=(Zhang San)', where: 'parameters: Zhang San' })
  log.info({ variables: { password: 'P4ss' }, headers: { authorization: 'Bearer abc', cookie: 's=abc' }, token: 'abc', input: { password: 'P4ss' } }, 'x')
  log.error({ err: failure }, 'y')
  expect(lines.join()).not.toMatch(/P4ss|abc|Zhang/)
  expect(JSON.parse(lines[1]!)).toMatchObject({ err: { code: '23505', message: 'duplicate key' } })
})

test('request ids come from the caller only where they are ids', () => {
  expect(requestIdFrom('a1b2c3d4-e5')).toBe('a1b2c3d4-e5')
  for (const odd of [undefined, 'short', 'x'.repeat(65), 'a\nb12345678', ['a1b2c3d4-e5']]) expect(requestIdFrom(odd)).toMatch(/^[0-9a-f-]{36}$/)
})
