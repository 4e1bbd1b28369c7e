import { useRef, useState } from 'react'
import { useMutation } from '@apollo/client/react'
import { CombinedGraphQLErrors } from '@apollo/client/errors'
import type { TypedDocumentNode } from '@graphql-typed-document-node/core'

/** What a person is told when an act did not happen, or may not have happened. */
export type Failure = {
  kind: 'refused' | 'unreached' | 'broken'
  code: string
  message?: string
  field?: string | null
}

type Refusal = { __typename?: 'Refusal'; code: string; message: string; field?: string | null }
type Answer = { __typename?: string } | Refusal

/** A UUID; crypto.randomUUID is missing in Chromium 86 and on plain http. */
export function newRequestId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = (bytes[6]! & 0x0f) | 0x40
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

function failureOf(error: unknown): Failure {
  if (!CombinedGraphQLErrors.is(error)) return { kind: 'unreached', code: 'UNREACHED' }
  const first = error.errors[0]
  const failure: Failure = { kind: 'broken', code: String(first?.extensions?.code ?? 'INTERNAL') }
  return first === undefined ? failure : { ...failure, message: first.message }
}

/**
 * One act (a mutation with `input.requestId`). The same input sent again carries the same id, so an answer that got
 * lost on the way cannot be booked twice. Gives what was made, or null after a refusal or a failure.
 */
export function useAct<Data extends Record<string, unknown>, Input extends { requestId: string }>(
  document: TypedDocumentNode<Data, { input: Input }>,
) {
  const [send, { loading }] = useMutation(document)
  const [failure, setFailure] = useState<Failure | null>(null)
  const sent = useRef<{ input: string; requestId: string } | null>(null)

  async function act(input: Omit<Input, 'requestId'>): Promise<Data | null> {
    const text = JSON.stringify(input)
    if (sent.current?.input !== text) sent.current = { input: text, requestId: newRequestId() }
    setFailure(null)
    try {
      const { data } = await send({ variables: { input: { ...input, requestId: sent.current.requestId } as Input } } as never)
      const answer = Object.entries((data ?? {}) as Record<string, unknown>).find(([key]) => key !== '__typename')?.[1] as Answer | undefined
      if (answer?.__typename === 'Refusal') {
        const { code, message, field } = answer as Refusal
        setFailure({ kind: 'refused', code, message, field: field ?? null })
        return null
      }
      sent.current = null
      return (data ?? null) as Data | null
    } catch (error) {
      setFailure(failureOf(error))
      return null
    }
  }

  return { act, loading, failure, clear: () => setFailure(null) }
}
