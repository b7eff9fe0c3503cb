import type { Route } from './route.ts'
import { accessRoutes } from './routes/access.ts'
import { daemonRoutes } from './routes/daemon.ts'
import { eventRoutes } from './routes/event.ts'
import { explanationRoutes } from './routes/explanation.ts'
import { hostChangeRoutes } from './routes/host-change.ts'
import { hostRoutes } from './routes/host.ts'
import { imageRoutes } from './routes/image.ts'
import { instanceActionRoutes } from './routes/instance-action.ts'
import { instanceInsideRoutes } from './routes/instance-inside.ts'
import { instanceRoutes } from './routes/instance.ts'
import { listenerRoutes } from './routes/listener.ts'
import { openApiRoute } from './routes/openapi.ts'
import { operationRoutes } from './routes/operation.ts'
import { poolRoutes } from './routes/pool.ts'
import { snapshotRoutes } from './routes/snapshot.ts'
import { probeRoutes } from './routes/probe.ts'
import { usageRoutes } from './routes/usage.ts'
import { volumeRoutes } from './routes/volume.ts'
import { volumeActionRoutes } from './routes/volume-action.ts'
import { volumeKeyRoutes } from './routes/volume-key.ts'
import { volumeSnapshotRoutes } from './routes/volume-snapshot.ts'
import { warmRoutes } from './routes/warm.ts'

/** The whole API. */
export const routes: readonly Route[] = [
  ...instanceRoutes,
  ...instanceActionRoutes,
  ...instanceInsideRoutes,
  ...explanationRoutes,
  ...snapshotRoutes,
  ...imageRoutes,
  ...volumeRoutes,
  ...volumeActionRoutes,
  ...volumeKeyRoutes,
  ...volumeSnapshotRoutes,
  ...poolRoutes,
  ...usageRoutes,
  ...warmRoutes,
  ...operationRoutes,
  ...eventRoutes,
  ...hostRoutes,
  ...hostChangeRoutes,
  ...daemonRoutes,
  ...accessRoutes,
  ...listenerRoutes,
  ...probeRoutes,
  openApiRoute(() => routes),
]
