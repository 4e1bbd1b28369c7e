import { afterAll, beforeAll, expect, test } from 'vitest'
import { sweepAccess } from '../../../apps/api/src/access/sweep.ts'
import type { Caller } from '../../../apps/api/src/access/caller.ts'
import { type FreshStage, type Stage, openFreshStage, openStage } from './stage.ts'

let stage: FreshStage
let other: Stage
beforeAll(async () => {
  stage = await openFreshStage()
  other = await openStage(stage.urls)
})
afterAll(async () => {
  await other.close()
  await stage.drop()
})

const WITHIN = 5000

async function callerOf(at: Stage, token: string): Promise<Caller> {
  return (await at.sessions.callerOfToken(token))!
}

/** Milliseconds until the watched session's end is told; fails after five seconds. */
function endOf(at: Stage, caller: Caller): Promise<number> {
  const begun = Date.now()
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('not told within five seconds')), WITHIN)
    at.sessions.watch(caller, () => {
      clearTimeout(late)
      resolve(Date.now() - begun)
    })
  })
}

async function untilNobody(at: Stage, token: string): Promise<void> {
  const begun = Date.now()
  while ((await at.sessions.callerOfToken(token)) !== null) {
    if (Date.now() - begun > WITHIN) throw new Error('still in after five seconds')
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

test('T-AUTH-3: signing out reaches open sockets here at once and in another process within 5 s, requests too', async () => {
  const token = await stage.signIn('office.140521')
  const [here, there] = [endOf(stage, await callerOf(stage, token)), endOf(other, await callerOf(other, token))]
  await stage.ask('mutation { signOut { at } }', {}, { token })
  expect(await here).toBeLessThan(1500)
  await there
  await untilNobody(other, token)
  expect(await stage.sessions.callerOfToken(token)).toBeNull()
})

test('T-AUTH-3: another role, a closed account and a revoked key reach sockets in every process', async () => {
  const security = await stage.signIn('security.140500')
  const clerk = await stage.signIn('clerk.140521100')
  const reassigned = endOf(other, await callerOf(other, clerk))
  expect(await stage.act(security, 'assignRole', { account: 'clerk.140521100', role: 'OBSERVER' }, '... on Account { account role }')).toMatchObject({ role: 'OBSERVER' })
  await reassigned
  await untilNobody(other, clerk)
  const again = await stage.signIn('clerk.140521100')
  const closed = endOf(other, await callerOf(other, again))
  await stage.act(security, 'closeAccount', { account: 'clerk.140521100' }, '... on Account { closedAt }')
  await closed
  await expect(stage.signIn('clerk.140521100')).rejects.toThrow('SIGN_IN_FAILED')
  const issued = await stage.act(security, 'issueApiKey', { unit: '140521', name: '统计', scopes: ['TOTALS_READ'], expiresOn: '2026-12-31' }, '... on ApiKeyIssued { id secret }')
  const key = (await other.sessions.callerOfSecret(issued.secret, '127.0.0.1'))!
  const revoked = endOf(other, key)
  await stage.act(security, 'revokeApiKey', { id: issued.id }, '... on ApiKey { revokedAt }')
  await revoked
  expect(await stage.sessions.callerOfSecret(issued.secret, '127.0.0.1')).toBeNull()
})

test('a moved unit\'s open sockets end, so that they come back with the new reach', async () => {
  const system = await stage.signIn('system.140500')
  const token = await stage.signIn('clerk.140521-QHSY')
  const caller = await callerOf(stage, token)
  const ended = endOf(stage, caller)
  await stage.act(system, 'moveUnit', { unit: '140521-QHSY', newParent: '140500', effectiveOn: stage.clock.today(), reason: '划转市属' }, '... on Unit { code }')
  await ended
  expect((await callerOf(stage, token)).unit.path).toBe('/140500/S/140521-QHSY/')
})

test('a thousand watched sockets cost two statements a look; one stopped is told nothing', async () => {
  const token = await stage.signIn('office.140521')
  const caller = await callerOf(stage, token)
  let told = 0
  const stops = Array.from({ length: 1000 }, () => stage.sessions.watch(caller, () => told++))
  let asked = 0
  stage.database.access.on('acquire', () => asked++)
  await new Promise((resolve) => setTimeout(resolve, 4500))
  expect(asked).toBeGreaterThan(0)
  expect(asked).toBeLessThanOrEqual(3)
  for (const stop of stops.slice(0, 400)) stop()
  await stage.ask('mutation { signOut { at } }', {}, { token })
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(told).toBe(600)
})

test('a board that is watched keeps its session from going idle; one that is not goes after half an hour', async () => {
  const begun = Date.now()
  stage.clock.stoppedAt = begun
  try {
    const [watched, left] = [await stage.signIn('office.140521'), await stage.signIn('office.140521')]
    let ended = false
    const stop = stage.sessions.watch(await callerOf(stage, watched), () => (ended = true))
    for (const minutes of [20, 40, 60]) {
      stage.clock.stoppedAt = begun + minutes * 60_000
      await new Promise((resolve) => setTimeout(resolve, 2500))
    }
    expect(ended).toBe(false)
    expect(await stage.sessions.callerOfToken(watched)).not.toBeNull()
    expect(await stage.sessions.callerOfToken(left)).toBeNull()
    stop()
  } finally {
    stage.clock.stoppedAt = null
  }
}, 20_000)

test('hot requests do not ask the database: a hundred in a row ask once in two seconds', async () => {
  const token = await stage.signIn('office.140521')
  let asked = 0
  stage.database.access.on('acquire', () => asked++)
  const begun = Date.now()
  for (let n = 0; n < 100; n++) expect(await stage.sessions.callerOfToken(token)).not.toBeNull()
  expect(asked).toBeLessThanOrEqual(1 + Math.ceil((Date.now() - begun) / 2000))
})

test('request ids and sessions go after 30 days, not sooner', async () => {
  const token = await stage.signIn('office.140521')
  const security = await stage.signIn('security.140500')
  await stage.act(security, 'unlockAccount', { account: 'office.140521' }, '... on Account { account }')
  expect(await sweepAccess(stage.database, stage.clock)).toEqual({ requests: 0, sessions: 0 })
  expect(await stage.sessions.callerOfToken(token)).not.toBeNull()
  stage.clock.stoppedAt = Date.now() + 32 * 86_400_000
  const swept = await sweepAccess(stage.database, stage.clock)
  stage.clock.stoppedAt = null
  expect(swept.requests).toBeGreaterThan(0)
  expect(swept.sessions).toBeGreaterThan(0)
})
