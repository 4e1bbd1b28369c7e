import { Board } from '../parts/rollup/board.tsx'

export default function BoardPage() {
  return <Board />
}
