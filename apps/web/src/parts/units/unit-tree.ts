import { useEffect, useMemo, useState } from 'react'
import { useQuery } from '@apollo/client/react'
import { UnitTreeDocument, type UnitNameFragment } from '../../graphql/generated/graphql.ts'

/** A unit at its place: its row's depth, and those above it, top first. */
export type Placed = { unit: UnitNameFragment; depth: number; above: UnitNameFragment[]; children: number }
type Node = UnitNameFragment & { children?: Node[] }
type Spelling = (name: string) => string

function placed(node: Node, above: UnitNameFragment[] = []): Placed[] {
  const children = node.children ?? []
  return [{ unit: node, depth: above.length, above, children: children.length }, ...children.flatMap((child) => placed(child, [...above, node]))]
}

/** All units from one down, parents before children. */
export function useUnitTree(top: string) {
  const { data, error, refetch } = useQuery(UnitTreeDocument, { variables: { unit: top } })
  const rows = useMemo(() => (data?.unit ? placed(data.unit as Node) : []), [data])
  return { rows, loaded: data !== undefined, error, retry: () => void refetch() }
}

/** How names are spelt in pinyin, initials and whole; fetched when first wanted. */
export function useSpelling(wanted: boolean): Spelling | null {
  const [spelling, setSpelling] = useState<Spelling | null>(null)
  useEffect(() => {
    if (!wanted || spelling !== null) return
    void import('pinyin-pro').then(({ pinyin }) => {
      const known = new Map<string, string>()
      setSpelling(() => (name: string) => {
        if (!known.has(name)) {
          const syllables = pinyin(name, { toneType: 'none', type: 'array' })
          known.set(name, `${syllables.map((each) => each[0]).join('')} ${syllables.join('')}`.toLowerCase())
        }
        return known.get(name)!
      })
    })
  }, [wanted, spelling])
  return spelling
}

/** Does what somebody typed mean this unit? By name, code or pinyin. */
export function matchesUnit({ name, code }: { name: string; code: string }, typed: string, spelling: Spelling | null): boolean {
  const text = typed.trim().toLowerCase()
  return text === '' || name.includes(text) || code.toLowerCase().includes(text) || (spelling?.(name).includes(text) ?? false)
}

/** Letters in what is typed: pinyin is wanted. */
export const spelt = (typed: string): boolean => /[a-z]/i.test(typed)
