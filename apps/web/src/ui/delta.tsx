import { fenOf, showMoney, type Fen } from '@qingqian/rules/money'
import { useTranslation } from 'react-i18next'
import { useMoneyUnit } from './money.tsx'

/** What a change means: arrears that fall are good, payments that rise are good. */
export type Sense = 'owed' | 'paid' | 'plain'

function look(sense: Sense, rising: boolean): string {
  if (sense === 'plain') return ''
  return (sense === 'owed') === rising ? 'up' : 'dn'
}

/** −57.66 减少, +18.64 增加, +56.30 清偿, 持平: sign and word, colour only beside them. */
export function Delta({ amount, sense = 'owed', dash = false }: { amount: string | Fen; sense?: Sense; dash?: boolean }) {
  const { t } = useTranslation('ui')
  const unit = useMoneyUnit()
  const fen = typeof amount === 'bigint' ? amount : fenOf(amount)
  if (fen === 0n) return <Level dash={dash} />
  const rising = fen > 0n
  const word = sense === 'paid' && rising ? t('delta.paid') : rising ? t('delta.more') : t('delta.less')
  const digits = showMoney(rising ? fen : -fen, unit)
  return (
    <span className={`${look(sense, rising)} nowrap`}>
      {rising ? '+' : '−'}
      {digits} {word}
    </span>
  )
}

export function CountDelta({ value, sense = 'owed', dash = false }: { value: number; sense?: Sense; dash?: boolean }) {
  const { t } = useTranslation('ui')
  if (value === 0) return <Level dash={dash} />
  const rising = value > 0
  return (
    <span className={`${look(sense, rising)} nowrap`}>
      {rising ? '+' : '−'}
      {Math.abs(value).toLocaleString('en-US')} {rising ? t('delta.more') : t('delta.less')}
    </span>
  )
}

function Level({ dash }: { dash: boolean }) {
  const { t } = useTranslation('ui')
  return <span className="mu">{dash ? '—' : t('delta.level')}</span>
}
