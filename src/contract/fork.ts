import type { Report } from '../kit/report.ts'
import type { ExplainedStep } from '../model/explanation.ts'
import type { DiskUse } from '../model/disk-use.ts'
import type { InstanceId, WarmId } from '../model/name.ts'
import type { WarmFacts } from '../model/warm.ts'
import type { ForkPlan } from '../plan/fork/plan-fork.ts'
import type { StartPlan } from '../plan/instance/start-plan.ts'
import type { Machine } from './engine.ts'

/** A moment of a machine that runs, to be kept for those that go on from it. */
export type Moment = {
  readonly id: WarmId
  /** The same machine, that never runs; its disks are empty. */
  readonly receiver: StartPlan
  /** What runs, and what it is called by in its guest. */
  readonly parent: { readonly id: InstanceId; readonly name: string; readonly uuid: string }
  readonly machine: Pick<Machine, 'exec'>
}

/** What goes on from a moment finds in its memory. */
export type MomentFacts = Pick<WarmFacts, 'places'>

/** Moments of machines, for as long as something is to begin from them, and files that several instances have. */
export type ForkStore = {
  /**
   * Makes a machine that waits, has a copy sent to its socket, and keeps that. All or nothing; what waited is gone then. Throws
   * host.disk-full and what `send` throws.
   */
  keep(
    moment: Moment,
    send: (socket: string) => Promise<void>,
    report: Report,
    signal: AbortSignal,
  ): Promise<MomentFacts>
  /** Another one just like it, with files of its own. */
  copy(from: WarmId, to: WarmId): Promise<void>
  /** Removes it. What began from it has its memory still. */
  discard(id: WarmId): Promise<void>
  /** Gives an instance, that is kept, files of another one that nobody writes to any more, under the same names. */
  share(from: InstanceId, to: InstanceId, files: readonly string[]): Promise<void>
  /** Which files of an instance others have, too: they are never written to. */
  shared(id: InstanceId): Promise<ReadonlySet<string>>
  /** What its disks take on the host. */
  use(id: InstanceId): Promise<DiskUse>
  /** What a fork does, as commands. */
  explain(plan: ForkPlan, receiver: StartPlan): Promise<readonly ExplainedStep[]>
}
