/** Passwords people choose, and the names they sign in with. */
import { type Refusal, refuse } from './refusal.ts'

const SHORTEST = 10
/** Hashing costs time by design: nobody makes the server hash a book. */
const LONGEST = 200

/** Is a new password strong enough? At least 10 characters of three kinds, and not the account's own name. */
export function passwordFault(password: string, account: string): Refusal | null {
  if (password.length > LONGEST) return refuse('TEXT_TOO_LONG', 'password', { max: `${LONGEST}` })
  const kinds = [/\p{Lu}/u, /\p{Ll}/u, /\p{N}/u, /[^\p{Lu}\p{Ll}\p{N}\s]/u].filter((kind) => kind.test(password)).length
  const named = account.length >= 3 && password.toLowerCase().includes(account.toLowerCase())
  return [...password].length < SHORTEST || kinds < 3 || named ? refuse('PASSWORD_TOO_WEAK', 'password') : null
}

/** Too long to have ever been accepted as a password: wrong without hashing it. */
export const cannotBePassword = (password: string): boolean => password.length > LONGEST

const ACCOUNT = /^[0-9A-Za-z]([0-9A-Za-z-]|\.(?!\.)){1,58}[0-9A-Za-z]$/

/** Account names stand in journals and scopes for ever. "key." names API keys. */
export function accountFault(account: string): Refusal | null {
  return ACCOUNT.test(account) && !account.toLowerCase().startsWith('key.') ? null : refuse('ACCOUNT_UNREADABLE', 'account')
}
