import type { InstanceRecord } from '../../contract/store.ts'
import { plannedDisks } from '../../plan/instance/plan-start.ts'
import { mergeOf } from '../../plan/snapshot/layer-plan.ts'
import { afterCommit, afterDrop, afterStream, nextDrop, nextTidying, type Tidying } from '../../plan/snapshot/tidy.ts'
import { lineOf, namedFiles, type SnapshotTree } from '../../plan/snapshot/tree.ts'
import type { Deps } from '../deps.ts'
import { imageOf } from '../image/resolve.ts'
import type { Task } from '../operation/begin.ts'
import { readTree, writeTree } from './read.ts'

/** How long QEMU may take to let go of what is merged, in milliseconds. */
const endMs = 10_000

type Merge = Extract<Tidying, { kind: 'merge' }>

/**
 * Makes the layers as few as the snapshots need, one after the other, each durable before its files go. It can break off
 * anywhere: what is not done is done the next time.
 */
export async function tidy(deps: Deps, record: InstanceRecord, task: Task): Promise<void> {
  await removeFiles(deps, record)
  for (;;) {
    const found = await readTree(deps, record)
    if (!found) return
    const { tree, revision } = found
    const step = nextTidying(tree, await deps.engine.forks.shared(record.id))
    if (!step) return
    if (step.kind === 'drop') await writeTree(deps, record, { tree: afterDrop(tree, step.layer), revision })
    else await merge(deps, record, { step, tree, revision }, task)
    await removeFiles(deps, record)
  }
}

/**
 * After a crash, without taking long: layers that nobody needs are gone, and QEMU lets go of merges whose record is durable. A
 * merge that was not recorded is gone on with by `tidy`, and its job is left for that.
 */
export async function tidyQuickly(deps: Deps, record: InstanceRecord): Promise<void> {
  for (;;) {
    const found = await readTree(deps, record)
    if (!found) return
    const layer = nextDrop(found.tree)
    if (layer) await writeTree(deps, record, { tree: afterDrop(found.tree, layer), revision: found.revision })
    await removeFiles(deps, record)
    if (!layer) return await endRecorded(deps, record, found.tree)
  }
}

async function endRecorded({ fleet }: Deps, { id, run }: InstanceRecord, tree: SnapshotTree): Promise<void> {
  if (!run?.plan || nextTidying(tree)) return
  await fleet.machineOf(id)?.endMerges(run.plan, AbortSignal.timeout(endMs))
}

/** What no layer and no snapshot names any more. */
async function removeFiles(deps: Deps, record: InstanceRecord): Promise<void> {
  const found = await readTree(deps, record)
  if (found) await deps.engine.removeUnnamed(record.id, namedFiles(found.tree))
}

type Merging = { readonly step: Merge; readonly tree: SnapshotTree; readonly revision: number }

async function merge(deps: Deps, record: InstanceRecord, merging: Merging, task: Task): Promise<void> {
  const { step, tree, revision } = merging
  const { lower, upper } = step
  // Volumes have no part in it.
  const disks = plannedDisks(record.spec, await imageOf(deps, record.image), new Map())
  const plan = { id: record.id, parts: mergeOf(tree, lower, upper, { disks }) }
  const machine = deps.fleet.machineOf(record.id)
  const started = record.run?.plan
  if (!machine || !started || !lineOf(tree, tree.current).includes(upper)) {
    await deps.engine.mergeLayers(plan, task.report, task.signal)
    await writeTree(deps, record, { tree: afterCommit(tree, lower.id, upper.id), revision })
    return
  }
  // What is being written cannot be written down meanwhile without a moment in which a crash leaves two truths.
  const how = upper.id === tree.current ? 'stream' : 'commit'
  const live = { ...plan, started, how } as const
  await machine.merge(live, task.report, task.signal)
  const after = how === 'stream' ? afterStream : afterCommit
  await writeTree(deps, record, { tree: after(tree, lower.id, upper.id), revision })
  await machine.endMerges(started, AbortSignal.timeout(endMs))
}
