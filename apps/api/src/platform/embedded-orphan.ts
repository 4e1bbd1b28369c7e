/** Finds and stops the PostgreSQL that a killed supervisor left behind in a data folder. Asked only by the holder of its lock. */
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { EmbeddedPostgresError } from './embedded-account.ts'

const PATIENCE_MS = 30_000

/** What postmaster.pid says: whose it is, and whether it takes connections. */
export function readPostmaster(cluster: string): { pid: number; ready: boolean } | undefined {
  try {
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')
    const pid = Number(lines[0])
    return pid > 0 ? { pid, ready: lines[7]?.trim() === 'ready' } : undefined
  } catch {
    return undefined
  }
}

/** Stops what still runs in the cluster's folder, or says why it must not be touched. */
export async function stopOrphan(cluster: string): Promise<void> {
  const recorded = readPostmaster(cluster)?.pid
  if (postgresIn(cluster).length === 0) {
    if (recorded === undefined || !isAlive(recorded)) return
    if (isPostgres(recorded)) {
      throw new EmbeddedPostgresError(`Process ${recorded} may be a PostgreSQL at work in ${cluster}, and it cannot be told for certain. Stop it, or remove ${join(cluster, 'postmaster.pid')} if it is none, and start again.`)
    }
    rmSync(join(cluster, 'postmaster.pid'), { force: true }) // the number has passed to another program; PostgreSQL would refuse to start
    return
  }
  // Backends without a postmaster end by themselves; only the postmaster is told to stop: fast, then at once.
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    if (recorded !== undefined && postgresIn(cluster).includes(recorded)) process.kill(recorded, signal)
    for (const until = Date.now() + PATIENCE_MS; Date.now() < until; await sleep(50)) {
      if (postgresIn(cluster).length === 0) return
    }
  }
  throw new EmbeddedPostgresError(`A PostgreSQL left behind in ${cluster} (process ${postgresIn(cluster).join(', ')}) does not stop. End it and start again.`)
}

/** The PostgreSQL processes whose data folder is this one. */
function postgresIn(cluster: string): number[] {
  const folder = realpathSync(cluster)
  if (process.platform !== 'linux') return listed().filter(({ command }) => command.includes(`-D ${cluster} `)).map(({ pid }) => pid)
  return readdirSync('/proc').map(Number).filter((pid) => {
    try {
      // every process of PostgreSQL works in its data folder
      return pid > 0 && readlinkSync(`/proc/${pid}/cwd`) === folder && isPostgres(pid)
    } catch {
      return false // ended meanwhile, or another user's
    }
  })
}

function isPostgres(pid: number): boolean {
  if (process.platform !== 'linux') return listed().some((line) => line.pid === pid && /postgres/.test(line.command))
  try {
    return /\(postgres\) [^Z]/.test(readFileSync(`/proc/${pid}/stat`, 'utf8')) // Z: dead, and only not yet collected by its parent
  } catch {
    return false
  }
}

function listed(): { pid: number; command: string }[] {
  if (process.platform === 'win32') return []
  return execFileSync('ps', ['-axo', 'pid=,command='], { encoding: 'utf8' }).split('\n').map((line) => {
    const [pid = '', ...command] = line.trim().split(' ')
    return { pid: Number(pid), command: command.join(' ') + ' ' }
  })
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
