import { settle } from '../../kit/verdict.ts'
import { Fault } from '../../model/fault.ts'
import type { Instance, InstanceChange } from '../../model/instance.ts'
import type { InstanceName } from '../../model/name.ts'
import { chooseHardware } from '../../plan/instance/hardware.ts'
import { planSet } from '../../plan/instance/plan-set.ts'
import type { Deps } from '../deps.ts'
import { demandCpu } from './demand-cpu.ts'
import { imageOf, mediumOf } from '../image/resolve.ts'
import { demandFiles } from './demand-files.ts'
import { readInstance } from './read.ts'
import { setLive } from './set-live.ts'
import { viewInstance } from './view.ts'

/**
 * Changes the wanted spec. A running instance is given processors and memory at once, where there is room for them; what else
 * it does not have yet is shown as pending until its next start.
 */
export async function setInstance(
  deps: Deps,
  name: InstanceName,
  change: InstanceChange,
  expectedRevision: number | undefined,
): Promise<Instance> {
  using _lease = deps.leases.take(name, 'set')
  const { value: record, revision } = await readInstance(deps, name)
  if (expectedRevision !== undefined && expectedRevision !== revision) throw new Fault('request.stale', { name })
  const { facts } = await deps.engine.host(AbortSignal.timeout(30_000))
  const spec = settle(planSet(record.spec, change, facts))
  await demandFiles(deps, spec)
  await mediumOf(deps, spec)
  await demandCpu(deps, { spec, image: record.image, facts }, AbortSignal.timeout(30_000))
  const macs = spec.nics.map((_nic, index) => record.macs[index] ?? deps.random.mac())
  const machineType =
    spec.machine === record.spec.machine
      ? record.machineType
      : await deps.engine.machineType(
          settle(chooseHardware({ ...spec, arch: record.arch }, await imageOf(deps, record.image), facts)),
          AbortSignal.timeout(30_000),
        )

  const changed = { ...record, spec, macs, machineType }
  const written = await deps.store.commit([{ kind: 'instance', put: changed, expected: revision }])
  if (written === 'conflict') throw new Fault('request.stale', { name })
  if (spec.park === undefined) await deps.parking.wake(record.id, 'it is not to be parked any more')
  deps.events.publish('instance.changed', name, { what: 'spec', keys: Object.keys(change.spec) })
  await setLive(deps, changed)
  return viewInstance(deps, await readInstance(deps, name))
}
