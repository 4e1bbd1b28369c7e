/** Zip archives of strangers: read by the central directory, every part inflated under one budget, sizes not believed. */
import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib'
import { LIMITS } from './limits.ts'
import { Unreadable } from './unreadable.ts'

const END = 0x06054b50
const CENTRAL = 0x02014b50
const LOCAL = 0x04034b50

/** The first four bytes of a zip that holds something. */
export function looksZipped(bytes: Uint8Array): boolean {
  return bytes.length > 4 && bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5) && (bytes[3] === 4 || bytes[3] === 6)
}

/**
 * All parts of a zip, by name.
 * @throws Unreadable FILE_DAMAGED for a broken archive, FILE_ENCRYPTED, FILE_HOSTILE when the parts inflate beyond the
 *   budget or there are too many of them or two of the same name
 */
export function unzip(bytes: Uint8Array): Map<string, Buffer> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = endOfDirectory(file)
  const count = file.readUInt16LE(end + 10)
  if (count > LIMITS.zipEntries) throw new Unreadable('FILE_HOSTILE')
  const parts = new Map<string, Buffer>()
  let budget: number = Math.min(LIMITS.inflatedBytes, Math.max(LIMITS.freelyInflated, file.length * LIMITS.inflateRatio))
  let position = file.readUInt32LE(end + 16)
  for (let index = 0; index < count; index++) {
    if (position + 46 > file.length || file.readUInt32LE(position) !== CENTRAL) throw new Unreadable('FILE_DAMAGED')
    const nameLength = file.readUInt16LE(position + 28)
    const name = file.toString('utf8', position + 46, position + 46 + nameLength).replaceAll('\\', '/')
    if (parts.has(name)) throw new Unreadable('FILE_HOSTILE')
    const part = inflate(file, position, budget)
    budget -= part.length
    parts.set(name, part)
    position += 46 + nameLength + file.readUInt16LE(position + 30) + file.readUInt16LE(position + 32)
  }
  return parts
}

function endOfDirectory(file: Buffer): number {
  for (let at = file.length - 22; at >= Math.max(0, file.length - 65_557); at--) if (file.readUInt32LE(at) === END) return at
  throw new Unreadable('FILE_DAMAGED')
}

function inflate(file: Buffer, central: number, budget: number): Buffer {
  if (file.readUInt16LE(central + 8) & 1) throw new Unreadable('FILE_ENCRYPTED')
  const method = file.readUInt16LE(central + 10)
  const { packed, local } = place(file, central)
  if (local + 30 > file.length || file.readUInt32LE(local) !== LOCAL) throw new Unreadable('FILE_DAMAGED')
  const start = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28)
  if (start + packed > file.length) throw new Unreadable('FILE_DAMAGED')
  const data = file.subarray(start, start + packed)
  if (method === 0 && data.length <= budget) return data
  if (method === 8 && packed === 0) return Buffer.alloc(0)
  if (method !== 8) throw new Unreadable(method === 0 ? 'FILE_HOSTILE' : 'FILE_DAMAGED')
  try {
    return inflateRawSync(data, { maxOutputLength: Math.max(1, budget) })
  } catch (fault) {
    throw new Unreadable((fault as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? 'FILE_HOSTILE' : 'FILE_DAMAGED')
  }
}

/** Where a part's bytes are. Some writers put even small numbers into the 64-bit field. */
function place(file: Buffer, central: number): { packed: number; local: number } {
  const sizes = [24, 20, 42].map((at) => file.readUInt32LE(central + at))
  if (sizes.every((size) => size !== 0xffffffff)) return { packed: sizes[1]!, local: sizes[2]! }
  let at = central + 46 + file.readUInt16LE(central + 28)
  const end = Math.min(file.length, at + file.readUInt16LE(central + 30))
  while (at + 4 <= end && file.readUInt16LE(at) !== 1) at += 4 + file.readUInt16LE(at + 2)
  at += 4
  const [, packed, local] = sizes.map((size) => {
    if (size !== 0xffffffff) return size
    if (at + 8 > end) throw new Unreadable('FILE_DAMAGED')
    at += 8
    return Number(file.readBigUInt64LE(at - 8))
  })
  return { packed: packed!, local: local! }
}

/**
 * A zip of the given parts. Stored, it is what the spreadsheet library gets to see instead of a stranger's archive, so
 * that the two cannot read the same bytes differently; packed, it is what callers get back.
 */
export function zip(parts: ReadonlyMap<string, Uint8Array>, packed: boolean): Buffer {
  const pieces: Uint8Array[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, part] of parts) {
    const label = Buffer.from(name)
    const data = packed ? deflateRawSync(part) : part
    const header = Buffer.alloc(30)
    header.writeUInt32LE(LOCAL, 0)
    header.writeUInt16LE(20, 4)
    header.writeUInt16LE(0x800, 6)
    header.writeUInt16LE(packed ? 8 : 0, 8)
    // 1980-01-01, so that the same parts give the same bytes.
    header.writeUInt16LE(0x21, 12)
    header.writeUInt32LE(crc32(part), 14)
    header.writeUInt32LE(data.length, 18)
    header.writeUInt32LE(part.length, 22)
    header.writeUInt16LE(label.length, 26)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(CENTRAL, 0)
    entry.writeUInt16LE(20, 4)
    header.copy(entry, 6, 4, 28)
    entry.writeUInt32LE(offset, 42)
    pieces.push(header, label, data)
    directory.push(entry, label)
    offset += 30 + label.length + data.length
  }
  const central = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(END, 0)
  end.writeUInt16LE(parts.size, 8)
  end.writeUInt16LE(parts.size, 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...pieces, central, end])
}
