import { useState } from 'react'
import { useQuery } from '@apollo/client/react'
import { Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { TerritoryDocument } from '../../graphql/generated/graphql.ts'
import styles from './territory.module.css'

/** 属地: asked for townships and zones of now; null elsewhere. */
export function useTerritory(unit: string, asked: boolean) {
  const [on, turn] = useState(false)
  const { data } = useQuery(TerritoryDocument, { variables: { unit }, skip: !asked })
  return { on, turn, totals: data?.unit?.territoryTotals ?? null }
}

export function TerritorySwitch({ on, turn }: { on: boolean; turn: (on: boolean) => void }) {
  const { t } = useTranslation('rollup')
  return (
    <Segmented<'owner' | 'territory'>
      size="small"
      className={styles.switch!}
      aria-label={t('view.label')}
      value={on ? 'territory' : 'owner'}
      onChange={(value) => turn(value === 'territory')}
      options={(['owner', 'territory'] as const).map((value) => ({ value, label: t(`view.${value}`) }))}
    />
  )
}
