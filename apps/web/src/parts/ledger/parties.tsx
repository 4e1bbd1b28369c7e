import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { dayAt, daysBetween } from '@qingqian/rules/day'
import { serverNow } from '../../graphql/clock.ts'
import { Sheet } from '../../ui/sheet.tsx'
import { usePageLink } from '../units/address.ts'
import type { Payable } from './ledger-data.ts'
import styles from './parties.module.css'

/** Who, to whom, for what, since when. */
export function Parties({ payable }: { payable: Payable }) {
  const { t } = useTranslation('ledger')
  const { t: word } = useTranslation('ui')
  const link = usePageLink()
  return (
    <Sheet title={t('payable.parties')}>
      <dl className={styles.list}>
        <dt>{t('payable.creditor')}</dt>
        <dd>
          {payable.creditor.name}
          {payable.creditor.uscc && <span className="mu s">{payable.creditor.uscc}</span>}
        </dd>
        <dt>{t('payable.debtor')}</dt>
        <dd>
          <Link to={link('ledger', payable.unit.code)}>{payable.unit.name}</Link>
        </dd>
        {payable.contractNo && (
          <>
            <dt>{t('payable.contract')}</dt>
            <dd>{payable.contractNo}</dd>
          </>
        )}
        <dt>{t('payable.category')}</dt>
        <dd>{word(`category.${payable.category}`)}</dd>
        <dt>{t('payable.since')}</dt>
        <dd>
          {payable.overdueSince}
          <span className="mu s">{t('payable.sinceDays', { count: Math.max(0, daysBetween(payable.overdueSince, dayAt(serverNow()))) })}</span>
        </dd>
        <dt>{t('payable.vintage')}</dt>
        <dd>{word(`vintage.${payable.vintage}`)}</dd>
      </dl>
    </Sheet>
  )
}
