import type { Words } from '../words.ts'
import type zh from '../zh/reporting.ts'

const reporting: Words<typeof zh> = {
  today: 'Today’s reports',
  expected: 'Expected',
  reported: 'Reported',
  missing: 'Missing',
  onTime: 'On time',
  /** What a unit's name loses on a small tile. */
  shortName: '（演示）|[(]演示[)]|有限责任公司|有限公司|^[县市]|办公室$',
  status: { NOT_DUE: 'not due', OPEN: 'not reported', REPORTED: 'reported', LATE: 'late', MISSING: 'overdue', RETURNED: 'returned', EXEMPT: 'exempt' },
  none: 'Nothing below this unit reports.',
}
export default reporting
