/** The browser's session cookie. With TLS it is bound to this very host by its prefix, and nothing else is read. */

export const cookieName = (tls: boolean): string => (tls ? '__Host-qq' : 'qq')

/** The Set-Cookie header that keeps a session in the browser. */
export function sessionCookie(token: string, expiresAt: number, tls: boolean): string {
  return `${cookieName(tls)}=${token}; Path=/; HttpOnly; SameSite=Lax; Expires=${new Date(expiresAt).toUTCString()}${tls ? '; Secure' : ''}`
}

/** The Set-Cookie header that takes it away. */
export const noSessionCookie = (tls: boolean): string => `${cookieName(tls)}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0${tls ? '; Secure' : ''}`

/** The token in a Cookie header; null without one. */
export function tokenInCookie(header: string | undefined, tls: boolean): string | null {
  const name = `${cookieName(tls)}=`
  const found = header?.split(';').map((part) => part.trim()).find((part) => part.startsWith(name))
  return found ? found.slice(name.length) : null
}
