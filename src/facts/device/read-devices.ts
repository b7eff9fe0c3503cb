import type { HostDevices } from '../../model/host/device.ts'
import { pciNamesIn, readPciIds } from './pci-names.ts'
import { readIommu } from './read-iommu.ts'
import { readPci } from './read-pci.ts'
import { readRights } from './read-rights.ts'
import { readUsb } from './read-usb.ts'
import { readUses } from './read-uses.ts'

/**
 * Everything that can be given to a guest, as /sys and /proc below `root` tell it; an empty root is this host. What we may not
 * see is left out. Rejects with the signal's reason only.
 */
export async function readDevices(root: string, signal: AbortSignal): Promise<HostDevices> {
  const nameOf = pciNamesIn(await readPciIds(root))
  signal.throwIfAborted()
  const iommu = readIommu(root)
  const uses = readUses(root)
  const pci = readPci(root, { groups: iommu.groups, uses, nameOf })
  return { iommu, pci, usb: readUsb(root, uses), rights: readRights(root) }
}
