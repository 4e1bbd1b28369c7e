/** The reading thread: one task, then it ends. It has a heap limit and no environment; nothing of the platform is in it. */
import { parentPort, workerData } from 'node:worker_threads'
import { annotateFile } from './annotate-file.ts'
import { readFile } from './read.ts'
import type { Answer, Task } from './tasks.ts'
import { Unreadable } from './unreadable.ts'

const BATCH = 1_000

function answer(message: Answer): void {
  parentPort?.postMessage(message)
}

async function run(task: Task): Promise<void> {
  answer({ kind: 'started' })
  if (task.kind === 'annotate') return answer({ kind: 'annotated', bytes: await annotateFile(task) })
  const file = await readFile(task.bytes, task.fileName, (rows) => answer({ kind: 'progress', rows }))
  for (const sheet of file.sheets) {
    answer({ kind: 'sheet', name: sheet.name, merges: sheet.merges })
    for (let from = 0; from < sheet.rows.length; from += BATCH) {
      answer({ kind: 'rows', rows: sheet.rows.slice(from, from + BATCH) })
      // The other side asks for the next batch, so that it can serve others in between.
      await new Promise((resolve) => parentPort?.once('message', resolve))
    }
  }
  answer({ kind: 'read', file: file.kind })
}

run(workerData as Task).catch((fault: unknown) => answer({ kind: 'failed', code: fault instanceof Unreadable ? fault.code : 'FILE_DAMAGED' }))
