import { useSearchParams } from 'react-router'
import { addDays, dayAt, isDay, type Day } from '@qingqian/rules/day'
import { serverNow } from '../../graphql/clock.ts'
import { useAddress } from '../units/address.ts'

/** Which day a page of reports is about: of the address, else of the moment shown, else today. */
export function useDay(): { day: Day; today: Day; to: (day: Day) => void } {
  const [search, setSearch] = useSearchParams()
  const { asOf } = useAddress()
  const today = dayAt(serverNow())
  const asked = search.get('day')
  const day = asked !== null && isDay(asked) && asked <= today ? asked : dayAt(asOf === null ? serverNow() : Date.parse(asOf))
  function to(next: Day) {
    const params = new URLSearchParams(search)
    if (next >= today) params.delete('day')
    else params.set('day', next)
    setSearch(params)
  }
  return { day, today, to }
}

export const dayBefore = (day: Day): Day => addDays(day, -1)
export const dayAfter = (day: Day): Day => addDays(day, 1)
