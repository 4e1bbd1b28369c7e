import { useEffect, useRef, useState } from 'react'
import { Button, Input, Select, type InputRef } from 'antd'
import { useTranslation } from 'react-i18next'
import { MoneyUnitWord } from '../../ui/money.tsx'
import { CATEGORIES, ORDERS, VINTAGES, type Order, type Tab, type Wanted } from './filters.ts'
import styles from './filter-bar.module.css'

const TABS: Tab[] = ['all', 'owed', 'disputed', 'cleared']
const ALL = 'ALL'

export function Tabs({ wanted, want, count }: { wanted: Wanted; count: number | null; want: (change: Partial<Wanted>) => void }) {
  const { t } = useTranslation('ledger')
  return (
    <div className={styles.tabs} role="tablist">
      {TABS.map((tab) => (
        <button key={tab} type="button" role="tab" aria-selected={wanted.tab === tab} className={wanted.tab === tab ? styles.on : ''} onClick={() => want({ tab })}>
          {t(`tabs.${tab}`)}
          {wanted.tab === tab && count !== null && <em>{count}</em>}
        </button>
      ))}
    </div>
  )
}

/** Search goes to the address a moment after the last key. `/` focuses it. */
function Search({ value, onSearch }: { value: string; onSearch: (text: string) => void }) {
  const { t } = useTranslation('ledger')
  const field = useRef<InputRef>(null)
  const [text, setText] = useState(value)
  useEffect(() => setText(value), [value])
  useEffect(() => {
    if (text === value) return
    const timer = setTimeout(() => onSearch(text), 300)
    return () => clearTimeout(timer)
  })
  useEffect(() => {
    function slash(event: KeyboardEvent) {
      if (event.key !== '/' || /^(INPUT|TEXTAREA|SELECT)$/.test((event.target as HTMLElement).tagName)) return
      event.preventDefault()
      field.current?.focus()
    }
    document.addEventListener('keydown', slash)
    return () => document.removeEventListener('keydown', slash)
  }, [])
  return <Input ref={field} allowClear className={styles.search!} value={text} placeholder={t('filter.search')} aria-label={t('filter.search')} onChange={(event) => setText(event.target.value)} />
}

export function FilterBar({ wanted, want }: { wanted: Wanted; want: (change: Partial<Wanted>) => void }) {
  const { t } = useTranslation('ledger')
  const { t: word } = useTranslation('ui')
  const filtered = wanted.search !== '' || wanted.vintage !== null || wanted.category !== null
  return (
    <div className={styles.bar}>
      <Search value={wanted.search} onSearch={(search) => want({ search })} />
      <Select
        aria-label={t('filter.vintage')}
        prefix={t('filter.vintage')}
        value={wanted.vintage ?? ALL}
        onChange={(value) => want({ vintage: value === ALL ? null : (value as Wanted['vintage']) })}
        options={[{ value: ALL, label: word('list.all') }, ...VINTAGES.map((value) => ({ value, label: word(`vintage.${value}`) }))]}
        popupMatchSelectWidth={false}
      />
      <Select
        aria-label={t('filter.category')}
        prefix={t('filter.category')}
        value={wanted.category ?? ALL}
        onChange={(value) => want({ category: value === ALL ? null : (value as Wanted['category']) })}
        options={[{ value: ALL, label: word('list.all') }, ...CATEGORIES.map((value) => ({ value, label: word(`category.${value}`) }))]}
        popupMatchSelectWidth={false}
      />
      <Select<Order>
        aria-label={t('filter.order')}
        prefix={t('filter.order')}
        value={wanted.order}
        onChange={(order) => want({ order })}
        options={(Object.keys(ORDERS) as Order[]).map((value) => ({ value, label: t(`order.${value}`) }))}
        popupMatchSelectWidth={false}
      />
      {filtered && (
        <Button type="link" size="small" onClick={() => want({ search: '', vintage: null, category: null })}>
          {t('filter.clear')}
        </Button>
      )}
      <span className="sp" />
      <span className="mu">
        {word('money.header', { unit: '' })}
        <MoneyUnitWord />
      </span>
    </div>
  )
}
