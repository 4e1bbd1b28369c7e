/** graphql as one thing, and the WebSocket of ws (Node's own cannot set headers such as Origin). */
export * as graphql from 'graphql'
export { WebSocket } from 'ws'
