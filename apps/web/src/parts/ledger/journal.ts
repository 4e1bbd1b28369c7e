import { fenOf, type Fen } from '@qingqian/rules/money'
import type { JournalFieldsFragment } from '../../graphql/generated/graphql.ts'

export type Entry = JournalFieldsFragment

/** An entry with what it does to the balance and what is left after it. `effect` null: it moves nothing (a dispute). */
export type Line = { entry: Entry; effect: Fen | null; balance: Fen; reversedBy: Entry | null }

/** Payments and write-offs lower what is owed, registering raises it, a reversal undoes its entry. */
function effectOf(entry: Entry, byId: Map<string, Entry>): Fen | null {
  const amount = fenOf(entry.amount)
  switch (entry.kind) {
    case 'REGISTER':
    case 'TRANSFER_IN':
      return amount
    case 'OPENING_PAID':
    case 'PAYMENT':
    case 'SETTLEMENT':
    case 'TRANSFER_OUT':
      return -amount
    case 'CORRECTION':
      return amount
    case 'REVERSAL': {
      const undone = entry.reverses ? byId.get(entry.reverses.id) : undefined
      const effect = undone ? effectOf(undone, byId) : null
      return effect === null ? null : -effect
    }
    default:
      return null
  }
}

/** The journal of a payable in the order it was recorded, with running balances. */
export function linesOf(entries: Entry[]): Line[] {
  const byId = new Map(entries.map((entry) => [entry.id, entry]))
  const reversedBy = new Map(entries.flatMap((entry) => (entry.reverses ? [[entry.reverses.id, entry] as const] : [])))
  let balance = 0n
  return [...entries]
    .sort((a, b) => a.seq - b.seq)
    .map((entry) => {
      const effect = effectOf(entry, byId)
      balance += effect ?? 0n
      return { entry, effect, balance, reversedBy: reversedBy.get(entry.id) ?? null }
    })
}
