import { Navigate } from 'react-router'
import { useAddress } from '../parts/units/address.ts'

/** The menu's way to the wall, which stands outside the frame. */
export default function ScreenLink() {
  const { unit } = useAddress()
  return <Navigate to={`/screen?unit=${encodeURIComponent(unit)}`} replace />
}
