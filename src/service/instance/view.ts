import type { InstanceRecord, Versioned } from '../../contract/store.ts'
import { boardHas, boardOfType } from '../../model/board.ts'
import type { GivenDevice, Instance, InstanceStateKind, PendingChange } from '../../model/instance.ts'
import type { InstanceSpec } from '../../model/spec.ts'
import { actionsFrom, isAtRest } from '../../plan/instance/lifecycle.ts'
import type { PlannedHostdev } from '../../plan/instance/start-plan.ts'
import { placeOf } from '../../plan/instance/device-scene.ts'
import { pendingChanges } from '../../plan/instance/pending.ts'
import type { Deps } from '../deps.ts'

/** An instance as callers see it. `addresses` is for those who asked the guest. */
export function viewInstance(
  { fleet, engine, lifetimes, idle }: Pick<Deps, 'fleet' | 'engine' | 'lifetimes' | 'idle'>,
  { value: record, revision }: Versioned<InstanceRecord>,
  addresses: readonly string[] = [],
): Instance {
  const state = fleet.stateOf(record)
  const run = isAtRest(state.kind) ? null : record.run
  const machine = run ?? (state.kind === 'suspended' ? record.suspended : undefined)
  return {
    id: record.id,
    name: record.name,
    uuid: record.uuid,
    state,
    actions: [...actionsFrom(state.kind, record.toInstall)],
    spec: record.spec,
    pending: machine ? pendingOf(state.kind, pendingChanges(machine.spec, record.spec, machine.plan)) : [],
    arch: record.arch,
    machineType: record.machineType,
    toInstall: record.toInstall ?? false,
    image: record.image,
    acceleration: run?.acceleration ?? machine?.plan?.acceleration ?? null,
    confinement: (run && fleet.machineOf(record.id)?.confinement) ?? null,
    devices: (run?.hostdevs ?? []).map(viewDevice),
    macs: record.spec.nics.map(({ mac }, index) => mac ?? record.macs[index] ?? ''),
    addresses: [...addresses],
    screen: run && hasScreen(run.spec, record.machineType) ? engine.screenSocket(record.id) : null,
    parking: state.kind === 'running' && record.spec.park !== undefined ? idle.viewOf(record.id) : null,
    createdAt: record.createdAt,
    expiresAt: lifetimes.expiresAt(record.id),
    revision,
  }
}

/** What a suspended one could be given at once has to wait until it goes on. */
function pendingOf(state: InstanceStateKind, changes: readonly PendingChange[]): PendingChange[] {
  if (state !== 'suspended') return [...changes]
  return changes.map((change) => ({ ...change, reason: 'it is suspended, and goes on as it was' }))
}

export function hasScreen({ console, machine }: InstanceSpec, machineType: string): boolean {
  return console.screen && boardHas[machine ?? boardOfType(machineType)].screen
}

function viewDevice(device: PlannedHostdev): GivenDevice {
  if (device.kind === 'usb') return { kind: 'usb', port: placeOf(device) }
  return { kind: 'pci', address: device.address, physicalFunction: device.virtualFunction?.physical ?? null }
}
