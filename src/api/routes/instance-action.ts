import type { FaultCode } from '../../model/fault.ts'
import { InstanceFork } from '../../model/fork.ts'
import { InstanceStop } from '../../model/instance.ts'
import type { InstanceName } from '../../model/name.ts'
import type { Operation } from '../../model/operation.ts'
import { InstanceParams } from '../../model/request.ts'
import type { Deps } from '../../service/deps.ts'
import { forkInstance } from '../../service/fork/fork.ts'
import { suspendInstance } from '../../service/suspend/suspend.ts'
import { installInstance } from '../../service/install/install.ts'
import { killInstance } from '../../service/instance/kill.ts'
import { pauseInstance } from '../../service/instance/pause.ts'
import { resetInstance } from '../../service/instance/reset.ts'
import { restartInstance } from '../../service/instance/restart.ts'
import { resumeInstance } from '../../service/instance/resume.ts'
import { startInstance } from '../../service/instance/start.ts'
import { stopInstance } from '../../service/instance/stop.ts'
import type { RequestContext } from '../../service/operation/begin.ts'
import { operation } from '../answer.ts'
import { type Route, route } from '../route.ts'

const faults = ['instance.not-found', 'instance.busy', 'instance.wrong-state'] as const

export const instanceActionRoutes = [
  plain('install', 'Run the installer of an instance to its end, with the answers of its spec', installInstance),
  plain('start', 'Start an instance; one that is suspended goes on', startInstance, ['suspend.unfit']),
  ending('stop', 'Ask the guest to shut down, and after a time end it by force', stopInstance),
  plain('kill', 'End an instance by force', killInstance),
  ending('restart', 'Stop an instance and start it again', restartInstance),
  plain('pause', 'Halt the processors of an instance', pauseInstance),
  plain('resume', 'Let a paused instance go on', resumeInstance),
  plain('suspend', 'Keep the memory of an instance on the disk, and end its process', suspendInstance, [
    'suspend.refused',
  ]),
  route('POST', '/v1/instances/:name/fork', {
    operationId: 'forkInstance',
    summary: 'Make other instances of one that runs, which go on from where it stands, as themselves',
    params: InstanceParams,
    body: InstanceFork,
    faults: [...faults, 'instance.exists', 'fork.refused'],
    answer: operation(),
    handle: ({ deps, params, body, request }) => forkInstance(deps, params.name, body, request),
  }),
  plain('reset', 'Press the reset button of an instance', resetInstance),
]

type Act = (deps: Deps, name: InstanceName, request: RequestContext) => Promise<Operation>
type EndingAct = (deps: Deps, name: InstanceName, want: InstanceStop, request: RequestContext) => Promise<Operation>

function plain(verb: string, summary: string, act: Act, more: readonly FaultCode[] = []): Route {
  return route('POST', `/v1/instances/:name/${verb}`, {
    operationId: `${verb}Instance`,
    summary,
    params: InstanceParams,
    faults: [...faults, ...more],
    answer: operation(),
    handle: ({ deps, params, request }) => act(deps, params.name, request),
  })
}

function ending(verb: string, summary: string, act: EndingAct): Route {
  return route('POST', `/v1/instances/:name/${verb}`, {
    operationId: `${verb}Instance`,
    summary,
    params: InstanceParams,
    body: InstanceStop,
    bodyOptional: true,
    faults,
    answer: operation(),
    handle: ({ deps, params, body, request }) => act(deps, params.name, body, request),
  })
}
