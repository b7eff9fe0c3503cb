import type { Host } from '../contract/host.ts'
import { readKernelLog } from '../host/kernel-log.ts'
import type { Paths } from '../host/paths.ts'
import type { HostInventory } from '../model/host/inventory.ts'
import { carryOut } from './carry-out.ts'
import { readDevices } from './device/read-devices.ts'
import { readKernel } from './kernel/read-kernel.ts'
import { readKvmDevice } from './kvm/read-kvm-device.ts'
import { readOtherHypervisors } from './kvm/read-other-hypervisors.ts'
import { readUser } from './kvm/read-user.ts'
import { readCgroups } from './limits/read-cgroups.ts'
import { readNamespaces } from './limits/read-namespaces.ts'
import { readMemory } from './memory/read-memory.ts'
import { readProcessor } from './processor/read-processor.ts'
import { readAccount } from './read-account.ts'
import { readOwnFiles } from './read-own-files.ts'
import { readTools } from './tool/read-tools.ts'

/** The host that we run on. What its tools say of themselves is kept in the cache folder. */
export function openHost({ cache }: Pick<Paths, 'cache'>): Host {
  return {
    inventory: async (signal) => await readInventory(cache, signal),
    devices: async (signal) => await readDevices('', signal),
    account: readAccount,
    ownFiles: async (signal) => {
      signal.throwIfAborted()
      return await readOwnFiles('')
    },
    carryOut,
  }
}

async function readInventory(cache: string, signal: AbortSignal): Promise<HostInventory> {
  signal.throwIfAborted()
  const log = await readKernelLog()
  const [processor, kernel, kvm, user, otherHypervisors, devices, tools] = await Promise.all([
    readProcessor('', log),
    readKernel('', log),
    readKvmDevice('', signal),
    readUser('', signal),
    readOtherHypervisors(''),
    readDevices('', signal),
    readTools(cache, signal),
  ])
  const rest = { memory: readMemory(''), cgroups: readCgroups(''), namespaces: readNamespaces('') }
  return { processor, kernel, kvm, user, otherHypervisors, devices, ...rest, tools }
}
