import type { ReactNode } from 'react'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { dayAt } from '@qingqian/rules/day'
import { fenOf, showMoney } from '@qingqian/rules/money'
import { clockOf, stampOf } from '../../ui/dates.ts'
import { Sheet } from '../../ui/sheet.tsx'
import { StateWord } from '../../ui/state-word.tsx'
import type { Payable } from './ledger-data.ts'
import { linesOf, type Entry, type Line } from './journal.ts'
import { useProofs, type Proofs } from './proof.ts'
import styles from './journal-timeline.module.css'

const DOT: Partial<Record<Entry['kind'], string>> = {
  OPENING_PAID: 'settled', PAYMENT: 'settled', DISPUTE: 'disputed', SETTLEMENT: 'disputed', REVERSAL: 'late', CORRECTION: 'late',
}

type Props = { payable: Payable; entries: Entry[]; now: string; actions: (entry: Entry) => ReactNode; below: (entry: Entry) => ReactNode }

/** 流水: append-only, both clocks, reversals beside what they reverse, and the chain's hashes. */
export function JournalTimeline({ payable, entries, now, actions, below }: Props) {
  const { t } = useTranslation('ledger')
  const lines = linesOf(entries)
  const proofs = useProofs(entries)
  const closed = (lines.at(-1)?.balance ?? 0n) === fenOf(payable.outstanding)
  return (
    <Sheet title={t('journal.title')} note={t('journal.note')} aside={<Whole proofs={proofs} count={entries.length} />}>
      <div className={styles.head}>
        <span>{t('journal.dates')}</span>
        <span />
        <span>{t('journal.what')}</span>
        <span>{t('journal.amount')}</span>
        <span>{t('journal.balance')}</span>
      </div>
      <ol className={styles.list}>
        {lines.map((line) => (
          <Item key={line.entry.id} line={line} proofs={proofs} actions={actions(line.entry)} below={below(line.entry)} />
        ))}
      </ol>
      <p className={`s mu ${styles.honest}`}>{t(proofs.all === 'unable' ? 'journal.unable' : 'journal.proves')}</p>
      <div className={closed ? styles.closed : styles.total}>
        <span>{t('journal.until', { moment: stampOf(now) })}</span>
        <span className="num">{showMoney(lines.at(-1)?.balance ?? 0n)}</span>
      </div>
    </Sheet>
  )
}

/** All entries together: checked here, or which is not. */
function Whole({ proofs, count }: { proofs: Proofs; count: number }) {
  const { t } = useTranslation('ledger')
  if (proofs.all === 'checked') return <StateWord state="settled">{t('journal.allChecked', { count })}</StateWord>
  if (proofs.all === 'differs') return <StateWord state="overdue">{t('journal.differs')}</StateWord>
  return <span className="mu s">{t('journal.count', { count })}</span>
}

function Item({ line, proofs, actions, below }: { line: Line; proofs: Proofs; actions: ReactNode; below: ReactNode }) {
  const { t } = useTranslation('ledger')
  const { entry, effect, balance, reversedBy } = line
  const proof = proofs.of(entry.id)
  const pair = reversedBy !== null || entry.kind === 'REVERSAL'
  return (
    <li className={pair ? styles.pair : ''}>
      <div className={styles.when}>
        <b>{entry.effectiveOn}</b>
        <span className="mu s">{t('journal.recorded', { moment: recordedText(entry, t('journal.sameDay')) })}</span>
      </div>
      <i className={styles.dot} style={{ background: `var(--${DOT[entry.kind] ?? 'dai'})` }} />
      <div className={styles.body}>
        <div className={styles.kind}>
          <b>{t(`kind.${entry.kind}`)}</b>
          {reversedBy && <span className="s mu">{t('journal.reversedBy', { seq: reversedBy.seq })}</span>}
          {entry.reverses && <span className="s mu">{t('journal.reverses', { seq: entry.reverses.seq })}</span>}
          {entry.onBehalf && <span className="s mu">{t('journal.onBehalf')}</span>}
        </div>
        <div>{saidOf(entry, t)}</div>
        <div className={`s mu ${styles.proof}`}>
          <span>{t('journal.number', { seq: entry.seq })}</span>
          <span>{t('journal.by', { name: entry.recordedName })}</span>
          <button type="button" className={styles.hash} title={`${entry.hash} ${t('journal.copy')}`} onClick={() => void navigator.clipboard?.writeText(entry.hash)}>
            {t('journal.hash')} <span className="hash">{`${entry.hash.slice(0, 8)}…${entry.hash.slice(-6)}`}</span>
          </button>
          {proof === 'checked' && (
            <span title={t('journal.checkedTitle')}>
              <StateWord state="settled">{`${t('journal.checked')}${proofs.follows(entry.id) ? ` · ${t('journal.follows')}` : ''}`}</StateWord>
            </span>
          )}
          {proof === 'differs' && <span className="up">{t('journal.differs')}</span>}
          {actions}
        </div>
        {below}
      </div>
      <div className={`${styles.amount} ${reversedBy ? styles.struck : ''}`}>
        {effect === null ? (
          <>
            <span className="mu s">{t('journal.ofIt')}</span> {showMoney(fenOf(entry.amount))}
          </>
        ) : (
          `${effect > 0n ? '+' : ''}${showMoney(effect)}`
        )}
      </div>
      <div className={styles.balance}>{showMoney(balance)}</div>
    </li>
  )
}

/** How it was paid, or why it was done: what the entry itself says. */
function saidOf(entry: Entry, t: TFunction<'ledger'>): string {
  const parts = [entry.method && t(`method.${entry.method}`), entry.voucherNo && t('journal.voucher', { no: entry.voucherNo }), entry.channel && t(`channel.${entry.channel}`), entry.reason]
  return parts.filter(Boolean).join(' · ')
}

/** When it was recorded: 当日 15:40:51 on the same day, else with the date. */
function recordedText(entry: Entry, sameDay: string): string {
  const moment = Date.parse(entry.recordedAt)
  const day = dayAt(moment)
  if (day === entry.effectiveOn) return `${sameDay} ${clockOf(moment)}`
  return `${day.slice(0, 4) === entry.effectiveOn.slice(0, 4) ? day.slice(5) : day} ${clockOf(moment)}`
}
