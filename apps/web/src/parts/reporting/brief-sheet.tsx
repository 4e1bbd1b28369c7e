import { useState } from 'react'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Sheet } from '../../ui/sheet.tsx'
import { StateWord } from '../../ui/state-word.tsx'
import type { Campaign } from '../rollup/campaign.ts'
import { textOf, useBrief } from './brief.ts'
import type { DailyBoard } from './daily-board.ts'
import { copyText } from './reminder.tsx'
import styles from './brief.module.css'

/** The brief as it is printed, and the three ways it leaves the house. */
export function BriefSheet({ board, unit, campaign }: { board: DailyBoard; unit: { code: string; name: string }; campaign: Campaign }) {
  const { t } = useTranslation('reporting')
  const brief = useBrief(board, unit, campaign)
  const [saving, setSaving] = useState(false)
  const [copied, setCopied] = useState(false)
  if (brief === null) return <Sheet className={styles.brief!}>{null}</Sheet>
  async function save() {
    setSaving(true)
    const { savePage } = await import('./brief-picture.ts')
    await savePage(brief!)
    setSaving(false)
  }
  return (
    <div className={styles.page}>
      <div className={`${styles.acts} noprint`}>
        <Button type="primary" loading={saving} onClick={() => void save()}>
          {t('receipt.image')}
        </Button>
        <Button onClick={() => print()}>{t('receipt.print')}</Button>
        <Button onClick={() => void copyText(textOf(brief)).then(setCopied)}>{t('brief.copy')}</Button>
        <span role="status">{copied && <StateWord state="settled">{t('remind.copied')}</StateWord>}</span>
      </div>
      <Sheet className={styles.brief!}>
        <article>
          <h2>{brief.title}</h2>
          <p className={styles.under}>{brief.under}</p>
          {brief.sections.map(({ heading, lines, table }) => (
            <section key={heading}>
              <h3>{heading}</h3>
              {table && table.length > 0 && (
                <table className="tb">
                  <caption className="hidden">{heading}</caption>
                  <thead>
                    <tr>
                      <th>{t('brief.kind')}</th>
                      <th className="num">{t('brief.count')}</th>
                      <th className="num">{t('brief.amount')}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {table.map(([kind, count, amount]) => (
                      <tr key={kind}>
                        <td>{kind}</td>
                        <td className="num">{count}</td>
                        <td className="num b">{amount}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              )}
              {lines.map((line) => (
                <p key={line}>{line}</p>
              ))}
            </section>
          ))}
          <p className={styles.foot}>{brief.foot}</p>
        </article>
      </Sheet>
    </div>
  )
}
