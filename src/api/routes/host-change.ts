import { HostChange, HostChangeRequest, HostChangeStates } from '../../model/host/change.ts'
import { changeHost, listHostChanges } from '../../service/host/change.ts'
import { json } from '../answer.ts'
import { route } from '../route.ts'

export const hostChangeRoutes = [
  route('GET', '/v1/host/changes', {
    operationId: 'listHostChanges',
    summary: 'Which changes of this host can be made, and where each stands',
    answer: json(HostChangeStates),
    handle: ({ deps, signal }) => listHostChanges(deps, signal),
  }),
  route('POST', '/v1/host/changes', {
    operationId: 'changeHost',
    summary:
      'Make a change of this host and look whether it is in place, or take it back, or only tell what would be done',
    body: HostChangeRequest,
    faults: [
      'host.needs-root',
      'host.change-impossible',
      'host.change-incomplete',
      'host.change-failed',
      'host.change-without-effect',
      'host.kvm-in-use',
      'host.hypervisor-in-use',
      'host.user-unknown',
      'host.device-not-found',
      'host.device-in-use',
      'host.device-unsafe',
      'host.no-iommu',
    ],
    answer: json(HostChange),
    handle: ({ deps, body, signal }) => changeHost(deps, body, signal),
  }),
]
