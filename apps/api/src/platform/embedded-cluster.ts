/** The cluster of the embedded PostgreSQL on disk: made once, with a password of its own; its address and password are kept beside it. */
import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { addressed, EmbeddedPostgresError, giveTo, type Account, type Binaries } from './embedded-account.ts'

const MAJOR = '18'

/** What must be remembered between two starts. */
export interface Kept { password: string; port: number }

/** Where a cluster lies and who runs it with what. */
export interface Place { dataDir: string; cluster: string; account: Account; binaries: Binaries; durable: boolean }

/** Opens the cluster of a data folder; makes it when there is none. */
export async function makeOrOpen(place: Place): Promise<Kept> {
  const { dataDir } = place
  if (!existsSync(place.cluster)) return makeCluster(place)
  const version = readFileSync(join(place.cluster, 'PG_VERSION'), 'utf8').trim()
  if (version !== MAJOR) throw new EmbeddedPostgresError(`${place.cluster} was made by PostgreSQL ${version}, this is ${MAJOR}: dump it with the old one and load it here.`)
  const ours = process.getuid?.() ?? 0
  if (ours !== 0 && statSync(place.cluster).uid !== ours) throw new EmbeddedPostgresError(`${place.cluster} belongs to another user: start as that user, or set DATA_DIR to another folder.`)
  try {
    return JSON.parse(readFileSync(join(dataDir, 'postgres.json'), 'utf8')) as Kept
  } catch (cause) {
    throw new EmbeddedPostgresError(`${join(dataDir, 'postgres.json')}, which holds the password of ${place.cluster}, is missing or damaged: put it back from a backup.`, { cause })
  }
}

async function makeCluster({ dataDir, cluster, account, binaries, durable }: Place): Promise<Kept> {
  const kept = { password: randomBytes(24).toString('base64url'), port: await freePort() }
  const unfinished = `${cluster}.new` // renamed when complete, so that a killed first start leaves no half cluster
  rmSync(unfinished, { recursive: true, force: true })
  mkdirSync(unfinished, { mode: 0o700 })
  giveTo(unfinished, account)
  const secret = mkdtempSync(join(tmpdir(), 'qingqian-'))
  try {
    const passwordFile = join(secret, 'password')
    writeFileSync(passwordFile, kept.password + '\n', { mode: 0o600 })
    giveTo(passwordFile, account)
    giveTo(secret, account)
    const { path, cwd } = addressed(account, unfinished)
    execFileSync(binaries.initdb, ['-D', path, '-U', 'postgres', `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--encoding=UTF8', '--locale=C',
      '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--data-checksums', ...(durable ? [] : ['--no-sync'])],
    { ...account, cwd, env: environment(), stdio: 'pipe' })
  } catch (cause) {
    rmSync(unfinished, { recursive: true, force: true })
    throw new EmbeddedPostgresError(`The database could not be made in ${dataDir}: ${String((cause as { stderr?: Buffer }).stderr ?? cause).trim()}`, { cause })
  } finally {
    rmSync(secret, { recursive: true, force: true })
  }
  keep(dataDir, kept)
  renameSync(unfinished, cluster)
  return kept
}

/** The superuser's address of a cluster that was made before, whether or not it runs; null where there is none. */
export function addressOf(dataDir: string): string | null {
  try {
    const { password, port } = JSON.parse(readFileSync(join(dataDir, 'postgres.json'), 'utf8')) as Kept
    return `postgres://postgres:${password}@127.0.0.1:${port}/postgres`
  } catch {
    return null
  }
}

/** Remembers password and port. */
export function keep(dataDir: string, kept: Kept): void {
  const file = join(dataDir, 'postgres.json')
  writeFileSync(`${file}.new`, JSON.stringify(kept) + '\n', { mode: 0o600, flush: true })
  renameSync(`${file}.new`, file)
}

/** What PostgreSQL's programs get to see of the environment. Nothing of ours: neither secrets nor PG… variables of the person who starts. Messages in English, times in UTC. */
export function environment(): Record<string, string> {
  const passed = ['PATH', 'SystemRoot', 'TEMP'].flatMap((name) => process.env[name] === undefined ? [] : [[name, process.env[name]]])
  return { ...Object.fromEntries(passed), LC_ALL: 'C', TZ: 'UTC' }
}

/** Is the loopback port free? */
export function isFree(port: number): Promise<boolean> {
  return new Promise((done) => {
    const probe = createServer().once('error', () => done(false))
    probe.listen(port, '127.0.0.1', () => probe.close(() => done(true)))
  })
}

/** A loopback port that nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer().once('error', fail)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => done(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
