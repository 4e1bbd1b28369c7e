import { useTranslation } from 'react-i18next'
import { dayAt, isDay } from '@qingqian/rules/day'
import { serverNow } from '../../graphql/clock.ts'

/** A day that is, and not one to come. */
export function useDayRule() {
  const { t } = useTranslation('ledger')
  return {
    validator: (_: unknown, value: string | undefined) => {
      if (!value || !isDay(value)) return Promise.reject(new Error(t('fault.day')))
      return value <= dayAt(serverNow()) ? Promise.resolve() : Promise.reject(new Error(t('fault.future')))
    },
  }
}
