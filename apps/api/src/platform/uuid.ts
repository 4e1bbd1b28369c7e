import { randomFillSync } from 'node:crypto'

/** Asking the system for randomness costs the same for 16 bytes and for thousands. */
const pool = Buffer.alloc(4096)
let used = pool.length

/** UUIDv7: the moment in front, so new rows lie together in their index. Identity only, never a cursor. */
export function uuidv7(now = Date.now()): string {
  if (used === pool.length) {
    randomFillSync(pool)
    used = 0
  }
  const bytes = pool.subarray(used, (used += 16))
  bytes.writeUIntBE(now, 0, 6)
  bytes[6] = (bytes[6]! & 0x0f) | 0x70
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
