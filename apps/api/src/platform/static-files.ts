/** The built web client: hashed assets for ever, the page itself anew each time, every unknown address the page. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import compress from '@fastify/compress'
import statics from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { constants } from 'node:zlib'

/** Serves `root` at /. Addresses of the API are never answered with the page. */
export async function serveWeb(fastify: FastifyInstance, root: string): Promise<void> {
  if (!existsSync(join(root, 'index.html'))) {
    fastify.setNotFoundHandler((_request, reply) => reply.code(404).send({ message: 'Not found' }))
    return
  }
  await fastify.register(async (scope) => {
    // within this scope only: answers of the API go uncompressed through a local line faster than through a compressor
    await scope.register(compress, { encodings: ['br', 'gzip'], threshold: 1024, brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } } })
    await scope.register(statics, {
      root,
      preCompressed: true,
      cacheControl: false,
      dotfiles: 'ignore',
      index: false,
      setHeaders: (reply, path) => void reply.header('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache'),
    })
    scope.get('/', (_request, reply) => reply.sendFile('index.html'))
    scope.setNotFoundHandler((request, reply) => {
      const wantsPage = request.method === 'GET' && (request.headers.accept ?? '').includes('text/html') && !/^\/(api|assets|graphql|healthz|metrics)(\/|\?|$)/.test(request.url)
      return wantsPage ? reply.sendFile('index.html') : reply.code(404).send({ message: 'Not found' })
    })
  })
}
