import { useTranslation } from 'react-i18next'

/** A unit's name as a small tile has room for it: 县工业和信息化局 → 工信局 as offices say it. The full name stands beside it for who asks. */
export function useShortName(): (name: string, parent: string) => string {
  const { t } = useTranslation('reporting')
  const drop = new RegExp(t('tileName.drop'), 'g')
  const said = t('tileName.said').split('|').map((pair) => pair.split('='))
  return (name, parent) => {
    const own = name.startsWith(parent) ? name.slice(parent.length) : name
    const plain = said.reduce((text, [long, short]) => text.replace(long!, short!), own.replace(drop, ''))
    return plain || name
  }
}
