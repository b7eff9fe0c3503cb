import { HostReport } from '../../model/host/report.ts'
import { hostReport } from '../../service/host/report.ts'
import { json } from '../answer.ts'
import { route } from '../route.ts'

export const hostRoutes = [
  route('GET', '/v1/host', {
    operationId: 'hostReport',
    summary: 'What this host can do, what is missing, and what mends it',
    answer: json(HostReport),
    handle: ({ deps, signal }) => hostReport(deps, signal),
  }),
]
