import access from './access.ts'
import administration from './administration.ts'
import frame from './frame.ts'
import importing from './import.ts'
import ledger from './ledger.ts'
import reporting from './reporting.ts'
import rollup from './rollup.ts'
import screen from './screen.ts'
import ui from './ui.ts'

export default { access, administration, frame, import: importing, ledger, reporting, rollup, screen, ui }
