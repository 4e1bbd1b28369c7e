import type { Words } from '../words.ts'
import type zh from '../zh/access.ts'

const access: Words<typeof zh> = {
  product: 'Qingqian',
  subtitle: 'Ledger of overdue payments to small firms',
  title: 'Sign in',
  account: 'Account',
  password: 'Password',
  submit: 'Sign in',
  needAccount: 'Type the account',
  needPassword: 'Type the password',
  failed: 'Not signed in',
  failedSafe: 'The ledger has not changed.',
  failedTodo: 'Check account and password; the administrator above can reset it.',
  lockedTodo: 'Wait a while, or ask the administrator above to unlock it.',
  accountExample: 'for example office.140521',
}
export default access
