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

/** Names vendors and devices out of pci.ids. It is searched for what is asked; nothing else of its 40,000 lines is read. */
export function pciNamesIn(list: string): (vendor: string, device: string) => string | null {
  const text = `\n${list}`
  const sections = new Map<string, string | null>()
  return (vendor, device) => {
    if (!sections.has(vendor)) sections.set(vendor, sectionOf(text, vendor))
    const section = sections.get(vendor)
    if (section === undefined || section === null) return null
    const maker = section.slice(0, endOfLine(section, 0)).trim()
    return `${maker} ${deviceIn(section, device) ?? `device ${device}`}`
  }
}

/** From the name of a vendor to where the next one begins. */
function sectionOf(text: string, vendor: string): string | null {
  const mark = `\n${vendor}  `
  const start = text.indexOf(mark)
  if (start === -1) return null
  const rest = text.slice(start + mark.length)
  const end = /\n[0-9a-fC]/.exec(rest)?.index
  return rest.slice(0, end)
}

function deviceIn(section: string, device: string): string | undefined {
  const mark = `\n\t${device}  `
  const start = section.indexOf(mark)
  if (start === -1) return undefined
  return section.slice(start + mark.length, endOfLine(section, start + mark.length)).trim()
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from)
  return end === -1 ? text.length : end
}
