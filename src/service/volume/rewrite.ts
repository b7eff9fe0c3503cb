import { Undo } from '../../kit/undo.ts'
import { settle } from '../../kit/verdict.ts'
import { Fault } from '../../model/fault.ts'
import type { VolumeName } from '../../model/name.ts'
import type { Operation } from '../../model/operation.ts'
import type { VolumeConvert } from '../../model/volume.ts'
import { planCompact, planConvert } from '../../plan/volume/plan-convert.ts'
import type { VolumeCopy } from '../../plan/volume/plan-new.ts'
import type { KnownVolume } from '../../plan/volume/scene.ts'
import type { Deps } from '../deps.ts'
import type { RequestContext, Task } from '../operation/begin.ts'
import { beginOnVolume } from './begin.ts'

/** Writes a volume anew in another format or layout. What it stood on, it stands on no more. */
export async function convertVolume(
  deps: Deps,
  name: VolumeName,
  want: VolumeConvert,
  request: RequestContext,
): Promise<Operation> {
  const wish = { kind: 'volume.convert', action: 'convert', name, cancellable: true, request } as const
  return beginOnVolume(deps, wish, (scene, volume) => {
    const plan = settle(planConvert(scene, volume, want))
    return (task) => rewrite(deps, volume, plan, task, want.passphrase)
  })
}

/** Brings what a volume takes down to what is in it, and says how much that was. */
export async function compactVolume(deps: Deps, name: VolumeName, request: RequestContext): Promise<Operation> {
  const wish = { kind: 'volume.compact', action: 'compact', name, cancellable: true, request } as const
  return beginOnVolume(deps, wish, (scene, volume) => {
    const plan = settle(planCompact(scene, volume))
    return (task) => rewrite(deps, volume, plan, task)
  })
}

/**
 * The copy takes the place of the volume when it is whole. With another format the record says so before the copy gets its
 * name, so that after a crash either the old or the new is there.
 */
export async function rewrite(
  deps: Deps,
  volume: KnownVolume,
  copy: VolumeCopy,
  task: Task,
  passphrase?: string,
): Promise<Record<string, unknown>> {
  const { name, format } = volume
  await using undo = new Undo(() => deps.store.trouble === null)
  if (passphrase !== undefined) {
    await deps.volumes.keepKey(volume.id, passphrase)
    undo.push('forget its passphrase', () => deps.volumes.forgetKey(volume.id))
  }
  await deps.volumes.copy(copy, task)
  undo.push('remove the copy', () => deps.volumes.discard(copy.key))
  task.signal.throwIfAborted()
  if (copy.key.format !== format) await recordFormat(deps, name, copy.key.format)
  undo.keep()
  await deps.volumes.keep(copy.key)
  if (copy.key.format !== format) await deps.volumes.remove(volume)
  if (copy.encrypt !== true && volume.facts?.encrypted === true) await deps.volumes.forgetKey(volume.id)
  const { allocatedBytes } = await deps.volumes.facts(copy.key, name)
  deps.events.publish('volume.changed', name, { what: 'form' })
  return { name, before: volume.facts?.allocatedBytes ?? null, after: allocatedBytes }
}

async function recordFormat({ store }: Deps, name: VolumeName, format: VolumeCopy['key']['format']): Promise<void> {
  const found = await store.get('volume', name)
  if (!found) throw new Fault('volume.not-found', { volume: name })
  const write = { kind: 'volume', put: { ...found.value, format }, expected: found.revision } as const
  if ((await store.commit([write])) === 'conflict') throw new Fault('request.stale', { name })
}
