/**
 * `pnpm start`: builds what changed, then becomes the server. The server runs in this very process, so that a signal to it is
 * a signal to the server, and takes SIGINT and SIGTERM itself; those that come while we still build end the build.
 */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { buildWhatChanged } from './build.ts'

watchThoseAbove()

try {
  await buildWhatChanged()
} catch (error) {
  console.error(String(error))
  process.exit(1)
}
process.env.NODE_ENV ??= 'production' // graphql and others check more, and tell more, without it
process.setSourceMapsEnabled(true)
await import(new URL('../apps/api/dist/main.js', import.meta.url).href)

/**
 * npx, two shells and pnpm stand above us. A SIGTERM to npx ends it and the shell below it and is passed on no further, so
 * that counts as ours, too, as soon as one of them is gone. What stands above npx doesn't matter (nohup, a closed terminal).
 */
function watchThoseAbove(): void {
  if (process.env.npm_lifecycle_event === undefined || process.platform === 'win32') return
  const above = ancestors()
  const watched = above.slice(0, above.findLastIndex(({ command }) => /^(\S*\/)?(npm|npx|pnpm)\b/.test(command)) + 1).map(({ pid }) => pid)
  const watch = setInterval(() => {
    const now = ancestors()
    if (watched.every((pid, at) => now[at]?.pid === pid)) return
    clearInterval(watch)
    process.kill(process.pid, 'SIGTERM')
  }, process.platform === 'linux' ? 200 : 2_000)
  watch.unref()
}

interface Running { pid: number; parent: number; command: string }

function ancestors(): Running[] {
  const look = process.platform === 'linux' ? fromProc : fromPs()
  const above: Running[] = []
  for (let next = look(process.ppid); next && next.pid > 1; next = look(next.parent)) above.push(next)
  return above
}

function fromProc(pid: number): Running | undefined {
  try {
    const parent = Number(/\) (\S) (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[2])
    return { pid, parent, command: readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ') }
  } catch {
    return undefined // gone
  }
}

function fromPs(): (pid: number) => Running | undefined {
  const lines = execFileSync('ps', ['-axo', 'pid=,ppid=,command='], { encoding: 'utf8' }).split('\n').map((line) => /(\d+)\s+(\d+)\s+(.*)/.exec(line))
  return (pid) => lines.flatMap((line) => Number(line?.[1]) === pid ? [{ pid, parent: Number(line?.[2]), command: line?.[3] ?? '' }] : [])[0]
}
