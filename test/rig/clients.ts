/**
 * Clients of the public API that do not give up: each request keeps its id until there is an answer, whatever breaks in
 * between. What they were told is written down, so that the ledger can be held to it.
 */
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { PASSWORD } from './cluster.ts'

export interface Acknowledged {
  requestId: string
  unit: string
  payable: string
  /** Fen. */
  amount: bigint
  entry: string
  seq: string
  hash: string
  at: number
  /** When the try that was answered was sent. */
  askedAt: number
  tries: number
}

export interface Tally {
  acknowledged: Acknowledged[]
  refused: Map<string, number>
  /** Tries without an answer, by what happened. */
  unknown: Map<string, number>
}

const GIVES_UP_MS = 60_000

const PAY = `mutation ($input: RecordPaymentInput!) { recordPayment(input: $input) { __typename ... on JournalEntry { id seq hash amount payable { id } } ... on Refusal { code } } }`
const REGISTER = `mutation ($input: RegisterPayableInput!) { registerPayable(input: $input) { __typename ... on Payable { id } ... on Refusal { code } } }`
export const SIGN_IN = `mutation ($account: String!, $password: String!) { signIn(account: $account, password: $password) { __typename ... on Session { token } ... on Refusal { code } } }`

interface Reply { __typename: string; code?: string; id?: string; seq?: string | number; hash?: string; token?: string; payable?: { id: string } }

export class Client {
  readonly unit: string
  private readonly urls: readonly string[]
  private readonly tally: Tally
  private readonly patienceMs: number
  private at: number
  private token = ''

  /** @param at which of the servers it asks first; after a failure it asks the next */
  constructor(urls: readonly string[], unit: string, tally: Tally, at: number, patienceMs = 4000) {
    this.urls = urls
    this.unit = unit
    this.tally = tally
    this.at = at
    this.patienceMs = patienceMs
  }

  async signIn(): Promise<void> {
    const reply = await this.insist(SIGN_IN, { account: `clerk.${this.unit}`, password: PASSWORD })
    if (!reply.token) throw new Error(`clerk.${this.unit} could not sign in: ${reply.code}`)
    this.token = reply.token
  }

  async register(amount: bigint): Promise<string> {
    const input = { requestId: randomUUID(), unit: this.unit, creditor: { name: `企业${Math.floor(Math.random() * 40)}` }, category: 'GOODS', overdueSince: '2021-05-06', amount: yuan(amount), contractNo: randomUUID() }
    const reply = await this.insist(REGISTER, { input })
    if (!reply.id) throw new Error(`not registered: ${reply.code}`)
    return reply.id
  }

  /** Pays so many times some fen on a payable, one after the other. */
  async pay(payable: string, times: number, until: () => boolean = () => false): Promise<void> {
    for (let k = 0; k < times && !until(); k++) {
      const amount = BigInt(1 + Math.floor(Math.random() * 50))
      const requestId = randomUUID()
      const counts = { tries: 0, askedAt: 0 }
      const reply = await this.insist(PAY, { input: { requestId, payableId: payable, amount: yuan(amount), paidOn: '2022-02-02', method: 'BANK_TRANSFER', voucherNo: requestId } }, counts)
      // What was acknowledged once must be there: the payable, the session, room for a few fen.
      if (reply.__typename === 'Refusal' && (this.tally.refused.get(reply.code!) ?? 0) > 20) throw new Error(`${this.unit}: payments keep being refused: ${reply.code}`)
      if (reply.__typename === 'Refusal') this.tally.refused.set(reply.code!, (this.tally.refused.get(reply.code!) ?? 0) + 1)
      else this.tally.acknowledged.push({ requestId, unit: this.unit, payable, amount, entry: reply.id!, seq: String(reply.seq), hash: reply.hash!, at: performance.now(), askedAt: counts.askedAt, tries: counts.tries })
    }
  }

  /** Asks until there is an answer; then it is the answer. Nobody waits for ever: after a minute it is a failure of its own. */
  async insist(query: string, variables: object, counts = { tries: 0, askedAt: 0 }): Promise<Reply> {
    const until = performance.now() + GIVES_UP_MS
    for (let pause = 20; ; pause = Math.min(pause * 2, 250)) {
      if (performance.now() > until) throw new Error(`${this.unit}: no answer for ${GIVES_UP_MS / 1000} s: ${JSON.stringify([...this.tally.unknown])}`)
      counts.tries++
      counts.askedAt = performance.now()
      try {
        const response = await fetch(`${this.urls[this.at % this.urls.length]}/graphql`, {
          method: 'POST', signal: AbortSignal.timeout(this.patienceMs),
          headers: { 'content-type': 'application/json', ...(this.token ? { authorization: `Bearer ${this.token}` } : {}) },
          body: JSON.stringify({ query, variables }),
        })
        const answer = (await response.json()) as { data?: Record<string, Reply | null> | null; errors?: { extensions?: { code?: string } }[] }
        const reply = answer.data && Object.values(answer.data)[0]
        if (reply && !answer.errors) return reply
        this.note(`${response.status} ${answer.errors?.[0]?.extensions?.code ?? 'no data'}`)
      } catch (error) {
        this.note(((error as { cause?: { code?: string } }).cause?.code ?? (error as Error).name) || 'unknown')
      }
      this.at++
      await sleep(pause)
    }
  }

  private note(what: string): void {
    this.tally.unknown.set(what, (this.tally.unknown.get(what) ?? 0) + 1)
  }
}

export const yuan = (fen: bigint): string => `${fen / 100n}.${String(fen % 100n).padStart(2, '0')}`

export const newTally = (): Tally => ({ acknowledged: [], refused: new Map(), unknown: new Map() })
