/** The API's own packages, for tests: they are installed beside the API, not at the root, and graphql must be one for all. */
import { createRequire } from 'node:module'

export * as graphql from '../../../apps/api/node_modules/graphql/index.js'

type Ws = typeof import('../../../apps/api/node_modules/@types/ws/index.js')
const fromApi = createRequire(new URL('../../../apps/api/package.json', import.meta.url))
export const { WebSocket } = fromApi('ws') as Ws
export type WebSocket = InstanceType<Ws['WebSocket']>
