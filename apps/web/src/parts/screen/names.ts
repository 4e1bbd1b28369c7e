import { useTranslation } from 'react-i18next'

/** A unit's name without what everybody here knows: its county, the form of the company. */
export function useShortName(parent: string): (name: string) => string {
  const { t } = useTranslation('reporting')
  const drop = new RegExp(t('shortName'), 'g')
  return (name) => {
    const own = name.startsWith(parent) ? name.slice(parent.length) : name
    return own.replace(drop, '') || own
  }
}
