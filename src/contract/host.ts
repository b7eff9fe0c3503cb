import type { HostAccount } from '../model/host/account.ts'
import type { HostStep } from '../model/host/change.ts'
import type { HostDevices } from '../model/host/device.ts'
import type { HostInventory } from '../model/host/inventory.ts'
import type { OwnFile } from '../model/host/own-file.ts'

/** The host itself: what it has, and the few things about it that can be changed. Nothing in it knows of an engine. */
export type Host = {
  /** Everything, read anew in well under 150 ms; what a user may not see is null, never a failure. */
  inventory(signal: AbortSignal): Promise<HostInventory>
  /** Only the devices, for a start that gives some of them to its guest. */
  devices(signal: AbortSignal): Promise<HostDevices>
  /** What the databases say of a user; null when they know none of this name. */
  account(name: string, signal: AbortSignal): Promise<HostAccount | null>
  /** What earlier changes have left. */
  ownFiles(signal: AbortSignal): Promise<readonly OwnFile[]>
  /**
   * Runs steps in their order, each within its deadline. Needs root: host.needs-root otherwise, before anything is done.
   * host.change-failed names the step that failed and what it said; the steps before it stay, their undo is the caller's.
   */
  carryOut(steps: readonly HostStep[], signal: AbortSignal): Promise<void>
}
