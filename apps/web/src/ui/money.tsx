import { createContext, useContext, type ReactNode } from 'react'
import { fenOf, showMoney, type Fen, type MoneyUnit } from '@qingqian/rules/money'
import { Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { setPrefs, usePrefs } from './prefs.ts'
import styles from './money.module.css'

/** Which of a person's two choices a page follows: pages of totals start in 万元, pages of rows in 元. */
export type Scale = 'totals' | 'rows'

const ScaleContext = createContext<Scale>('totals')

export function ScaleOfPage({ scale, children }: { scale: Scale; children: ReactNode }) {
  return <ScaleContext.Provider value={scale}>{children}</ScaleContext.Provider>
}

/** The unit amounts of this page are shown in. */
export function useMoneyUnit(): MoneyUnit {
  const scale = useContext(ScaleContext)
  const { totalsIn, rowsIn } = usePrefs()
  return scale === 'rows' ? rowsIn : totalsIn
}

/** Shows the wire's amounts (or fen) in the unit of the page. */
export function useShow(): (amount: string | Fen) => string {
  const unit = useMoneyUnit()
  return (amount) => showMoney(typeof amount === 'bigint' ? amount : fenOf(amount), unit)
}

/** An amount in the page's unit; what is exact stands in the title. */
export function Money({ of, unit }: { of: string | Fen; unit?: MoneyUnit }) {
  const pageUnit = useMoneyUnit()
  const fen = typeof of === 'bigint' ? of : fenOf(of)
  const shown = unit ?? pageUnit
  return shown === 'yuan' ? <>{showMoney(fen)}</> : <span title={showMoney(fen)}>{showMoney(fen, shown)}</span>
}

/** 元 / 万元 / 亿元 as a word. */
export function MoneyUnitWord({ unit }: { unit?: MoneyUnit }) {
  const { t } = useTranslation('ui')
  const pageUnit = useMoneyUnit()
  return <>{t(`money.${unit ?? pageUnit}`)}</>
}

export function MoneyUnitSwitch() {
  const { t } = useTranslation('ui')
  const scale = useContext(ScaleContext)
  const unit = useMoneyUnit()
  return (
    <Segmented<MoneyUnit>
      className={styles.switch}
      size="small"
      aria-label={t('money.unit')}
      value={unit}
      options={(['yuan', 'wan', 'yi'] as const).map((value) => ({ value, label: t(`money.${value}`) }))}
      onChange={(value) => setPrefs(scale === 'rows' ? { rowsIn: value } : { totalsIn: value })}
    />
  )
}
