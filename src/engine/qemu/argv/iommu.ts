import type { StartPlan } from '../../../plan/instance/start-plan.ts'
import { jsonOption } from './option.ts'

/**
 * The IOMMU of the guest. QEMU wants it before the devices that it is for. Intel's tells us of every mapping, which a
 * device of the host behind it needs (QEMU, wiki/Features/VT-d: caching-mode); AMD's cannot.
 */
export function iommuArguments({ iommu }: Pick<StartPlan, 'iommu'>): readonly string[] {
  if (iommu === null) return []
  const properties = { driver: `${iommu}-iommu`, id: 'iommu0', intremap: 'on' }
  return jsonOption('device', { ...properties, ...(iommu === 'intel' && { 'caching-mode': true }) })
}

/**
 * What a virtio device needs so that the IOMMU is asked for its memory accesses too, as for those of real devices:
 * otherwise a guest of the guest that is given one could write anywhere (virtio 1.2, section 6.1: ACCESS_PLATFORM).
 * Not under AMD's: virtio disks hang behind that of QEMU 7.2.
 */
export function underIommu({ iommu }: Pick<StartPlan, 'iommu'>): Readonly<Record<string, unknown>> {
  return iommu === 'intel' ? { iommu_platform: true, 'disable-legacy': 'on' } : {}
}
