import { listKernelFolder, readKernelLink, readKernelText } from '../../host/kernel-files.ts'
import { type HostIommu, PciAddress, type PciDevice } from '../../model/host/device.ts'
import { cleanText } from '../clean-text.ts'
import { readNumber } from '../read-number.ts'
import { type Use, usesOf } from './use.ts'

/** What else the devices are told with. */
export type PciSurroundings = {
  readonly groups: HostIommu['groups']
  readonly uses: readonly Use[]
  readonly nameOf: (vendor: string, device: string) => string | null
}

/** Devices on the PCI bus, in the order of their addresses (Documentation/ABI/testing/sysfs-bus-pci). */
export function readPci(root: string, surroundings: PciSurroundings): PciDevice[] {
  const folder = `${root}/sys/bus/pci/devices`
  const groupOf = new Map(surroundings.groups.flatMap(({ id, devices }) => devices.map((device) => [device, id])))
  return listKernelFolder(folder)
    .filter((address) => PciAddress.safeParse(address).success)
    .flatMap((address) => {
      const found = readDevice(`${folder}/${address}`, address, surroundings)
      return found === null ? [] : [{ ...found, iommuGroup: groupOf.get(address) ?? null }]
    })
}

function readDevice(
  folder: string,
  address: PciAddress,
  { uses, nameOf }: PciSurroundings,
): Omit<PciDevice, 'iommuGroup'> | null {
  const [vendor, device, kind] = [hexOf(folder, 'vendor', 4), hexOf(folder, 'device', 4), hexOf(folder, 'class', 6)]
  if (vendor === null || device === null || kind === null) return null
  const entries = new Set(listKernelFolder(folder))
  const isBridge = kind.startsWith('06')
  const name = nameOf(vendor, device)
  return {
    address,
    ids: `${vendor}:${device}`,
    class: kind,
    name: name === null ? null : cleanText(name),
    driver: entries.has('driver') ? targetOf(`${folder}/driver`) : null,
    isBridge,
    virtualFunctions: entries.has('sriov_totalvfs') ? readVirtualFunctions(folder, entries) : null,
    physicalFunction: entries.has('physfn') ? addressAt(`${folder}/physfn`) : null,
    uses: isBridge ? [] : usedFor(folder, address, entries, uses),
  }
}

/** Null for a device that could have virtual functions and is not allowed a single one. */
function readVirtualFunctions(folder: string, entries: ReadonlySet<string>): PciDevice['virtualFunctions'] {
  const most = readNumber(`${folder}/sriov_totalvfs`) ?? 0
  if (most === 0) return null
  const links = [...entries].filter((entry) => /^virtfn\d{1,5}$/.test(entry))
  const inOrder = links.toSorted((a, b) => Number(a.slice('virtfn'.length)) - Number(b.slice('virtfn'.length)))
  const addresses = inOrder.flatMap((link) => addressAt(`${folder}/${link}`) ?? [])
  return { on: readNumber(`${folder}/sriov_numvfs`) ?? 0, most, addresses }
}

/** `boot_vga`: the firmware shows its screen on this card, and the console of the kernel is on it. */
function usedFor(
  folder: string,
  address: PciAddress,
  entries: ReadonlySet<string>,
  uses: readonly Use[],
): PciDevice['uses'] {
  const shown = entries.has('boot_vga') && readKernelText(`${folder}/boot_vga`) === '1'
  const screen = shown ? ['the screen that the host booted on'] : []
  return [...screen, ...usesOf(address, uses)]
}

/** A number of so many digits, as 0x8086, without the sign before it. */
function hexOf(folder: string, name: string, digits: number): string | null {
  const text = readKernelText(`${folder}/${name}`)?.toLowerCase()
  return text?.length === digits + 2 && /^0x[0-9a-f]+$/.test(text) ? text.slice(2) : null
}

function targetOf(path: string): string | null {
  return readKernelLink(path)?.split('/').at(-1) ?? null
}

function addressAt(path: string): PciAddress | null {
  return PciAddress.safeParse(targetOf(path)).data ?? null
}
