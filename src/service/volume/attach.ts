import { settle } from '../../kit/verdict.ts'
import { boardOfType } from '../../model/board.ts'
import { Fault } from '../../model/fault.ts'
import type { VolumeName } from '../../model/name.ts'
import type { Operation } from '../../model/operation.ts'
import type { VolumeAttach, VolumeDetach, VolumeLimit } from '../../model/volume-attachment.ts'
import { planAttach, planDetach, planLimit } from '../../plan/volume/plan-attachment.ts'
import type { Deps } from '../deps.ts'
import type { RequestContext } from '../operation/begin.ts'
import { beginOnPair, recordDisks } from './attachment.ts'
import { plannedVolume } from './for-instance.ts'

/** How long a monitor may take for one of these, in milliseconds; a guest that lets go of a disk takes its time. */
const deadlineMs = 60_000

/**
 * Makes a volume a disk of an instance, at once when it runs. It is recorded before it is plugged in: after a crash in
 * between the volume is held by the instance, and can be detached.
 */
export async function attachVolume(
  deps: Deps,
  name: VolumeName,
  { instance: owner, readOnly, limits }: VolumeAttach,
  request: RequestContext,
): Promise<Operation> {
  const wish = { kind: 'volume.attach', action: 'attach', volume: name, instance: owner, request } as const
  return beginOnPair(deps, wish, ({ scene, record, instance }) => {
    const disk = { volume: name, readOnly, bus: 'virtio', ...(limits && { limits }) } as const
    const found = plannedVolume(deps, scene, name, { instance: owner, readOnly })
    const plan = settle(planAttach(instance, disk))
    const machineIs = {
      machine: record.spec.machine ?? boardOfType(record.machineType),
      iommu: record.run?.spec.iommu ?? null,
    }
    const source = { kind: 'volume', ...found, limits: limits ?? {} } as const
    return {
      plan,
      carry: async (machine) => {
        await recordDisks(deps, owner, plan)
        await machine?.attachDisk({ source, readOnly, ...machineIs }, soon()).catch(async (error: unknown) => {
          await recordDisks(deps, owner, { ...instance, isLive: true })
          throw named(error, name)
        })
      },
    }
  })
}

/** Takes a volume out of an instance. A guest that runs is asked to let go of it first. */
export async function detachVolume(
  deps: Deps,
  name: VolumeName,
  { instance: owner }: VolumeDetach,
  request: RequestContext,
): Promise<Operation> {
  const wish = { kind: 'volume.detach', action: 'detach', volume: name, instance: owner, request } as const
  return beginOnPair(deps, wish, ({ volume, instance }) => {
    const plan = settle(planDetach(instance, name))
    return {
      plan,
      carry: async (machine) => {
        await machine?.detachDisk(volume.id, soon()).catch((error: unknown) => {
          throw named(error, name)
        })
        await recordDisks(deps, owner, plan)
      },
    }
  })
}

/** Changes how fast an instance may be with a volume, at once when it runs. */
export async function limitVolume(
  deps: Deps,
  name: VolumeName,
  { instance: owner, limits }: VolumeLimit,
  request: RequestContext,
): Promise<Operation> {
  const wish = { kind: 'volume.limit', action: 'limit', volume: name, instance: owner, request } as const
  return beginOnPair(deps, wish, ({ volume, instance }) => {
    const plan = settle(planLimit(instance, name, limits))
    return {
      plan,
      carry: async (machine) => {
        await machine?.limitDisk(volume.id, limits, soon())
        await recordDisks(deps, owner, plan)
      },
    }
  })
}

const soon = (): AbortSignal => AbortSignal.timeout(deadlineMs)

/** An engine knows a volume by its id, and a person by its name. */
function named(error: unknown, volume: string): unknown {
  if (!(error instanceof Fault)) return error
  if (error.code === 'volume.held')
    return new Fault('volume.held', { ...(error as Fault<'volume.held'>).details, volume })
  if (error.code === 'volume.unfit')
    return new Fault('volume.unfit', { ...(error as Fault<'volume.unfit'>).details, volume })
  return error
}
