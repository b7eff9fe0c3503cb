import type { HostFacts } from '../../../model/host/facts.ts'
import type { HostInventory } from '../../../model/host/inventory.ts'
import type { Holder, OtherHypervisor } from '../../../model/host/kvm.ts'
import { type Cause, outside } from './cause.ts'
import { type Mend, nothing } from '../../../model/host/judge.ts'

/** Another hypervisor that has the processors now. Its modules alone do no harm while nobody uses them. */
export function otherHolderCause(
  { otherHypervisors, processor, kvm: { opening } }: HostInventory,
  { obstacle }: HostFacts['kvm'],
): Cause | undefined {
  const failed = opening === 'failed' || obstacle === 'failed-test'
  const other = otherHypervisors.find(({ holders }) => holders.length > 0) ?? (failed ? otherHypervisors[0] : undefined)
  if (other === undefined || (opening === 'yes' && !failed)) return undefined
  const users = other.holders.length === 0 ? '' : ` (${holdersText(other.holders)})`
  return outside(processor, {
    found: `${other.name} has the processors${users}`,
    why: 'Two hypervisors cannot use their extensions at once; end its guests, then unload its modules.',
    mend: unloading(other),
  })
}

/** The module that the others stand on comes last. */
export function unloading({ name, modules }: OtherHypervisor): Mend {
  if (name === 'Xen' || modules.length === 0) return nothing
  const base = name === 'VirtualBox' ? 'vboxdrv' : 'vmmon'
  const inOrder = [...modules.filter((module) => module !== base), ...modules.filter((module) => module === base)]
  const change = name === 'VirtualBox' ? 'release-virtualbox' : null
  return { fix: `sudo modprobe -r ${inOrder.join(' ')}`, change }
}

/** `web (pid 4711), VBoxHeadless (pid 12)` */
export function holdersText(holders: readonly Holder[]): string {
  return holders.map(({ instance, program, pid }) => `${instance ?? program} (pid ${pid})`).join(', ')
}

/** The kernel has KVM, yet there is no node, or one that nothing stands behind. */
export function missingDeviceCause({ kvm: { opening }, processor }: HostInventory): Cause | undefined {
  if (opening !== 'missing' && opening !== 'no-device') return undefined
  if (processor.container !== null) {
    const why = 'The container has to be started with the device: `--device /dev/kvm` of docker and podman.'
    return { found: 'the container has no /dev/kvm', why, mend: nothing }
  }
  const found = opening === 'missing' ? 'there is no /dev/kvm' : '/dev/kvm is there, but no driver answers'
  const why = 'The kernel has KVM; udev, which makes the node, does not run or was told not to.'
  // 10 and 232 are the numbers of KVM in Linux' list of devices (Documentation/admin-guide/devices.txt).
  const make = 'sudo mknod -m 0660 /dev/kvm c 10 232 && sudo chgrp kvm /dev/kvm'
  const again = opening === 'missing' ? make : `sudo rm /dev/kvm && ${make}`
  return { found, why, mend: { fix: again, change: 'kvm-device' } }
}

/** The node is there, and this user may not open it. */
export function deniedCause(inventory: HostInventory): Cause | undefined {
  const { kvm, user, processor } = inventory
  if (kvm.opening !== 'denied') return undefined
  const cause = whyDenied(kvm, user)
  return cause.mend.change === 'kvm-device' ? outside(processor, cause) : cause
}

function whyDenied({ group, mode }: HostInventory['kvm'], { name, kvmGroup }: HostInventory['user']): Cause {
  const found = `${name} may not open /dev/kvm`
  const join = `sudo usermod -a -G kvm ${name}`
  if (!kvmGroup.exists) {
    const why = 'There is no group kvm, whose members may; it belongs to Debian, and udev uses it.'
    return { found, why, mend: { fix: `sudo groupadd --system kvm && ${join}`, change: 'kvm-group' } }
  }
  if (group !== 'kvm' || !groupMayUse(mode)) {
    const why = `The node has group ${group ?? 'unknown'} and mode ${mode ?? 'unknown'}; it should have kvm and 0660.`
    const fix = 'sudo chgrp kvm /dev/kvm && sudo chmod 0660 /dev/kvm'
    return { found, why, mend: { fix, change: 'kvm-device' } }
  }
  if (!kvmGroup.listed) {
    const why = `Members of the group kvm may, and ${name} is none. Log in again afterwards.`
    return { found, why, mend: { fix: join, change: 'kvm-group' } }
  }
  if (!kvmGroup.active) {
    const why = `The group kvm has ${name} in it, but this login is older than that. Log out and in again; until then, a daemon that is started within the group may.`
    return { found, why, mend: { fix: 'sg kvm -c "stroj daemon restart"', change: null } }
  }
  const why = `The group kvm may, and has ${name} in it; a device rule of a container, or a security module, denies it.`
  return { found, why, mend: nothing }
}

/** Reading and writing for the group. */
function groupMayUse(mode: string | null): boolean {
  return mode === null || (Number.parseInt(mode, 8) & 0o060) === 0o060
}
