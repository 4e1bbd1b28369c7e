/** Who sends this request? */
import type { Knock } from '../platform/http-visitors.ts'
import type { Caller } from './caller.ts'
import { tokenInCookie } from './cookie.ts'
import { KEY_PREFIX } from './secrets.ts'
import type { Sessions } from './sessions.ts'

/** Of a knock, what says who it is. */
export type Credentials = Pick<Knock, 'authorization' | 'cookie' | 'ip' | 'secure'>

const BEARER = /^Bearer +([\w-]{20,200})$/i

/**
 * The caller; null for nobody. Credentials that are wrong, expired or revoked are nobody's: the fields that need a caller
 * answer UNAUTHENTICATED, signing in still works. An Authorization header is the only one asked, so a wrong one is never
 * replaced by the browser's cookie.
 */
export async function authenticate(sessions: Sessions, credentials: Credentials): Promise<Caller | null> {
  if (credentials.authorization) {
    const secret = BEARER.exec(credentials.authorization.trim())?.[1]
    if (!secret) return null
    return secret.startsWith(KEY_PREFIX) ? sessions.callerOfSecret(secret, credentials.ip) : sessions.callerOfToken(secret)
  }
  const token = tokenInCookie(credentials.cookie, credentials.secure)
  return token ? sessions.callerOfToken(token) : null
}
