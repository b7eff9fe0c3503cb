import type { Report } from '../kit/report.ts'
import type { WarmId } from '../model/name.ts'
import type { WarmFacts, WarmGround } from '../model/warm.ts'
import type { NewDisk } from '../plan/instance/plan-create.ts'
import type { StartPlan } from '../plan/instance/start-plan.ts'

/** Who a fork becomes. */
export type Identity = {
  readonly name: string
  readonly uuid: string
  /** 32 lower-case hex digits each. */
  readonly machineId: string
  readonly bootId: string
  readonly busId: string
  /** Randomness for the pool of its kernel, in hex. */
  readonly seed: string
  /** The address that each nic had, and the one that it gets. */
  readonly macs: readonly { readonly from: string; readonly to: string }[]
}

/** What goes on from a warm image. */
export type Fork = { readonly facts: WarmFacts; readonly identity: Identity }

/** A machine that is booted once to be kept. `image`: what people call its image. */
export type WarmTemplate = { readonly plan: StartPlan; readonly disks: readonly NewDisk[]; readonly image: string }

/** Where guests are kept that were booted once. */
export type WarmStore = {
  /** What of the host a machine stands on, beside its plan. */
  ground(plan: StartPlan, signal: AbortSignal): Promise<WarmGround>
  /**
   * Boots a machine, waits until its guest answers and rests, and keeps it as a draft. Its process is over then, for good. All or
   * nothing. Throws warm.refused, host.disk-full and what a launch throws.
   */
  make(template: WarmTemplate, report: Report, signal: AbortSignal): Promise<WarmFacts>
  /** The draft becomes a warm image, durably. No failure when it is one already. */
  keep(id: WarmId): Promise<void>
  /** Removes a draft or a warm image. Instances that began from it keep what they need. No failure when there is none. */
  discard(id: WarmId): Promise<void>
  /** What is wrong with its files, as the end of a sentence; undefined when they are as they were. */
  damage(id: WarmId, facts: WarmFacts): Promise<string | undefined>
  /** Lets the disks of an instance that has never run stand on what the guest had written. */
  giveDisks(plan: StartPlan, disks: readonly NewDisk[]): Promise<void>
  /** Makes the disks of an instance new again, as if it had never been started. */
  takeDisks(plan: StartPlan, disks: readonly NewDisk[]): Promise<void>
  /** The processes of guests that are being kept, and are nobody's. */
  templates(): Promise<ReadonlySet<number>>
  /** Ends them, and waits until they are gone. Whoever makes them is told so, and nothing of them is left. */
  endTemplates(): Promise<void>
  /** After a crash: ends templates that still run, removes drafts, and what is not recorded. */
  removeLeftovers(recorded: ReadonlySet<WarmId>): Promise<void>
}
