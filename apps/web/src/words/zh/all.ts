import access from './access.ts'
import frame from './frame.ts'
import ledger from './ledger.ts'
import reporting from './reporting.ts'
import rollup from './rollup.ts'
import ui from './ui.ts'

export default { access, frame, ledger, reporting, rollup, ui }
