import { useState } from 'react'
import { Input, type InputRef } from 'antd'
import { useTranslation } from 'react-i18next'
import { moneyInWords, parseMoney, showMoney, type Fen, type MoneyFault } from '@qingqian/rules/money'
import styles from './amount-input.module.css'

/** An amount as typed: fen, or why it is none. "12.5万" and "12.5万元" count in 万元. */
export function readAmount(text: string, wan: RegExp): Fen | MoneyFault | 'AMOUNT_NOT_POSITIVE' | null {
  if (text.trim() === '') return null
  const inWan = wan.test(text)
  const fen = parseMoney(text.replace(wan, ''), inWan ? 'wan' : 'yuan')
  return typeof fen === 'bigint' && fen <= 0n ? 'AMOUNT_NOT_POSITIVE' : fen
}

export function useReadAmount(): (text: string) => Fen | MoneyFault | 'AMOUNT_NOT_POSITIVE' | null {
  const { t } = useTranslation('ledger')
  const wan = new RegExp(t('amountSuffix.wan'))
  const yuan = new RegExp(t('amountSuffix.yuan'))
  return (text) => readAmount(wan.test(text) ? text : text.replace(yuan, ''), wan)
}

type Props = { id?: string; value?: string; onChange?: (text: string) => void; words?: boolean; autoFocus?: boolean; invalid?: boolean; label?: string; field?: React.Ref<InputRef> }

/** Right-aligned; grouped and turned into yuan when left; the amount in words below. */
export function AmountInput({ id, value = '', onChange, words = false, autoFocus = false, invalid = false, label, field }: Props) {
  const { t } = useTranslation('ledger')
  const read = useReadAmount()
  const [converted, setConverted] = useState<string | null>(null)
  const fen = read(value)
  function leave() {
    if (typeof fen !== 'bigint') return
    const inWan = new RegExp(t('amountSuffix.wan')).test(value)
    setConverted(inWan ? t('pay.wan', { wan: value.replace(new RegExp(t('amountSuffix.wan')), ''), yuan: showMoney(fen) }) : null)
    onChange?.(showMoney(fen))
  }
  return (
    <span className={styles.box}>
      <Input
        {...(id === undefined ? {} : { id })}
        ref={field ?? null}
        className={styles.input!}
        inputMode="decimal"
        autoComplete="off"
        autoFocus={autoFocus}
        aria-label={label}
        status={invalid ? 'error' : ''}
        value={value}
        onChange={(event) => onChange?.(event.target.value)}
        onBlur={leave}
      />
      {words && <span className="mu s">{typeof fen === 'bigint' ? moneyInWords(fen) : ''}</span>}
      {words && converted && <span className="mu s">{converted}</span>}
    </span>
  )
}
