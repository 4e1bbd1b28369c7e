import type { Words } from '../words.ts'
import type zh from '../zh/ledger.ts'

const ledger: Words<typeof zh> = {
  title: 'Ledger of {{unit}}',
}
export default ledger
