import type { Clock } from '../../../contract/clock.ts'
import type { LiveMerge } from '../../../contract/engine.ts'
import { sizeOf } from '../../../host/files.ts'
import type { Report } from '../../../kit/report.ts'
import type { StartPlan } from '../../../plan/instance/start-plan.ts'
import type { MergePart } from '../../../plan/snapshot/layer-plan.ts'
import { requireSpace } from '../disk/host-fault.ts'
import type { Monitor } from '../machine/monitor.ts'
import type { QmpReply } from '../qmp/commands.ts'
import { type Place, placeOf } from './node.ts'
import { passOverRefusal } from './take-layer.ts'

export type Merger = {
  readonly monitor: Monitor
  /** Folder of the instance. */
  readonly folder: string
  readonly clock: Pick<Clock, 'sleep'>
  readonly report: Report
}

type Job = QmpReply<'query-jobs'>[number]

/**
 * Makes one file of two under a machine that runs: `commit` writes the upper one down, `stream` takes the lower one up, which
 * alone is possible while the upper one is being written. What a daemon before this one began is waited for. The jobs stay
 * known to QEMU until `endMerges`, so that after a crash they are not begun again. Throws host.disk-full before it begins.
 */
export async function mergeLive(merge: LiveMerge, merger: Merger, signal: AbortSignal): Promise<void> {
  for (const [index, part] of merge.parts.entries()) {
    const place = placeOf(merge.started, part.part)
    if (!place) continue
    const share = (fraction: number): void =>
      merger.report('merging', { done: ((index + fraction) * 100) / merge.parts.length, total: 100, unit: 'percent' })
    const id = idOf(merge.how, part)
    if (!(await jobOf(merger.monitor, id, signal))) {
      await requireRoom(merge.how, part, merger.folder)
      await begin(merge, part, place, merger.monitor, signal)
    }
    await untilConcluded(id, merger, share, signal)
  }
}

/** On a full disk the guest itself could not write any more. What is moved is at most all of the one file. */
async function requireRoom(how: LiveMerge['how'], { upper, lower }: MergePart, folder: string): Promise<void> {
  await requireSpace(folder, (await sizeOf(`${folder}/${how === 'commit' ? upper : lower}`)) ?? 0)
}

/**
 * Lets go of all that have concluded: their jobs keep the disks busy, and their nodes are in no chain and keep files open. To be
 * called once the records say it; also of what a daemon before this one has merged.
 */
export async function endMerges(started: StartPlan, monitor: Monitor, signal: AbortSignal): Promise<void> {
  for (const { id, status } of await monitor.call('query-jobs', {}, signal)) {
    const merged = mergedIn(id)
    if (!merged || status !== 'concluded') continue
    await monitor.call('job-dismiss', { id }, signal).catch(passOverRefusal)
    const [part = ''] = merged.split('.')
    const node = placeOf(started, part)?.node(merged)
    if (node !== undefined) await monitor.call('blockdev-del', { 'node-name': node }, signal).catch(passOverRefusal)
  }
}

async function begin(
  { how }: LiveMerge,
  { upper, lower, under, top }: MergePart,
  { node }: Place,
  monitor: Monitor,
  signal: AbortSignal,
): Promise<void> {
  const job = { 'job-id': idOf(how, { upper, lower }), 'auto-dismiss': false, 'on-error': 'report' } as const
  if (how === 'commit') {
    const nodes = { device: node(top), 'top-node': node(upper), 'base-node': node(lower), 'backing-file': lower }
    await monitor.call('block-commit', { ...job, ...nodes }, signal)
    return
  }
  const [below] = under
  // A layer that is not ours has no name, so the last of ours is named in its place; then QEMU takes no `backing-file`.
  const end = below === undefined ? { bottom: node(lower) } : { 'base-node': node(below), 'backing-file': below }
  await monitor.call('block-stream', { ...job, device: node(upper), ...end }, signal)
}

async function untilConcluded(
  id: string,
  { monitor, clock }: Merger,
  share: (fraction: number) => void,
  signal: AbortSignal,
): Promise<void> {
  try {
    for (;;) {
      const job = await jobOf(monitor, id, signal)
      if (job === undefined) throw new Error('QEMU has forgotten the merge')
      if (job.status === 'concluded') return await conclude(job, monitor, signal)
      share(job['current-progress'] / Math.max(1, job['total-progress']))
      await clock.sleep(50, signal)
    }
  } catch (error) {
    if (signal.aborted) await cancel(id, monitor, clock)
    throw error
  }
}

async function conclude({ id, error }: Job, monitor: Monitor, signal: AbortSignal): Promise<void> {
  if (error === undefined) return
  await monitor.call('job-dismiss', { id }, signal).catch(passOverRefusal)
  throw new Error(error)
}

async function cancel(id: string, monitor: Monitor, clock: Pick<Clock, 'sleep'>): Promise<void> {
  const signal = AbortSignal.timeout(10_000)
  await monitor.call('job-cancel', { id }, signal).catch(passOverRefusal)
  for (;;) {
    const job = await jobOf(monitor, id, signal)
    if (job?.status === 'concluded') await monitor.call('job-dismiss', { id: job.id }, signal).catch(passOverRefusal)
    if (job === undefined || job.status === 'concluded') return
    await clock.sleep(20, signal)
  }
}

async function jobOf(monitor: Monitor, wanted: string, signal: AbortSignal) {
  return (await monitor.call('query-jobs', {}, signal)).find(({ id }) => id === wanted)
}

/** Tells what it does, so that a daemon that knows nothing of it can end it: letters, digits and `-._` are what an id may have. */
function idOf(how: LiveMerge['how'], { upper, lower }: Pick<MergePart, 'upper' | 'lower'>): string {
  return `merge_${how}_${upper}_${lower}`
}

/** The file that is in no chain once the merge with this id has concluded. */
function mergedIn(id: string): string | undefined {
  const [, how, upper, lower] = /^merge_(commit|stream)_([^_]+)_([^_]+)$/.exec(id) ?? []
  return how === 'commit' ? upper : lower
}
