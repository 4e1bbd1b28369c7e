import { useAddress } from '../units/address.ts'
import { LoadFailed, Missing } from '../../ui/failed.tsx'
import { useBoard } from './board-data.ts'
import { BoardHead } from './board-head.tsx'
import { Headline } from './headline.tsx'

/** The board of a unit: what it owes, what moved, who below it owes how much, who reported today. */
export function Board() {
  const address = useAddress()
  const { board, before, loading, error, retry } = useBoard(address)
  if (board === null) return <Missing />
  if (board === undefined) return loading || !error ? <Headline board={null} before={null} /> : <LoadFailed retry={retry} />
  return (
    <>
      <BoardHead board={board} />
      <Headline board={board} before={before} />
    </>
  )
}
