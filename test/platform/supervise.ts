/** Run as a process of its own by the tests, so that it can be killed: supervises the data folder of its argument. */
import { startEmbedded } from '../../apps/api/src/platform/embedded.ts'

const [dataDir = ''] = process.argv.slice(2)
try {
  const embedded = await startEmbedded({ dataDir, patienceMs: 0, onExit: (exit) => { console.log('exit', exit.signal) } })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void embedded.stop())
  console.log('ready', embedded.pid, embedded.url)
} catch (error) {
  console.log(String(error))
  process.exitCode = 1
}
