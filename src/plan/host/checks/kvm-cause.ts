import type { HostFacts } from '../../../model/host/facts.ts'
import type { HostInventory } from '../../../model/host/inventory.ts'
import { type Cause, firstOf } from './cause.ts'
import { deniedCause, missingDeviceCause, otherHolderCause } from './kvm-cause-device.ts'
import { firmwareCause, moduleCause, oldKernelCause } from './kvm-cause-kernel.ts'
import { extensionCause } from './kvm-cause-processor.ts'
import { nothing } from '../../../model/host/judge.ts'

/**
 * The one reason why KVM is not usable: the first of its conditions that fails, for all later ones fail because of it.
 * Locked firmware comes before a module that is not loaded, since it is why the module does not load.
 */
export function kvmCause(inventory: HostInventory, { kvm }: HostFacts): Cause {
  const { processor, kernel } = inventory
  return firstOf(
    () => extensionCause(processor, kernel.firmwareLocked),
    () => oldKernelCause(inventory),
    () => firmwareCause(inventory),
    () => moduleCause(inventory),
    () => otherHolderCause(inventory, kvm),
    () => missingDeviceCause(inventory),
    () => deniedCause(inventory),
    () => engineCause(inventory, kvm),
  )
}

/** What only an engine can find out. */
function engineCause({ kvm: device }: HostInventory, { obstacle, reason }: HostFacts['kvm']): Cause {
  if (obstacle === 'no-emulator')
    return {
      found: reason,
      why: 'Only a guest that runs proves that KVM does.',
      mend: { fix: 'sudo apt-get install qemu-system-x86', change: 'tools' },
    }
  const why =
    obstacle === 'failed-test'
      ? 'The device is there, but the processor does not do what it promises; `sudo dmesg | grep -i kvm` may tell why.'
      : 'The kernel log (`sudo dmesg | grep -i kvm`) may tell why.'
  return { found: device.opening === 'failed' && device.reason !== null ? device.reason : reason, why, mend: nothing }
}
