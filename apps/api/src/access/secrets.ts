/** Secrets we hand out. At rest there is only their SHA-256; 256 random bits need no slow hash. */
import { createHash, createHmac, randomBytes } from 'node:crypto'

/** API keys are recognisable, for people and for scanners of leaked secrets. */
export const KEY_PREFIX = 'qq_'

/** A session's token. Its prefix keeps it from ever looking like a key. */
export const newToken = (): string => `qs_${randomBytes(32).toString('base64url')}`
export const digest = (secret: string): Buffer => createHash('sha256').update(secret).digest()

/** Readable, without 0 and O, 1 and I and L, U: 30 signs, 16 of them hold 78 bits. */
const READABLE = '23456789ABCDEFGHJKMNPQRSTVWXYZ'

/**
 * Secrets that must be the same when a request is repeated, and stored nowhere in clear: they follow from the request and a
 * key of the server. The key follows from the access login's password, which all processes of one database share.
 */
export class DerivedSecrets {
  private readonly key: Buffer

  constructor(accessUrl: string) {
    this.key = createHash('sha256').update(`qingqian derived secrets ${decodeURIComponent(new URL(accessUrl).password)}`).digest()
  }

  /** The secret of the API key that this request made. */
  apiKey(account: string, requestId: string): string {
    return KEY_PREFIX + this.derive('key', account, requestId).toString('base64url')
  }

  /** The activation code that this request made: "K7QM-3XWD-…", four by four. */
  activationCode(account: string, requestId: string): string {
    let number = BigInt(`0x${this.derive('activation', account, requestId).toString('hex')}`)
    let code = ''
    for (let index = 0; index < 16; index++) {
      if (index > 0 && index % 4 === 0) code += '-'
      code += READABLE[Number(number % 30n)]
      number /= 30n
    }
    return code
  }

  private derive(what: string, account: string, requestId: string): Buffer {
    return createHmac('sha256', this.key).update(JSON.stringify([what, account, requestId.toLowerCase()])).digest()
  }
}

/** A code as typed: blanks, hyphens and case do not matter. */
export const activationDigest = (typed: string): Buffer => digest(typed.toUpperCase().replaceAll(/[\s-]/g, ''))
