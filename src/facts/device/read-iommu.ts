import { listKernelFolder, readKernelBytes, readKernelText } from '../../host/kernel-files.ts'
import { type HostIommu, PciAddress } from '../../model/host/device.ts'
import { wholeNumber } from '../read-number.ts'
import { hasSmmu } from './io-remapping-table.ts'

/** How the kernel names an IOMMU in /sys/class/iommu: Intel's, AMD's, Arm's. */
const kinds = [
  ['intel', /^dmar\d/],
  ['amd', /^ivhd\d/],
  ['smmu', /^smmu/],
] as const

/** What keeps devices apart here, and whether the kernel makes use of it. */
export function readIommu(root: string): HostIommu {
  const groups = readGroups(root)
  const tables = listKernelFolder(`${root}/sys/firmware/acpi/tables`)
  return {
    kind: kindOf(listKernelFolder(`${root}/sys/class/iommu`), tables, groups.length > 0),
    enabled: groups.length > 0,
    announced: isAnnounced(root, tables),
    interruptRemapping: readInterruptRemapping(root),
    groups,
  }
}

/** One that is switched off is known by the table of the firmware only. */
function kindOf(units: readonly string[], tables: readonly string[], hasGroups: boolean): HostIommu['kind'] {
  const known = kinds.find(([, pattern]) => units.some((unit) => pattern.test(unit)))
  if (known) return known[0]
  if (units.length > 0 || hasGroups) return 'other'
  if (tables.includes('DMAR')) return 'intel'
  return tables.includes('IVRS') ? 'amd' : 'none'
}

/** An empty folder is that of a container, from which the tables are hidden. */
function isAnnounced(root: string, tables: readonly string[]): boolean | null {
  if (tables.includes('DMAR') || tables.includes('IVRS')) return true
  if (tables.includes('IORT')) {
    const table = readKernelBytes(`${root}/sys/firmware/acpi/tables/IORT`)
    return table === null ? null : hasSmmu(table)
  }
  return tables.length === 0 ? null : false
}

function readGroups(root: string): HostIommu['groups'] {
  const folder = `${root}/sys/kernel/iommu_groups`
  const isReal = realGroups(root)
  return listKernelFolder(folder)
    .flatMap((name) => wholeNumber(name) ?? [])
    .toSorted((a, b) => a - b)
    .filter((id) => isReal(`${folder}/${id}`))
    .map((id) => ({ id, devices: listKernelFolder(`${folder}/${id}/devices`).filter(isPciAddress) }))
    .filter(({ devices }) => devices.length > 0)
}

/** VFIO can be told to pretend that there is an IOMMU (vfio.enable_unsafe_noiommu_mode); its groups protect nothing. */
function realGroups(root: string): (folder: string) => boolean {
  const pretends = readKernelText(`${root}/sys/module/vfio/parameters/enable_unsafe_noiommu_mode`) === 'Y'
  return (folder) => !pretends || readKernelText(`${folder}/name`) !== 'vfio-noiommu'
}

/**
 * Whether a device can only raise interrupts that it was given. The chips of interrupts tell it, and unlike the kernel log
 * everyone may read them: IR-IO-APIC and IR-PCI-MSI of Intel and AMD, ITS of Arm. AMD's own unit is the one that has none.
 */
function readInterruptRemapping(root: string): boolean | null {
  const folder = `${root}/sys/kernel/irq`
  let seen: boolean | null = null
  for (const name of listKernelFolder(folder)) {
    const chip = readKernelText(`${folder}/${name}/chip_name`) ?? ''
    if (/^(?:IR|ITS)-/.test(chip)) return true
    if (/^(?:IO-APIC|PCI-MSI)/.test(chip)) seen = false
  }
  return seen
}

function isPciAddress(text: string): boolean {
  return PciAddress.safeParse(text).success
}
