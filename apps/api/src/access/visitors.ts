import type { Knock, Visitors } from '../platform/http-visitors.ts'
import { authenticate } from './authenticate.ts'
import type { Context } from './context.ts'
import { noSessionCookie, sessionCookie } from './cookie.ts'
import type { Sessions } from './sessions.ts'

/** How the server learns who its visitors are. */
export function visitorsOf(sessions: Sessions): Visitors<Context> {
  return {
    contextOf: async (knock) => contextFor(knock, await authenticate(sessions, knock)),
    fresh: (context) => ({ ...context, kept: new Map() }),
    accountOf: ({ caller }) => caller?.account ?? null,
    sightOf,
    watch: ({ caller }, onEnd) => (caller ? sessions.watch(caller, onEnd) : () => undefined),
  }
}

/** What decides what somebody sees, and nothing of who they are. */
function sightOf({ caller, language }: Context): string {
  return caller ? JSON.stringify([caller.role, caller.unit.path, caller.scope, caller.permissions, language]) : language
}

function contextFor(knock: Knock, caller: Context['caller']): Context {
  const { setCookie, secure } = knock
  return {
    caller,
    language: /^\s*en\b/i.test(knock.acceptLanguage ?? '') ? 'en' : 'zh',
    requestId: knock.requestId,
    ip: knock.ip,
    kept: new Map(),
    ...(setCookie && { cookie: { set: (token: string, expiresAt: number) => setCookie(sessionCookie(token, expiresAt, secure)), clear: () => setCookie(noSessionCookie(secure)) } }),
  }
}
