import type { InstanceForkInput } from '../model/fork.ts'
import type {
  Instance,
  InstanceChange,
  InstanceCreateInput,
  InstanceMediumInput,
  InstancePage,
  InstanceStateKind,
  InstanceStop,
} from '../model/instance.ts'
import type { Operation } from '../model/operation.ts'
import { begin, call, type CallOptions, type OperationOptions, path, query } from './call.ts'
import type { Wire } from './wire.ts'

export type ListInstances = CallOptions & {
  /** How many at most; 100 by default, 1000 at most. */
  readonly limit?: number | undefined
  /** `next` of the page before. */
  readonly after?: string | undefined
  /** All filters must hold. */
  readonly state?: InstanceStateKind | readonly InstanceStateKind[] | undefined
  /** `key` or `key=value`. */
  readonly label?: readonly string[] | undefined
  /** A part of the name. */
  readonly name?: string | undefined
}

/** One page of instances by name. */
export function listInstances(wire: Wire, options: ListInstances = {}): Promise<InstancePage> {
  return call(wire, { method: 'GET', path: listPath(options) }, options)
}

/** One page, of each instance only some keys: much less to send when there are many. */
export function listInstanceFields<F extends keyof Instance>(
  wire: Wire,
  fields: readonly F[],
  options: ListInstances = {},
): Promise<{ readonly items: readonly Pick<Instance, F>[]; readonly next: string | null }> {
  return call(wire, { method: 'GET', path: listPath(options, fields) }, options)
}

function listPath({ limit, after, state, label, name }: ListInstances, fields?: readonly string[]): string {
  const states = state === undefined ? undefined : [state].flat().join(',')
  return `/v1/instances${query({ limit, after, state: states, label, name, fields: fields?.join(',') })}`
}

export function createInstance(
  wire: Wire,
  want: InstanceCreateInput,
  options: OperationOptions = {},
): Promise<Operation> {
  return begin(wire, { method: 'POST', path: '/v1/instances', body: want }, options)
}

/** Makes instances that go on from where one that runs stands, as themselves. */
export function forkInstance(
  wire: Wire,
  name: string,
  want: InstanceForkInput,
  options: OperationOptions = {},
): Promise<Operation> {
  return begin(wire, { method: 'POST', path: path('v1', 'instances', name, 'fork'), body: want }, options)
}

/** With its addresses, when the guest tells them. */
export function showInstance(wire: Wire, name: string, options: CallOptions = {}): Promise<Instance> {
  return call(wire, { method: 'GET', path: path('v1', 'instances', name) }, options)
}

export type SetInstance = CallOptions & {
  /** `revision` of the instance as it was read: when it has changed since, `request.stale` is thrown. */
  readonly expectedRevision?: number | undefined
}

/** Changes the spec. A running instance takes what it can at once; what needs a restart is in `pending` until then. */
export function setInstance(
  wire: Wire,
  name: string,
  change: InstanceChange,
  options: SetInstance = {},
): Promise<Instance> {
  const { expectedRevision: revision } = options
  const headers = { ...(revision !== undefined && { 'if-match': `"${revision}"` }) }
  return call(wire, { method: 'PATCH', path: path('v1', 'instances', name), body: change, headers }, options)
}

export function renameInstance(wire: Wire, name: string, to: string, options: CallOptions = {}): Promise<Instance> {
  return call(wire, { method: 'POST', path: path('v1', 'instances', name, 'rename'), body: { name: to } }, options)
}

/** Says that a temporary instance is still used: it stays for its `unattended` time from now on. */
export function renewInstance(wire: Wire, name: string, options: CallOptions = {}): Promise<Instance> {
  return call(wire, { method: 'POST', path: path('v1', 'instances', name, 'renew') }, options)
}

/** `force`: end it first when it is running. */
export function deleteInstance(
  wire: Wire,
  name: string,
  options: OperationOptions & { readonly force?: boolean | undefined } = {},
): Promise<Operation> {
  const { force } = options
  return begin(wire, { method: 'DELETE', path: `${path('v1', 'instances', name)}${query({ force })}` }, options)
}

/** Puts another medium into the drive, or takes it out with null; at once when it runs. */
export function changeMedium(
  wire: Wire,
  name: string,
  want: InstanceMediumInput,
  options: CallOptions = {},
): Promise<Instance> {
  return call(wire, { method: 'POST', path: path('v1', 'instances', name, 'medium'), body: want }, options)
}

/** Runs its installer to the end, with the answers of the spec; it is stopped then. */
export function installInstance(wire: Wire, name: string, options: OperationOptions = {}): Promise<Operation> {
  return act(wire, name, 'install', options)
}

export function startInstance(wire: Wire, name: string, options: OperationOptions = {}): Promise<Operation> {
  return act(wire, name, 'start', options)
}

/** Asks the guest to shut down, and after `timeoutMs` ends it by force. */
export function stopInstance(wire: Wire, name: string, options: StopOptions = {}): Promise<Operation> {
  return act(wire, name, 'stop', options, ending(options))
}

export type StopOptions = OperationOptions & Partial<InstanceStop>

export function killInstance(wire: Wire, name: string, options: OperationOptions = {}): Promise<Operation> {
  return act(wire, name, 'kill', options)
}

export function restartInstance(wire: Wire, name: string, options: StopOptions = {}): Promise<Operation> {
  return act(wire, name, 'restart', options, ending(options))
}

export function pauseInstance(wire: Wire, name: string, options: OperationOptions = {}): Promise<Operation> {
  return act(wire, name, 'pause', options)
}

export function resumeInstance(wire: Wire, name: string, options: OperationOptions = {}): Promise<Operation> {
  return act(wire, name, 'resume', options)
}

/** Keeps its memory on the disk and ends its process; the next start goes on from there. */
export function suspendInstance(wire: Wire, name: string, options: OperationOptions = {}): Promise<Operation> {
  return act(wire, name, 'suspend', options)
}

export function resetInstance(wire: Wire, name: string, options: OperationOptions = {}): Promise<Operation> {
  return act(wire, name, 'reset', options)
}

function act(wire: Wire, name: string, verb: string, options: OperationOptions, body?: object): Promise<Operation> {
  const request = { method: 'POST', path: path('v1', 'instances', name, verb) } as const
  return begin(wire, body === undefined ? request : { ...request, body }, options)
}

function ending({ timeoutMs }: StopOptions): object | undefined {
  return timeoutMs === undefined ? undefined : { timeoutMs }
}
