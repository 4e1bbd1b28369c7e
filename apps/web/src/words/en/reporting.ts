import type { Words } from '../words.ts'
import type zh from '../zh/reporting.ts'

const reporting: Words<typeof zh> = {
  today: 'Today’s reports',
  expected: 'Expected',
  reported: 'Reported',
  missing: 'Missing',
  onTime: 'On time',
  status: { NOT_DUE: 'not due', OPEN: 'not reported', REPORTED: 'reported', LATE: 'late', MISSING: 'overdue', RETURNED: 'returned', EXEMPT: 'exempt' },
  none: 'Nothing below this unit reports.',
}
export default reporting
