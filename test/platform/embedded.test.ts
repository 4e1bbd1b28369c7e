import { spawn, type ChildProcess } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startEmbedded, type Embedded, type UnexpectedExit } from '../../apps/api/src/platform/embedded.ts'

let dataDir: string
let running: Embedded[]
let children: ChildProcess[]

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'qingqian-embedded-'))
  running = []
  children = []
})

afterEach(async () => {
  for (const child of children) child.kill('SIGKILL')
  await Promise.all(running.map((embedded) => embedded.stop()))
  if (children.length > 0 && existsSync(join(dataDir, 'postgres'))) await (await startEmbedded({ dataDir })).stop() // clears an orphan
  rmSync(dataDir, { recursive: true, force: true })
})

async function start(onExit?: (exit: UnexpectedExit) => void): Promise<Embedded> {
  const embedded = await startEmbedded({ dataDir, onExit })
  running.push(embedded)
  return embedded
}

async function ask<T>(url: string, sql: string): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query<Record<string, T>>({ text: sql })).rows.map((row) => Object.values(row)[0])[0] as T
  } finally {
    await client.end()
  }
}

/** Supervises the data folder in a process of its own; resolves with its first line. */
function superviseElsewhere(): Promise<{ child: ChildProcess; said: string[] }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'supervise.ts'), dataDir], { stdio: ['ignore', 'pipe', 'inherit'] })
  children.push(child)
  return new Promise((done) => {
    let text = ''
    child.stdout.on('data', (chunk) => {
      text += chunk
      if (text.includes('\n')) done({ child, said: text.trim().split(' ') })
    })
  })
}

async function eventually(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let i = 0; i < 300; i++) {
    if (await Promise.resolve(holds()).catch(() => false)) return
    await sleep(50)
  }
  throw new Error('it never came to hold')
}

function alive(pid: number): boolean {
  try {
    if (existsSync('/proc/self/stat')) return /\) [^Z]/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

test('a first start makes a cluster that is durable, checksummed, in UTF-8 and reachable from this machine only', async () => {
  const { url } = await start()
  for (const [name, value] of Object.entries({
    server_version_num: /^18/, fsync: /^on$/, synchronous_commit: /^on$/, full_page_writes: /^on$/, data_checksums: /^on$/,
    server_encoding: /^UTF8$/, listen_addresses: /^127\.0\.0\.1$/, unix_socket_directories: /^$/, password_encryption: /^scram-sha-256$/,
  })) expect(await ask<string>(url, `show ${name}`), name).toMatch(value)
  expect(await ask(url, `select datlocprovider::text || datlocale from pg_database where datname = 'postgres'`)).toBe('bC.UTF-8')
  await expect(ask(url.replace(/:[^:@]+@/, ':wrong@'), 'select 1')).rejects.toThrow(/password authentication failed/)
  expect(statSync(join(dataDir, 'postgres.json')).mode & 0o777).toBe(0o600)
  expect(statSync(join(dataDir, 'postgres.log')).mode & 0o777).toBe(0o600)
  expect(statSync(join(dataDir, 'postgres')).mode & 0o777).toBe(0o700)
})

test('a restart keeps data, password and port', async () => {
  const first = await start()
  await ask(first.url, 'create table kept as select 7 as seven')
  await first.stop()
  expect(alive(first.pid)).toBe(false)
  const second = await start()
  expect(second.url).toBe(first.url)
  expect(await ask(second.url, 'select seven from kept')).toBe(7)
})

test('after a kill -9 of the supervisor the next start stops the orphan and has all that was committed', async () => {
  const { child, said: [, pid, url = ''] } = await superviseElsewhere()
  await ask(url, 'create table kept as select 7 as seven')
  child.kill('SIGKILL')
  await eventually(() => child.signalCode !== null)
  expect(alive(Number(pid))).toBe(true)
  const embedded = await start()
  expect(alive(Number(pid))).toBe(false)
  expect(embedded.pid).not.toBe(Number(pid))
  expect(await ask(embedded.url, 'select seven from kept')).toBe(7)
})

test('a supervisor that is asked to stop takes PostgreSQL along', async () => {
  const { child, said: [, pid] } = await superviseElsewhere()
  child.kill('SIGTERM')
  await eventually(() => child.exitCode === 0)
  expect(alive(Number(pid))).toBe(false)
})

test('a process id that has passed to another program is neither killed nor in the way', async () => {
  await (await start()).stop()
  const bystander = spawn('sleep', ['60'], { stdio: 'ignore' })
  children.push(bystander)
  writeFileSync(join(dataDir, 'postgres', 'postmaster.pid'), `${bystander.pid}\n`)
  const embedded = await start()
  expect(await ask(embedded.url, 'select 1')).toBe(1)
  expect(bystander.signalCode).toBe(null)
})

test('a port that is taken is replaced, and the new one is kept', async () => {
  const first = await start()
  await first.stop()
  const taker = createServer()
  await new Promise<void>((done) => { taker.listen(first.port, '127.0.0.1', done) })
  try {
    const second = await start()
    expect(second.port).not.toBe(first.port)
    expect(await ask(second.url, 'select 1')).toBe(1)
    expect(JSON.parse(readFileSync(join(dataDir, 'postgres.json'), 'utf8'))).toMatchObject({ port: second.port })
  } finally {
    taker.close()
  }
})

test('a second start at the same folder is refused and leaves the first alone', async () => {
  const { url } = await start()
  await expect(startEmbedded({ dataDir, patienceMs: 0 })).rejects.toThrow(/in use by another running Qingqian/)
  const { said } = await superviseElsewhere()
  expect(said.join(' ')).toMatch(/in use by another running Qingqian/)
  expect(await ask(url, 'select 1')).toBe(1)
})

test('a start waits for a predecessor that is just stopping', async () => {
  const first = await start()
  const second = start()
  await sleep(300)
  await first.stop()
  expect(await ask((await second).url, 'select 1')).toBe(1)
})

test('a folder that cannot be written is named', async () => {
  const file = join(dataDir, 'a-file')
  writeFileSync(file, '')
  await expect(startEmbedded({ dataDir: join(file, 'data') })).rejects.toThrow(/data folder .*a-file.data cannot be written/)
  if (process.getuid?.() === 0) return // root may write everywhere
  const shut = join(dataDir, 'shut')
  mkdirSync(shut, { mode: 0o500 })
  await expect(startEmbedded({ dataDir: join(shut, 'data') })).rejects.toThrow(/cannot be written/)
})

test.runIf(process.getuid?.() === 0)('as root the processes have an unprivileged account, even below a folder that only root may enter', async () => {
  chmodSync(dataDir, 0o700)
  chownSync(dataDir, 0, 0)
  const { pid, url } = await start()
  expect(statSync(join('/proc', String(pid))).uid).not.toBe(0)
  await ask(url, 'create table kept as select 7 as seven')
  await ask(url, 'checkpoint')
  expect(await ask(url, 'select seven from kept')).toBe(7)
})

test('PostgreSQL that dies is restarted at the same address, and the fact is told', async () => {
  const exits: UnexpectedExit[] = []
  const embedded = await start((exit) => { exits.push(exit) })
  await ask(embedded.url, 'create table kept as select 7 as seven')
  const before = embedded.pid
  process.kill(before, 'SIGKILL')
  await eventually(async () => embedded.pid !== before && await ask(embedded.url, 'select seven from kept') === 7)
  expect(exits[0]).toMatchObject({ signal: 'SIGKILL' })
})

test('a stop between death and restart ends it for good', async () => {
  const embedded = await start()
  process.kill(embedded.pid, 'SIGKILL')
  await sleep(20)
  await embedded.stop()
  await sleep(300)
  await (await start()).stop()
  expect(alive(embedded.pid)).toBe(false)
})

test('what PostgreSQL says of a bad setting reaches the person who starts', async () => {
  await expect(startEmbedded({ dataDir, settings: { no_such_setting: '1' } })).rejects.toThrow(/unrecognized configuration parameter "no_such_setting"/)
  await start() // and the folder is free again
})
