import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  type RouteComponent,
} from '@tanstack/react-router'
import { Overview } from '../overview/overview.tsx'
import { Failed } from '../parts/failed.tsx'
import { Loading } from '../parts/loading.tsx'
import { NotFound } from './not-found.tsx'
import { Shell } from './shell.tsx'

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound })

function screen<const Path extends string>(path: Path, component: RouteComponent) {
  return createRoute({ getParentRoute: () => root, path, component })
}

const tree = root.addChildren([
  screen('/', Overview),
  screen(
    '/instances',
    lazyRouteComponent(() => import('../instance/instances.tsx'), 'Instances'),
  ),
  screen(
    '/create',
    lazyRouteComponent(() => import('../create/create.tsx'), 'Create'),
  ),
  screen(
    '/instances/$name',
    lazyRouteComponent(() => import('../instance/instance-page.tsx'), 'InstancePage'),
  ),
  screen(
    '/instances/$name/$tab',
    lazyRouteComponent(() => import('../instance/instance-page.tsx'), 'InstancePage'),
  ),
  screen(
    '/images',
    lazyRouteComponent(() => import('../image/images.tsx'), 'Images'),
  ),
  screen(
    '/volumes',
    lazyRouteComponent(() => import('../volume/volumes.tsx'), 'Volumes'),
  ),
  screen(
    '/networks',
    lazyRouteComponent(() => import('../network/networks.tsx'), 'Networks'),
  ),
  screen(
    '/operations',
    lazyRouteComponent(() => import('../operation/operations.tsx'), 'Operations'),
  ),
  screen(
    '/host',
    lazyRouteComponent(() => import('../host/host.tsx'), 'Host'),
  ),
  screen(
    '/settings',
    lazyRouteComponent(() => import('../settings/settings.tsx'), 'Settings'),
  ),
])

export function makeRouter() {
  return createRouter({
    routeTree: tree,
    defaultPreload: 'intent',
    defaultPendingComponent: Loading,
    defaultErrorComponent: ({ error }) => <Failed error={error} />,
    scrollRestoration: false,
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>
  }
}
