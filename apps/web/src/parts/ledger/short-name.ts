import { useTranslation } from 'react-i18next'

/** A debtor's name without what all of them share: 沁河建材有限公司(演示) → 沁河建材. The full name stands in the title. */
export function useShortName(): (name: string) => string {
  const { t } = useTranslation('ledger')
  const tail = new RegExp(t('nameTail'), 'g')
  return (name) => name.replace(tail, '') || name
}
