/** The browser's session cookie. With TLS it is bound to this very host by its prefix. */

export const cookieName = (tls: boolean): string => (tls ? '__Host-qq' : 'qq')

/** The Set-Cookie header that keeps a session in the browser. */
export function sessionCookie(token: string, expiresAt: number, tls: boolean): string {
  return `${cookieName(tls)}=${token}; Path=/; HttpOnly; SameSite=Lax; Expires=${new Date(expiresAt).toUTCString()}${tls ? '; Secure' : ''}`
}

/** The Set-Cookie header that takes it away. */
export const noSessionCookie = (tls: boolean): string => `${cookieName(tls)}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0${tls ? '; Secure' : ''}`

/** The token in a Cookie header; null without one. Through TLS only the bound one counts; a socket may not know whether it is. */
export function tokenInCookie(header: string | undefined, tls: boolean): string | null {
  const values = new Map(header?.split(';').map((part) => part.trim().split('=', 2) as [string, string]))
  return values.get(cookieName(true)) || (tls ? null : values.get(cookieName(false))) || null
}
