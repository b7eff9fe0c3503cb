import { DaemonStatus } from '../../model/daemon.ts'
import { json } from '../answer.ts'
import { route } from '../route.ts'

export const daemonRoutes = [
  route('GET', '/v1/daemon', {
    operationId: 'daemonStatus',
    summary: 'Version, process and folders of the daemon',
    answer: json(DaemonStatus),
    handle: ({ daemon }) => daemon.status(),
  }),
  route('POST', '/v1/daemon/stop', {
    operationId: 'stopDaemon',
    summary: 'Ask the daemon to end; instances run on',
    answer: json(DaemonStatus, 202),
    handle: async ({ daemon }) => {
      const status = await daemon.status()
      daemon.requestStop()
      return status
    },
  }),
]
