import { useState } from 'react'

/** Rows ticked in the grid. `mark` with the shift key takes everything since the last mark. */
export function useSelection(idAt: (index: number) => string | null) {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set())
  const [last, setLast] = useState(0)
  return {
    ids,
    mark: (index: number, through: boolean) => {
      const next = new Set(ids)
      const [from, to] = through ? [Math.min(last, index), Math.max(last, index)] : [index, index]
      const own = idAt(index)
      const on = own !== null && (through || !next.has(own))
      for (let at = from; at <= to; at++) {
        const id = idAt(at)
        if (id === null) continue
        if (on) next.add(id)
        else next.delete(id)
      }
      setLast(index)
      setIds(next)
    },
    set: (all: Iterable<string>) => setIds(new Set(all)),
    clear: () => setIds(new Set()),
  }
}
