import { normaliseUscc } from '@qingqian/rules/creditor'
import { type Refusal, refuse } from '@qingqian/rules/refusal'
import { tidy } from '@qingqian/rules/text'
import type { MoneyInput } from '../platform/scalars.ts'
import { creditorId } from './rows.ts'

export interface CreditorAsked {
  name: string
  uscc?: string | null | undefined
}

export interface KnownCreditor {
  creditorId: string
  creditorName: string
  creditorUscc: string | null
}

/** A creditor as asked for → as kept: tidied, the code half-width and upper case with O and I read as 0 and 1 (case X8). */
export function knownCreditor(asked: CreditorAsked): KnownCreditor | Refusal {
  const name = tidy(asked.name)
  if (name === '') return refuse('CREDITOR_MISSING', 'creditor')
  if (name.length > 200) return refuse('TEXT_TOO_LONG', 'creditor', { max: '200' })
  const uscc = normaliseUscc(asked.uscc)
  if (uscc !== null && !/^[0-9A-Z]{15,20}$/.test(uscc)) return refuse('USCC_UNREADABLE', 'creditor', { text: tidy(asked.uscc ?? '').slice(0, 40) })
  return { creditorId: creditorId({ name, uscc }), creditorName: name, creditorUscc: uscc }
}

/** What the database's bigint holds; the rules' own limit, far below, is said where the rules decide. */
const MOST = 2n ** 63n - 1n

/** The amount asked for, or the refusal of a fraction of a fen or of more than can travel to the database. */
export function exact(amount: MoneyInput, field: string): bigint | Refusal {
  if (typeof amount !== 'bigint') return refuse('AMOUNT_TOO_PRECISE', field)
  return amount > MOST || amount < -MOST ? refuse('AMOUNT_TOO_LARGE', field) : amount
}

/** A text as kept: tidied; empty → null. */
export function kept(text: string | null | undefined, field: string, max: number): string | null | Refusal {
  const tidied = tidy(text ?? '')
  if (tidied.length > max) return refuse('TEXT_TOO_LONG', field, { max: `${max}` })
  return tidied === '' ? null : tidied
}
