import type { InstanceRecord, OperationRecord } from '../../contract/store.ts'
import { InstanceStop } from '../../model/instance.ts'
import { InstanceName, VolumeName } from '../../model/name.ts'
import type { OperationKind } from '../../model/operation.ts'
import { isAtRest } from '../../plan/instance/lifecycle.ts'
import type { SnapshotEntry } from '../../plan/snapshot/tree.ts'
import type { Deps } from '../deps.ts'
import { conclude, followInstall } from '../install/follow.ts'
import { carryOutDelete } from '../instance/delete.ts'
import { carryOutKill } from '../instance/kill.ts'
import { carryOutStop } from '../instance/stop.ts'
import { finishDelete } from '../snapshot/delete.ts'
import { findEntry } from '../snapshot/read.ts'
import type { Work } from './begin.ts'

/**
 * Goes on with an operation that the daemon before has begun, where what was asked for is still wanted:
 * an end is carried out, a start whose machine runs is done. False when it was undone instead.
 */
export async function finishInterrupted(deps: Deps, record: OperationRecord): Promise<boolean> {
  const { kind, target } = record.operation
  const work = await workFor(deps, kind, target)
  if (!work) return false
  const [holder = target] = target.split('@')
  const lease = kind === 'instance.kill' ? { [Symbol.dispose]: () => undefined } : deps.leases.take(holder, kind)
  deps.operations.resume(record, work, lease)
  return true
}

/** The installer has gone on without us, perhaps to its end. */
function workForInstall(deps: Deps, instance: InstanceRecord, atRest: boolean): Work | undefined {
  if (instance.toInstall !== true) return async () => ({ name: instance.name })
  return atRest ? () => conclude(deps, instance) : (task) => followInstall(deps, instance, task)
}

async function workFor(deps: Deps, kind: OperationKind, target: string): Promise<Work | undefined> {
  const [holder, snapshot = ''] = target.split('@')
  const name = InstanceName.safeParse(holder)
  const instance = name.success ? (await deps.store.get('instance', name.data))?.value : undefined
  const done: Work = async () => ({ name: target })
  const state = instance && deps.fleet.stateOf(instance).kind
  const atRest = state === undefined || isAtRest(state)
  switch (kind) {
    case 'instance.start':
      return atRest || state === 'suspended' ? undefined : done
    case 'instance.suspend':
      return state === 'suspended' ? done : undefined
    case 'instance.install':
      return instance && workForInstall(deps, instance, atRest)
    case 'instance.create':
      return instance ? done : undefined
    case 'instance.delete':
      return instance ? (task) => carryOutDelete(deps, instance, task) : done
    case 'instance.stop':
      return instance && !atRest ? (task) => carryOutStop(deps, instance, InstanceStop.parse({}), task) : done
    case 'instance.kill':
      return instance && !atRest ? (task) => carryOutKill(deps, instance, task) : done
    case 'volume.create':
    case 'volume.clone':
    case 'volume.import':
      return (await isVolume(deps, target)) ? done : undefined
    case 'snapshot.create':
      return instance && finishCreate(await findEntry(deps, instance, snapshot))
    case 'snapshot.delete':
      if (!instance || (await findEntry(deps, instance, snapshot))) return undefined
      return (task) => finishDelete(deps, instance, snapshot, task)
    case 'snapshot.restore':
    case 'instance.fork':
    case 'instance.restart':
    case 'instance.pause':
    case 'instance.resume':
    case 'instance.reset':
    case 'volume.resize':
    case 'volume.convert':
    case 'volume.compact':
    case 'volume.rebase':
    case 'volume.commit':
    case 'volume.snapshot':
    case 'volume.restore':
    case 'volume.forget':
    case 'volume.unlock':
    case 'volume.rekey':
    case 'volume.check':
    case 'volume.export':
    case 'volume.attach':
    case 'volume.detach':
    case 'volume.limit':
    case 'image.build':
    case 'image.import':
    case 'image.pull':
    case 'image.warm':
      return undefined
  }
}

async function isVolume({ store }: Pick<Deps, 'store'>, target: string): Promise<boolean> {
  const name = VolumeName.safeParse(target)
  return name.success && (await store.get('volume', name.data)) !== undefined
}

/** A memory that nobody waited for is not kept. */
function finishCreate(entry: SnapshotEntry | undefined): Work | undefined {
  if (!entry) return undefined
  const { name, pauseMs, memory } = entry
  return async ({ note }) => {
    if (memory === null) note(`The daemon ended meanwhile; "${name}" has the disks, and no memory.`)
    return { name, pauseMs }
  }
}
