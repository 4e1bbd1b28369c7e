/** Password hashes: argon2id with 19 MiB, two passes, one lane (OWASP's first choice). Hashing runs off the event loop. */
import { hash, verify } from '@node-rs/argon2'
import { cannotBePassword } from '@qingqian/rules/password'

// 2 is Argon2id; the package's enum of it does not survive our compiler's settings.
const COST = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFC'), COST)
}

let decoy: Promise<string> | undefined

/**
 * Is this the account's password? Without a hash (no such account, not activated) the same work is done for nothing, so that
 * the time says nothing about who has an account.
 */
export async function passwordMatches(stored: string | null, password: string): Promise<boolean> {
  const against = stored ?? (await (decoy ??= hashPassword('nobody ever chose this')))
  const matches = await verify(against, cannotBePassword(password) ? '' : password.normalize('NFC'))
  return matches && stored !== null && !cannotBePassword(password)
}
