import { CpuModels, CpuModelsQuery } from '../../model/host/cpu-model.ts'
import { HostDeviceReport } from '../../model/host/device-report.ts'
import { HostReport } from '../../model/host/report.ts'
import { hostCpuModels } from '../../service/host/cpu-models.ts'
import { hostDevices } from '../../service/host/devices.ts'
import { hostReport } from '../../service/host/report.ts'
import { json } from '../answer.ts'
import { route } from '../route.ts'

export const hostRoutes = [
  route('GET', '/v1/host', {
    operationId: 'hostReport',
    summary: 'What this host is and has, what that means, what is missing, and what mends it',
    answer: json(HostReport),
    handle: ({ deps, signal }) => hostReport(deps, signal),
  }),
  route('GET', '/v1/host/devices', {
    operationId: 'hostDevices',
    summary: 'Every device of this host, and what stands in the way of giving it to a guest',
    answer: json(HostDeviceReport),
    handle: ({ deps, signal }) => hostDevices(deps, signal),
  }),
  route('GET', '/v1/host/cpu-models', {
    operationId: 'hostCpuModels',
    summary: 'The CPU models and features that guests can have, and what this host lacks for each',
    query: CpuModelsQuery,
    faults: ['host.tool-missing'],
    answer: json(CpuModels),
    handle: ({ deps, query, signal }) => hostCpuModels(deps, query, signal),
  }),
]
