import type { InstanceRecord } from '../../contract/store.ts'
import { Fault } from '../../model/fault.ts'
import type { Acceleration } from '../../model/instance.ts'
import { isAtRest } from '../../plan/instance/lifecycle.ts'
import { plannedDisks } from '../../plan/instance/plan-start.ts'
import type { StartPlan } from '../../plan/instance/start-plan.ts'
import type { SnapshotScene } from '../../plan/snapshot/plan-create.ts'
import { firstVariables, type KeptMachine, type Layer, seedling, type SnapshotTree } from '../../plan/snapshot/tree.ts'
import { partOf } from '../../plan/snapshot/with-layers.ts'
import type { Deps } from '../deps.ts'
import { imageOf } from '../image/resolve.ts'

const hostDeadlineMs = 30_000
const layerIdLength = 8

/** What a snapshot of an instance depends on, as it is now. */
export async function readScene(
  deps: Deps,
  record: InstanceRecord,
  tree: SnapshotTree | undefined,
  automatic: boolean,
): Promise<SnapshotScene> {
  const { kind: state } = deps.fleet.stateOf(record)
  const { spec, macs, machineType } = record
  return {
    id: record.id,
    instance: record.name,
    state,
    tree: tree ?? seedling(await ownFiles(deps, record)),
    machine: isAtRest(state) || state === 'suspended' ? null : await machineOf(deps, record),
    configuration: { spec, macs, machineType },
    now: deps.clock.now().toISOString(),
    layerId: freshLayerId(deps),
    automatic,
  }
}

export function freshLayerId({ random }: Pick<Deps, 'random'>): string {
  return random.token(layerIdLength)
}

async function machineOf(deps: Deps, { name, run }: InstanceRecord): Promise<KeptMachine> {
  if (run?.plan) return { plan: run.plan, spec: run.spec, ...(await readHardware(deps, run.plan)) }
  const reason = 'it was started before there were snapshots; start it anew first'
  throw new Fault('snapshot.refused', { instance: name, reason })
}

/** What the memory of a guest would have to find again. */
export async function readHardware(
  { engine, host }: Pick<Deps, 'engine' | 'host'>,
  { arch, acceleration }: { readonly arch: StartPlan['arch']; readonly acceleration: Acceleration },
): Promise<{ readonly qemu: string; readonly processor: string | null }> {
  const signal = AbortSignal.timeout(hostDeadlineMs)
  const { facts } = await engine.host(signal)
  const isKvm = acceleration.kind === 'kvm'
  const processor = isKvm ? (await host.inventory(signal)).processor.model : null
  return { qemu: facts.emulators[arch]?.version ?? '', processor }
}

/** The files of an instance that never had a snapshot. */
async function ownFiles(deps: Deps, record: InstanceRecord): Promise<Layer['files']> {
  const [image, hasVariables] = await Promise.all([imageOf(deps, record.image), deps.engine.hasVariables(record.id)])
  // Its volumes are not looked for: they have no part in it.
  const disks = plannedDisks(record.spec, image, new Map())
  const own = disks.flatMap(({ source }) => (source.kind === 'own' ? [[partOf(source.file), source.file]] : []))
  return { ...Object.fromEntries(own), ...(hasVariables && { nvram: firstVariables }) }
}
