/** For `node --import`: lets Node read `import text from './x.sql?raw'` as the bundler does, so that the bench needs no build of its own. */
import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'

registerHooks({
  load(url, context, next) {
    if (!url.endsWith('.sql?raw')) return next(url, context)
    return { format: 'module', source: `export default ${JSON.stringify(readFileSync(new URL(url.slice(0, -'?raw'.length)), 'utf8'))}`, shortCircuit: true }
  },
})
