/**
 * What callers get to see of an error. Errors with a code of ours are for them; everything else is a bug: they get INTERNAL
 * and the id of a log line, never a stack, SQL or the text of somebody else's library.
 */
import { HeaderMap } from '@apollo/server'
import { randomUUID } from 'node:crypto'
import { GraphQLError, type GraphQLFormattedError } from 'graphql'
import type { Log } from './log.ts'
import type { Metrics } from './metrics.ts'

export type LimitCode = 'TOKEN_LIMIT' | 'DEPTH_LIMIT' | 'ALIAS_LIMIT' | 'ROOT_FIELD_LIMIT' | 'DUPLICATE_LIMIT' | 'COST_LIMIT' | 'RATE_LIMIT' | 'SUBSCRIPTION_LIMIT' | 'TIMEOUT'

/** An error of a document or of how much it asks for; HTTP status 400 unless told otherwise. */
export function limitError(code: LimitCode, message: string, status = 400, headers: readonly (readonly [string, string])[] = []): GraphQLError {
  return new GraphQLError(message, { extensions: { code, http: { status, headers: new HeaderMap(headers.map(([name, value]) => [name, value])) } } })
}

/** `first` or `last` is missing, too large, or both are there. */
export function pageSizeError(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT', reason: 'FIRST_OR_LAST_REQUIRED', http: { status: 400, headers: new HeaderMap() } } })
}

/** Where an error happened, for its log line. */
export interface ErrorPlace {
  readonly requestId: string | undefined
  readonly operationName: string | null | undefined
}

/** Codes that Apollo and graphql-js give to faults of the caller's. */
const OF_APOLLO = new Set(['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT', 'BAD_REQUEST', 'OPERATION_RESOLUTION_FAILURE', 'PERSISTED_QUERY_NOT_SUPPORTED', 'PERSISTED_QUERY_NOT_FOUND'])

/** Makes errors presentable, and logs those that are bugs. */
export class ErrorDesk {
  private readonly log: Log
  private readonly metrics: Metrics

  constructor(log: Log, metrics: Metrics) {
    this.log = log
    this.metrics = metrics
  }

  present(error: GraphQLError, place: ErrorPlace): GraphQLFormattedError {
    const code = codeOf(error)
    this.metrics.refusals.inc({ code: code ?? 'INTERNAL' })
    if (code === null) return this.presentBug(error, place)
    const { http: _http, stacktrace: _stack, ...extensions } = error.extensions
    return located(error, withoutSuggestion(error.message), { ...extensions, code })
  }

  private presentBug(error: GraphQLError, place: ErrorPlace): GraphQLFormattedError {
    const logId = randomUUID()
    this.log.error({ logId, ...place, path: error.path?.join('.'), err: error.originalError ?? error }, 'a resolver failed')
    return located(error, `Something went wrong on our side. 系统出错,请把编号 ${logId} 告诉管理员。`, { code: 'INTERNAL', logId })
  }
}

/** The code for the caller; null: a bug. */
function codeOf(error: GraphQLError): string | null {
  const code = error.extensions.code
  if (typeof code !== 'string' || code === 'INTERNAL_SERVER_ERROR') return null
  // pg and node put codes on their errors, too, but not into extensions; so what has one was thrown as a GraphQLError
  const thrown = error.originalError
  return thrown === undefined || thrown instanceof GraphQLError || OF_APOLLO.has(code) ? code : null
}

/** An error as the answer holds it. */
function located(error: GraphQLError, message: string, extensions: Record<string, unknown>): GraphQLFormattedError {
  return {
    message,
    ...(error.locations === undefined ? {} : { locations: error.locations }),
    ...(error.path === undefined ? {} : { path: error.path }),
    extensions,
  }
}

/** graphql-js names fields that are nearly right: the schema is for those who may ask for it. */
function withoutSuggestion(message: string): string {
  return message.replace(/ ?Did you mean [^?]*\?(?= |$)/, '')
}

/** Any thrown value as a GraphQLError. */
export function asGraphQLError(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return error
  return new GraphQLError('internal', { originalError: error instanceof Error ? error : new Error(String(error)) })
}
