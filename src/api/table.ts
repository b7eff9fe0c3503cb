import type { Route } from './route.ts'
import { daemonRoutes } from './routes/daemon.ts'
import { eventRoutes } from './routes/event.ts'
import { hostChangeRoutes } from './routes/host-change.ts'
import { hostRoutes } from './routes/host.ts'
import { imageRoutes } from './routes/image.ts'
import { instanceActionRoutes } from './routes/instance-action.ts'
import { instanceInsideRoutes } from './routes/instance-inside.ts'
import { instanceRoutes } from './routes/instance.ts'
import { openApiRoute } from './routes/openapi.ts'
import { operationRoutes } from './routes/operation.ts'
import { poolRoutes } from './routes/pool.ts'
import { probeRoutes } from './routes/probe.ts'
import { volumeRoutes } from './routes/volume.ts'
import { volumeActionRoutes } from './routes/volume-action.ts'

/** The whole API. */
export const routes: readonly Route[] = [
  ...instanceRoutes,
  ...instanceActionRoutes,
  ...instanceInsideRoutes,
  ...imageRoutes,
  ...volumeRoutes,
  ...volumeActionRoutes,
  ...poolRoutes,
  ...operationRoutes,
  ...eventRoutes,
  ...hostRoutes,
  ...hostChangeRoutes,
  ...daemonRoutes,
  ...probeRoutes,
  openApiRoute(() => routes),
]
