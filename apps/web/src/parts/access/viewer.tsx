import { createContext, useContext, useEffect, type ReactNode } from 'react'
import { useQuery } from '@apollo/client/react'
import { Navigate, useLocation } from 'react-router'
import { ViewerDocument, type ViewerFieldsFragment } from '../../graphql/generated/graphql.ts'
import { setSession, useSessionState } from '../../graphql/session.ts'
import { LoadFailed } from '../../ui/failed.tsx'

export type Viewer = ViewerFieldsFragment

const ViewerContext = createContext<Viewer | null>(null)

/** The signed-in person; only below <SignedIn>. */
export function useViewer(): Viewer {
  const viewer = useContext(ViewerContext)
  if (viewer === null) throw new Error('no viewer outside SignedIn')
  return viewer
}

/** Three roles that run the platform and read no business data. */
export function managesOnly(viewer: Viewer): boolean {
  return viewer.role === 'SYSTEM' || viewer.role === 'SECURITY' || viewer.role === 'AUDITOR'
}

/** The unit a person starts at. The finance bureau and auditors read the county around them, not only themselves. */
export function homeUnit(viewer: Viewer): string {
  const around = viewer.role === 'FINANCE' || viewer.role === 'AUDIT'
  return (around ? viewer.unit.parent?.code : undefined) ?? viewer.unit.code
}

/** Lets in who is signed in; everybody else goes to the sign-in page and comes back afterwards. */
export function SignedIn({ children }: { children: ReactNode }) {
  const session = useSessionState()
  const location = useLocation()
  const { data, error, refetch } = useQuery(ViewerDocument, { skip: session === 'out' })
  useEffect(() => {
    if (data?.viewer) setSession('in')
  }, [data])
  if (session === 'out') return <Navigate to={`/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`} replace />
  if (data?.viewer) return <ViewerContext.Provider value={data.viewer}>{children}</ViewerContext.Provider>
  if (error) return <LoadFailed retry={() => void refetch()} />
  return null
}
