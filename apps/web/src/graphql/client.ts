import { ApolloClient, ApolloLink, HttpLink } from '@apollo/client'
import { CombinedGraphQLErrors } from '@apollo/client/errors'
import { ErrorLink } from '@apollo/client/link/error'
import { GraphQLWsLink } from '@apollo/client/link/subscriptions'
import { OperationTypeNode } from 'graphql'
import { createClient, type Client } from 'graphql-ws'
import { makeCache } from './cache.ts'
import { learnClock } from './clock.ts'
import { heard, setLive } from './live.ts'
import { setSession } from './session.ts'

/** Closed for want of a session: 4401 Unauthorized, 4403 Forbidden. */
const NOT_SIGNED_IN = [4401, 4403]

async function fetchAndLearn(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const sentAt = Date.now()
  const response = await fetch(input, init)
  learnClock(response.headers.get('date'), sentAt, Date.now())
  return response
}

const http = new HttpLink({
  uri: '/graphql',
  credentials: 'same-origin',
  fetch: fetchAndLearn,
})

const language = new ApolloLink((operation, forward) => {
  operation.setContext({ headers: { 'accept-language': document.documentElement.lang } })
  return forward(operation)
})

const errors = new ErrorLink(({ error }) => {
  if (CombinedGraphQLErrors.is(error) && error.errors.some((each) => each.extensions?.code === 'UNAUTHENTICATED')) setSession('out')
})

let socket: Client = openSocket()

function openSocket(): Client {
  const address = `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/graphql`
  return createClient({
    url: address,
    lazy: true,
    lazyCloseTimeout: 3000,
    keepAlive: 12_000,
    retryAttempts: Number.POSITIVE_INFINITY,
    retryWait: (retries) => new Promise((done) => setTimeout(done, Math.min(500 * 2 ** retries, 8000) * (0.75 + Math.random() / 2))),
    shouldRetry: (event) => !NOT_SIGNED_IN.includes((event as CloseEvent).code),
    on: {
      connected: () => setLive('live'),
      message: heard,
      closed: (event) => {
        const { code, wasClean } = event as CloseEvent
        if (NOT_SIGNED_IN.includes(code)) setSession('out')
        setLive(wasClean && code === 1000 ? 'connecting' : 'offline')
      },
    },
  })
}

/** Whichever socket is open at the time. */
const whichever = { subscribe: ((payload, sink) => socket.subscribe(payload, sink)) as Client['subscribe'] } as Client
const live = new GraphQLWsLink(whichever)

export const client = new ApolloClient({
  cache: makeCache(),
  link: ApolloLink.from([
    errors,
    ApolloLink.split(({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION, live, ApolloLink.from([language, http])),
  ]),
})

/** Another person, or nobody: what the last one saw is forgotten, and the socket opens anew with the new cookie. */
export async function forgetAll(): Promise<void> {
  void socket.dispose()
  socket = openSocket()
  await client.clearStore()
}
