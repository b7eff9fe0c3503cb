import type { Host } from '../../src/contract/host.ts'
import type { HostAccount } from '../../src/model/host/account.ts'
import type { HostStep } from '../../src/model/host/change.ts'
import type { HostDevices } from '../../src/model/host/device.ts'
import type { HostInventory } from '../../src/model/host/inventory.ts'
import type { OwnFile } from '../../src/model/host/own-file.ts'
import { intelDesktop } from '../support/inventories.ts'

/** A computer in memory: it has what the test says, and remembers what was done to it. It keeps the contract of the host. */
export class FakeComputer implements Host {
  has: HostInventory = intelDesktop
  /** Users that are there beside the one that stroj runs as. */
  accounts: readonly HostAccount[] = []
  files: readonly OwnFile[] = []
  /** Every step that was carried out, in order. */
  readonly steps: HostStep[] = []
  /** Called after each step, so that the computer can become what the step makes of it. */
  whenDone: (step: HostStep) => void = () => {}
  /** How often it was looked at. */
  looks = 0
  #failure: Error | undefined

  /** The next look or step throws this. */
  failNext(error: Error): void {
    this.#failure = error
  }

  async inventory(signal: AbortSignal): Promise<HostInventory> {
    this.looks += 1
    this.#begin(signal)
    return this.has
  }

  async devices(signal: AbortSignal): Promise<HostDevices> {
    this.#begin(signal)
    return this.has.devices
  }

  async account(name: string, signal: AbortSignal): Promise<HostAccount | null> {
    this.#begin(signal)
    return this.accounts.find((account) => account.name === name) ?? ownAccount(this.has, name)
  }

  async ownFiles(signal: AbortSignal): Promise<readonly OwnFile[]> {
    this.#begin(signal)
    return this.files
  }

  async carryOut(steps: readonly HostStep[], signal: AbortSignal): Promise<void> {
    for (const step of steps) {
      this.#begin(signal)
      this.steps.push(step)
      this.whenDone(step)
    }
  }

  #begin(signal: AbortSignal): void {
    signal.throwIfAborted()
    const failure = this.#failure
    this.#failure = undefined
    if (failure) throw failure
  }
}

/** The user of the inventory, who has ids to give away. */
function ownAccount({ user }: HostInventory, name: string): HostAccount | null {
  if (user.name !== name) return null
  const range = { first: 100_000, count: 65_536 }
  const groups = [user.name, ...(user.kvmGroup.listed ? ['kvm'] : [])]
  return { name, uid: user.uid, groups, subordinate: { uids: [range], gids: [range], free: 165_536, exist: true } }
}
