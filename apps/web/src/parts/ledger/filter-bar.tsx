import { useEffect, useRef, useState, type ReactNode } from 'react'
import { Button, Input, Popover, Select, type InputRef } from 'antd'
import { useTranslation } from 'react-i18next'
import { AGES } from '@qingqian/rules/age'
import { MoneyUnitWord } from '../../ui/money.tsx'
import { useNarrow } from '../../ui/narrow.ts'
import { CATEGORIES, NOTHING_WANTED, ORDERS, STATUSES, TABS, VINTAGES, type Order, type Tab, type Wanted } from './filters.ts'
import type { Sums } from './ledger-data.ts'
import { UnitSelect } from './unit-select.tsx'
import styles from './filter-bar.module.css'

const ALL = 'ALL'
const COUNT: Record<Tab, (sums: Sums) => number> = {
  all: (sums) => sums.count,
  owed: (sums) => sums.outstandingCount,
  disputed: (sums) => sums.contestedCount,
  cleared: (sums) => sums.count - sums.outstandingCount,
}

export function Tabs({ wanted, want, sums, children }: { wanted: Wanted; sums: Sums | null; want: (change: Partial<Wanted>) => void; children: ReactNode }) {
  const { t } = useTranslation('ledger')
  return (
    <div className={styles.head}>
      <div className={styles.tabs} role="group" aria-label={t('tabsLabel')}>
        {TABS.map((tab) => (
          <button key={tab} type="button" aria-pressed={wanted.tab === tab} className={wanted.tab === tab ? styles.on : ''} onClick={() => want({ tab })}>
            {t(`tabs.${tab}`)}
            {sums && <em>{COUNT[tab](sums)}</em>}
          </button>
        ))}
      </div>
      <span className="sp" />
      {children}
    </div>
  )
}

/** Search goes to the address a moment after the last key. `/` focuses it, Esc empties it. */
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
  return (
    <Input
      ref={field}
      allowClear
      maxLength={100}
      className={styles.search!}
      value={text}
      placeholder={t('filter.search')}
      aria-label={t('filter.search')}
      onChange={(event) => setText(event.target.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        if (text === '') field.current?.blur()
        setText('')
      }}
    />
  )
}

type ChoiceProps<T extends string> = { label: string; value: T | null; options: { value: T; label: string }[]; onChange: (value: T | null) => void }

/** One of a few, or all. */
function Choice<T extends string>({ label, value, options, onChange }: ChoiceProps<T>) {
  const { t: word } = useTranslation('ui')
  return (
    <Select<string>
      aria-label={label}
      prefix={label}
      value={value ?? ALL}
      className={value === null ? '' : styles.chosen!}
      onChange={(chosen) => onChange(chosen === ALL ? null : (chosen as T))}
      options={[{ value: ALL, label: word('list.all') }, ...options]}
      popupMatchSelectWidth={false}
    />
  )
}

/** Overdue since, from and to. */
function Range({ wanted, want }: { wanted: Wanted; want: (change: Partial<Wanted>) => void }) {
  const { t } = useTranslation('ledger')
  const { t: word } = useTranslation('ui')
  const { from, to } = wanted
  const chosen = from !== null || to !== null
  return (
    <Popover
      trigger="click"
      placement="bottomLeft"
      arrow={false}
      content={
        <div className={styles.range}>
          <Input type="date" aria-label={t('filter.from')} value={from ?? ''} onChange={(event) => want({ from: event.target.value || null })} />
          –
          <Input type="date" aria-label={t('filter.to')} value={to ?? ''} onChange={(event) => want({ to: event.target.value || null })} />
        </div>
      }
    >
      <button type="button" className={`${styles.open} ${chosen ? styles.chosen : ''}`}>
        {t('column.since')} <b>{chosen ? `${from ?? ''} – ${to ?? ''}` : word('list.all')}</b> <i className="car" />
      </button>
    </Popover>
  )
}

export function FilterBar({ unit, wanted, want }: { unit: string; wanted: Wanted; want: (change: Partial<Wanted>) => void }) {
  const { t } = useTranslation('ledger')
  const { t: word } = useTranslation('ui')
  const narrow = useNarrow()
  const [open, setOpen] = useState(false)
  const filtered = Object.entries(NOTHING_WANTED).some(([key, nothing]) => wanted[key as keyof typeof NOTHING_WANTED] !== nothing)
  return (
    <div className={styles.bar}>
      <Search value={wanted.search} onSearch={(search) => want({ search })} />
      {narrow && (
        <Button aria-expanded={open} onClick={() => setOpen(!open)}>
          {t('filter.open')}
          {filtered && ' ·'}
        </Button>
      )}
      {(!narrow || open) && <Choices unit={unit} wanted={wanted} want={want} />}
      {filtered && (
        <Button type="link" size="small" onClick={() => want(NOTHING_WANTED)}>
          {t('filter.clear')}
        </Button>
      )}
      <span className="sp" />
      <span className="mu nowrap">
        {word('money.header', { unit: '' })}
        <MoneyUnitWord />
      </span>
    </div>
  )
}

function Choices({ unit, wanted, want }: { unit: string; wanted: Wanted; want: (change: Partial<Wanted>) => void }) {
  const { t } = useTranslation('ledger')
  const { t: word } = useTranslation('ui')
  return (
    <>
      <UnitSelect below={unit} label={t('filter.unit')} value={wanted.place} onChange={(place) => want({ place })} />
      <Choice label={t('filter.vintage')} value={wanted.vintage} options={VINTAGES.map((value) => ({ value, label: word(`vintage.${value}`) }))} onChange={(vintage) => want({ vintage })} />
      <Choice label={t('filter.age')} value={wanted.age} options={AGES.map((value) => ({ value, label: t(`age.${value}`) }))} onChange={(age) => want({ age })} />
      <Choice label={t('filter.category')} value={wanted.category} options={CATEGORIES.map((value) => ({ value, label: word(`category.${value}`) }))} onChange={(category) => want({ category })} />
      <Choice label={t('filter.status')} value={wanted.status} options={STATUSES.map((value) => ({ value, label: t(`status.${value}`) }))} onChange={(status) => want({ status })} />
      <Range wanted={wanted} want={want} />
      <Select<Order>
        aria-label={t('filter.order')}
        prefix={t('filter.order')}
        value={wanted.order}
        onChange={(order) => want({ order })}
        options={(Object.keys(ORDERS) as Order[]).map((value) => ({ value, label: t(`order.${value}`) }))}
        popupMatchSelectWidth={false}
      />
    </>
  )
}
