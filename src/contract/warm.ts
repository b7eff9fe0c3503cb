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

/**
 * What goes on from a warm image, or from a moment of another machine. Without a survey nothing waits in its guest to be told who
 * it is: its agent looks, and tells it.
 */
export type Fork = {
  readonly facts: Pick<WarmFacts, 'places'> & { readonly survey?: WarmFacts['survey'] }
  readonly identity: Identity
}

/** A machine that is booted once to be kept. `image`: what people call its image. */
export type WarmTemplate = { readonly plan: StartPlan; readonly disks: readonly NewDisk[]; readonly image: string }

/** A disk of an instance that has written nothing yet. */
export type EmptyDisk = Pick<NewDisk, 'file' | 'sizeBytes'>

/** A machine that was started before its instance: it has its devices, and nothing of the memory of the guest for itself. */
export type Waiting = {
  /** Resolves, with the reason, when it has ended or has lost its network: then it is of no use. Never rejects. */
  readonly over: Promise<string>
  /** What it and its network have of the memory of the host, for themselves; in bytes. */
  ownMemory(): Promise<number>
}

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
  /** Whether nobody has written to its memory: cheaper than `damage`, for who has read the rest already. */
  isUntouched(id: WarmId, facts: WarmFacts): Promise<boolean>
  /** What is wrong with its files, as the end of a sentence; undefined when they are as they were. */
  damage(id: WarmId, facts: WarmFacts): Promise<string | undefined>
  /** Lets the disks of an instance that has never run stand on what the guest had written. */
  giveDisks(plan: StartPlan, disks: readonly EmptyDisk[]): Promise<void>
  /** Makes the disks of an instance new again, as if it had never been started. */
  takeDisks(plan: StartPlan, disks: readonly NewDisk[]): Promise<void>
  /** The processes of guests that are being kept, and are nobody's. */
  templates(): Promise<ReadonlySet<number>>
  /** Ends them, and waits until they are gone. Whoever makes them is told so, and nothing of them is left. */
  endTemplates(): Promise<void>
  /**
   * Starts the machine of a fork that nobody has asked for yet, up to where it can go on. `giveDisks` and `launch` of its plan
   * take it; `cleanUp` of its id ends it. All or nothing. Throws what a launch throws.
   */
  wait(plan: StartPlan, disks: readonly EmptyDisk[], signal: AbortSignal): Promise<Waiting>
  /** What the host has of memory, and what of it is free for new work (null where its kernel does not tell); in bytes. */
  hostMemory(): Promise<{ readonly totalBytes: number; readonly availableBytes: number | null }>
  /** After a crash: ends templates that still run, removes drafts, and what is not recorded. */
  removeLeftovers(recorded: ReadonlySet<WarmId>): Promise<void>
}
