/** Something that the host does with a device now. */
export type Use = {
  /** Every device on the way to it, from the root of the tree: `pci0000:00`, `0000:00:1f.2`, `ata1` … */
  readonly way: ReadonlySet<string>
  readonly text: string
}

/** What of it is done with one device, by its name in the tree of devices: a PCI address, a USB port. */
export function usesOf(name: string, uses: readonly Use[]): string[] {
  return [...new Set(uses.filter(({ way }) => way.has(name)).map(({ text }) => text))]
}

/** The way that a link of /sys/class leads. */
export function wayOf(link: string): ReadonlySet<string> {
  return new Set(link.split('/'))
}
