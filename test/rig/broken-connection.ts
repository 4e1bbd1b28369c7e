/** Run as a process of its own, since what it tries may end it: the database breaks a connection in the middle of a transaction. */
import { setTimeout as sleep } from 'node:timers/promises'
import { Database, type DatabaseUrls, type ScopeText } from '../../apps/api/src/platform/database.ts'

const database = new Database(JSON.parse(process.argv[2]!) as DatabaseUrls)
const outcome = await database
  .write('||||||rig' as ScopeText, [{ sql: 'select pg_backend_pid() as pid' }], async ([rows]) => {
    // A login may end its own connections; done while nobody waits for an answer on it, as when the process is deciding.
    await database.read('||||||rig' as ScopeText, { sql: 'select pg_terminate_backend($1)', values: [rows![0]!.pid] })
    await sleep(300)
    return { result: 'went on', last: [] }
  })
  .catch((error: Error) => error.message)
console.log('alive', outcome)
await database.close()
