import { useState } from 'react'
import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { matchesUnit, spelt, useSpelling, type Placed } from './unit-tree.ts'
import styles from './unit-chooser.module.css'

type Props = { id?: string; rows: Placed[]; value?: string; onChange?: (code: string) => void; label: string; allowClear?: boolean }

/** One unit out of a tree, searched by name, code or pinyin. */
export function UnitChooser({ id, rows, value, onChange, label, allowClear = false }: Props) {
  const { t } = useTranslation('administration')
  const [typed, setTyped] = useState('')
  const spelling = useSpelling(spelt(typed))
  return (
    <Select<string, { value: string; label: string; row: Placed }>
      {...(id === undefined ? {} : { id })}
      className={styles.chooser!}
      showSearch={{ onSearch: setTyped, filterOption: (input, option) => option !== undefined && matchesUnit(option.row.unit, input, spelling) }}
      {...(value === undefined ? {} : { value })}
      {...(onChange === undefined ? {} : { onChange })}
      allowClear={allowClear}
      aria-label={label}
      placeholder={t('search')}
      notFoundContent={t('none')}
      options={rows.map((row) => ({ value: row.unit.code, label: row.unit.name, row }))}
      optionRender={({ data: { row } }) => (
        <span className={styles.option} style={{ paddingLeft: typed === '' ? row.depth * 14 : 0 }}>
          {row.unit.name}
          <span className="mu s">{typed === '' ? row.unit.code : row.above.at(-1)?.name}</span>
        </span>
      )}
    />
  )
}
