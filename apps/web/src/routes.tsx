import { createBrowserRouter, Navigate } from 'react-router'
import { homeUnit, SignedIn, useViewer } from './parts/access/viewer.tsx'
import { Frame } from './parts/frame/frame.tsx'
import { ScaleOfPage } from './ui/money.tsx'
import { Missing } from './ui/failed.tsx'
import { MENUS, PAGES, type Page } from './pages/pages.ts'

/** Where the role starts: the first page of its menu, at its own unit. */
function Home() {
  const viewer = useViewer()
  const first = MENUS[viewer.role][0]
  if (first === undefined) return <PageFrame page={null} />
  return <Navigate to={`/u/${encodeURIComponent(homeUnit(viewer))}/${first}`} replace />
}

function PageFrame({ page, children }: { page: Page | null; children?: React.ReactNode }) {
  const viewer = useViewer()
  const menu = MENUS[viewer.role].flatMap((path) => PAGES.filter((each) => each.path === path))
  return (
    <ScaleOfPage scale={page?.scale ?? 'totals'}>
      <Frame menu={menu.map(({ path, title }) => ({ path, title }))} title={page?.title ?? null} folded={page?.folded ?? false} under={page?.under ?? null}>
        {children}
      </Frame>
    </ScaleOfPage>
  )
}

/** While a page's chunk is on its way; it comes within a few frames. */
function Nothing() {
  return null
}

function pageRoute(page: Page) {
  return {
    path: `/u/:unit/${page.path}`,
    HydrateFallback: Nothing,
    lazy: async () => {
      const { default: Component } = await page.load()
      return {
        Component: () => (
          <SignedIn>
            <PageFrame page={page}>
              <Component />
            </PageFrame>
          </SignedIn>
        ),
      }
    },
  }
}

export const router = createBrowserRouter([
  { path: '/sign-in', HydrateFallback: Nothing, lazy: async () => ({ Component: (await import('./pages/sign-in.tsx')).default }) },
  { path: '/activate', HydrateFallback: Nothing, lazy: async () => ({ Component: (await import('./pages/users-activate.tsx')).default }) },
  { path: '/screen', HydrateFallback: Nothing, lazy: async () => ({ Component: (await import('./pages/screen.tsx')).default }) },
  { path: '/', Component: () => <SignedIn><Home /></SignedIn> },
  ...PAGES.map(pageRoute),
  { path: '*', Component: () => <SignedIn><PageFrame page={null}><Missing /></PageFrame></SignedIn> },
])
