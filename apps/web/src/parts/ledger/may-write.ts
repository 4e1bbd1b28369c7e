import { useViewer, type Viewer } from '../access/viewer.tsx'
import { useAddress } from '../units/address.ts'

/** Why somebody may not write here: a key of ledger:cannot. */
export type Cannot = 'past' | 'role' | 'unit'

type Place = { code: string; reportingLine?: string | null }

/** The same rules as the server's scopes, for telling beforehand: clerks their own unit, groups all below, offices everything they see, the finance bureau departments. */
function reaches(viewer: Viewer, place: Place): boolean {
  if (viewer.role === 'OFFICE') return true
  if (viewer.role === 'CLERK') return viewer.unit.kind === 'SOE' || place.code === viewer.unit.code
  return viewer.role === 'FINANCE' && place.reportingLine === 'DEPARTMENT'
}

/** null: may write. `place` null: is there any unit at all? */
export function useCannot(place: Place | null): Cannot | null {
  const viewer = useViewer()
  const { asOf } = useAddress()
  if (!viewer.permissions.includes('RECORD')) return 'role'
  if (asOf !== null) return 'past'
  return place === null || reaches(viewer, place) ? null : 'unit'
}

/** For choosing among units. */
export function useReaches(): (place: Place) => boolean {
  const viewer = useViewer()
  return (place) => viewer.permissions.includes('RECORD') && reaches(viewer, place)
}
