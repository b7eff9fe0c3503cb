import type { StartPlan } from '../../../plan/instance/start-plan.ts'
import { blockBytes } from '../../../model/reserve-contradictions.ts'
import { jsonOption } from './option.ts'

/** The device that gives a guest more memory than it was started with. */
export const memoryDevice = 'more-memory'

/** Memory that is not there yet: nothing of the host is taken before the guest has it. */
export function reserveArguments({ memoryBytes, memoryMaxBytes }: StartPlan): readonly string[] {
  if (memoryMaxBytes === undefined) return []
  const size = Math.floor((memoryMaxBytes - memoryBytes) / blockBytes) * blockBytes
  if (size === 0) return []
  const backend = `${memoryDevice}-ram`
  return [
    ...jsonOption('object', { 'qom-type': 'memory-backend-ram', id: backend, size, reserve: false }),
    ...jsonOption('device', { driver: 'virtio-mem-pci', id: memoryDevice, memdev: backend, 'requested-size': 0 }),
  ]
}

/**
 * What a kernel is told of memory that may come: it takes it into use by itself, and in a way that it can be given back. A
 * kernel that may come to have memory above 4 GiB would set 64 MiB aside for devices that cannot write there (swiotlb);
 * all of ours can, so one MiB does.
 */
export function reserveWords({ memoryMaxBytes }: StartPlan): string {
  if (memoryMaxBytes === undefined) return ''
  return 'memhp_default_state=online memory_hotplug.online_policy=auto-movable swiotlb=512'
}
