/**
 * `pnpm start`: builds what changed, then becomes the server. The server runs in this very process, so that a signal to it is
 * a signal to the server, and takes SIGINT and SIGTERM itself; those that come while we still build end the build.
 */
import { buildWhatChanged } from './build.ts'

const parent = process.ppid
// npx, pnpm and a shell stand above us, and not each of them passes on the signal that ends it: being orphaned is one, too.
const watch = setInterval(() => {
  if (process.ppid === parent) return
  clearInterval(watch)
  process.kill(process.pid, 'SIGTERM')
}, 500)
watch.unref()

try {
  await buildWhatChanged()
} catch (error) {
  console.error(String(error))
  process.exit(1)
}
process.env.NODE_ENV ??= 'production' // graphql and others check more, and tell more, without it
process.setSourceMapsEnabled(true)
await import(new URL('../apps/api/dist/main.js', import.meta.url).href)
