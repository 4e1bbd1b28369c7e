import type { Words } from '../words.ts'
import type zh from '../zh/ui.ts'

const ui: Words<typeof zh> = {
  money: { unit: 'Unit of money', yuan: 'yuan', wan: '10k yuan', yi: '100M yuan', header: 'Amounts in {{unit}}' },
  count: { payables: 'payables', creditors: 'creditors', units: 'units' },
  delta: { more: 'more', less: 'less', paid: 'paid', level: 'unchanged' },
  bar: { says: 'paid {{paid}}%, outstanding {{owed}}%, of it in dispute {{disputed}}%' },
  trouble: {
    load: 'The data did not arrive',
    loadSafe: 'It only cannot be shown; the ledger has not changed.',
    loadTodo: 'Try again; if it keeps failing, tell the administrator.',
    unreached: 'The server was not reached',
    unreachedSafe: 'It is not certain whether this was booked; sending the same again never books twice.',
    unreachedTodo: 'Check the network and press again.',
    refusedSafe: 'Not booked; the ledger has not changed.',
    refusedTodo: 'Correct it and submit again; what you typed is still here.',
    broken: 'The system failed',
    brokenTodo: 'Try again; if it keeps failing, tell the administrator this code.',
    retry: 'Try again',
    missing: 'There is no such page, or you may not see it',
    missingSafe: 'The ledger has not changed.',
    missingTodo: 'Go on from the menu or the unit switcher.',
  },
  unitKind: { CITY: 'City', COUNTY: 'County', TOWNSHIP: 'Township', DEV_ZONE: 'Development zone', DEPARTMENT: 'Department', INSTITUTION: 'Institution', SOE: 'State-owned enterprise', SUBSIDIARY: 'Subsidiary' },
  line: { TOWNSHIP: 'Townships', DEPARTMENT: 'Departments', SOE: 'SOEs', ZONE: 'Zones', COUNTY: 'Counties', OTHER: 'Others' },
  cityLine: { TOWNSHIP: 'Townships', DEPARTMENT: 'City departments', SOE: 'City SOEs', ZONE: 'Zones', COUNTY: 'Counties', OTHER: 'Others' },
  unitStatus: { OPERATING: 'Operating', SUSPENDED: 'Suspended', DISSOLVED: 'Dissolved' },
  vintage: { BEFORE_CUTOFF: 'Before 2020', SINCE_CUTOFF: 'Since 2020' },
  category: { GOODS: 'Goods', WORKS: 'Works', SERVICES: 'Services', DIVIDEND: 'Dividend', DEPOSIT: 'Deposit', OTHER: 'Other' },
  role: {
    OFFICE: 'Arrears office', CLERK: 'Clerk', FINANCE: 'Finance bureau', INTAKE: 'Intake', PROJECTS: 'Projects', AUDIT: 'Audit', OBSERVER: 'Read-only',
    SYSTEM: 'System administrator', SECURITY: 'Security administrator', AUDITOR: 'Audit administrator',
  },
  weekday: { sun: 'Sunday', mon: 'Monday', tue: 'Tuesday', wed: 'Wednesday', thu: 'Thursday', fri: 'Friday', sat: 'Saturday' },
  date: { long: '{{year}}-{{month}}-{{date}}', short: '{{month}}-{{date}}' },
  list: { optional: 'optional', cancel: 'Cancel', save: 'Save', close: 'Close', all: 'all' },
  mark: '清',
  rounding: 'Figures are rounded one by one, so parts and totals may differ slightly',
  chart: 'Chart',
  table: 'Table',
}
export default ui
