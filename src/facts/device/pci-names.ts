import { readTextIfAny } from '../../host/files.ts'

/** Debian's package pci.ids, and where other distributions have it. */
const places = ['/usr/share/misc/pci.ids', '/usr/share/hwdata/pci.ids']

/** The list of names of PCI devices (pci.ids(5)); empty where none is installed. */
export async function readPciIds(root: string): Promise<string> {
  for (const place of places) {
    const text = await readTextIfAny(`${root}${place}`).catch(() => undefined)
    if (text !== undefined) return text
  }
  return ''
}

type Vendor = { readonly name: string; readonly devices: ReadonlyMap<string, string> }

/** Names vendors and devices out of pci.ids. Of its 40,000 lines only those of the vendors that are asked for are looked at. */
export function pciNamesIn(list: string): (vendor: string, device: string) => string | null {
  const text = `\n${list}`
  const vendors = new Map<string, Vendor | null>()
  return (id, device) => {
    const known = vendors.get(id)
    const vendor = known === undefined ? vendorIn(text, id) : known
    vendors.set(id, vendor)
    return vendor === null ? null : `${vendor.name} ${vendor.devices.get(device) ?? `device ${device}`}`
  }
}

/** A section goes from the line of its vendor to where the next one begins. Lines of subsystems have two tabs. */
function vendorIn(text: string, id: string): Vendor | null {
  const mark = `\n${id}  `
  const start = text.indexOf(mark)
  if (start === -1) return null
  const rest = text.slice(start + mark.length)
  const section = rest.slice(0, /\n[0-9a-fC]/.exec(rest)?.index)
  const devices = new Map<string, string>()
  for (const [, device = '', name = ''] of section.matchAll(/^\t([0-9a-f]{4}) {2}(.*)$/gm))
    devices.set(device, name.trim())
  return { name: section.split('\n', 1)[0]?.trim() ?? '', devices }
}
