import { useEffect, useState } from 'react'
import { useQuery } from '@apollo/client/react'
import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { UnitTreeDocument, type UnitNameFragment } from '../../graphql/generated/graphql.ts'
import styles from './filter-bar.module.css'

type Node = UnitNameFragment & { children?: Node[] }
type Initials = (name: string) => string
const ALL = 'ALL'

function rowsOf(node: Node): UnitNameFragment[] {
  return [node, ...(node.children ?? []).flatMap(rowsOf)]
}

/** Pinyin initials are fetched when somebody first types a letter. */
function useInitials(wanted: boolean): Initials | null {
  const [initials, setInitials] = useState<Initials | null>(null)
  useEffect(() => {
    if (!wanted || initials !== null) return
    void import('pinyin-pro').then(({ pinyin }) => setInitials(() => (name: string) => pinyin(name, { pattern: 'first', toneType: 'none', type: 'array' }).join('').toLowerCase()))
  }, [wanted, initials])
  return initials
}

type Props = {
  /** The unit and everything below it can be chosen. */
  below: string
  label: string
  value: string | null
  onChange: (code: string | null) => void
  /** Which units; all when left out. Then there is no "all" either. */
  only?: (unit: UnitNameFragment) => boolean
  id?: string
}

/** One of the units below, found by name, code or pinyin initials. Nothing is shown where there is no choice. */
export function UnitSelect({ below, label, value, onChange, only, id }: Props) {
  const { t } = useTranslation('ui')
  const { data } = useQuery(UnitTreeDocument, { variables: { unit: below } })
  const [text, setText] = useState('')
  const initials = useInitials(/[a-z]/i.test(text))
  const units = data?.unit ? rowsOf(data.unit as Node).filter(only ?? (() => true)) : []
  if (units.length < 2 && only === undefined) return null
  const options = units.map((unit) => ({ value: unit.code, label: unit.name, said: `${unit.name} ${unit.code} ${initials?.(unit.name) ?? ''}`.toLowerCase() }))
  return (
    <Select<string>
      {...(id === undefined ? {} : { id })}
      aria-label={label}
      prefix={only === undefined ? label : undefined}
      showSearch={{ filterOption: (typed, option) => option?.value !== ALL && (option as { said?: string } | undefined)?.said?.includes(typed.trim().toLowerCase()) === true, onSearch: setText }}
      value={value ?? (only === undefined ? ALL : null)}
      className={`${styles.unit} ${value === null || only ? '' : styles.chosen}`}
      onChange={(code) => onChange(code === ALL ? null : code)}
      options={only === undefined ? [{ value: ALL, label: t('list.all'), said: '' }, ...options] : options}
      popupMatchSelectWidth={false}
    />
  )
}
