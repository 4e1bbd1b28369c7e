/** The log: one JSON object a line on standard error, each request's lines under its request id. Never variables, never tokens. */
import { randomUUID } from 'node:crypto'
import { type Logger, destination, pino } from 'pino'

export const LOG_LEVELS = ['silent', 'error', 'warn', 'info', 'debug'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

export type Log = Logger

// What must not get into a file even if a caller of the log forgets: credentials, and what people wrote into documents.
const SECRETS = ['authorization', 'cookie', 'password', 'token', 'secret', 'activationCode', 'variables', 'parameters', 'detail', 'where']
const REDACTED = SECRETS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`, `headers["${name}"]`]).concat('*.headers["set-cookie"]')

/** Opens the log. Tests pass a sink of their own. */
export function openLog(level: LogLevel, sink: { write(line: string): void } = destination({ fd: 2, sync: false, minLength: 0 })): Log {
  return pino({
    level,
    base: { pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: REDACTED, censor: '…' },
    serializers: { err: plainError },
  }, sink)
}

/** What is worth keeping of an error: PostgreSQL's adds row contents in `detail` and parameters in `where`. */
function plainError(error: unknown): unknown {
  if (!(error instanceof Error)) return { message: String(error) }
  const { code } = error as { code?: unknown }
  return {
    type: error.name,
    message: error.message,
    ...(typeof code === 'string' ? { code } : {}),
    stack: error.stack,
    ...(error.cause === undefined ? {} : { cause: plainError(error.cause) }),
  }
}

const REQUEST_ID = /^[\w.-]{8,64}$/

/** The caller's own id for a request where it is one, else a new one. */
export function requestIdFrom(header: string | string[] | undefined): string {
  return typeof header === 'string' && REQUEST_ID.test(header) ? header : randomUUID()
}
