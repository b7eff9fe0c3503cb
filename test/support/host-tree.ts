import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { TempDir } from '../../src/host/temp-dir.ts'

/** What the kernel of a host tells in /proc and /sys: texts by their paths, and links. */
export type HostTree = {
  readonly files: Readonly<Record<string, string>>
  readonly links: Readonly<Record<string, string>>
}

const taken = join(import.meta.dirname, '../unit/facts/taken')

/**
 * A tree that was taken from a real kernel, of test/unit/facts/taken: what is read of it, and nothing else. The links of /sys/class
 * and /sys/dev, the default route and the own control group of the guests are what their kernel logs say.
 */
export function takenTree(name: string): HostTree {
  return JSON.parse(readFileSync(join(taken, `${name}.json`), 'utf8')) as HostTree
}

export function joinTrees(...trees: readonly HostTree[]): HostTree {
  return {
    files: Object.assign({}, ...trees.map(({ files }) => files)) as HostTree['files'],
    links: Object.assign({}, ...trees.map(({ links }) => links)) as HostTree['links'],
  }
}

/** A tree as a folder, which readers take for the root of the host. */
export async function plant({ files, links }: HostTree): Promise<TempDir> {
  const root = await TempDir.make('host-tree')
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(root.path + path), { recursive: true })
    writeFileSync(root.path + path, text)
  }
  for (const [path, target] of Object.entries(links)) {
    mkdirSync(dirname(root.path + path), { recursive: true })
    symlinkSync(target, root.path + path)
  }
  return root
}

/** A PCI device at a path below /sys/devices, such as `pci0000:00/0000:00:1f.2`. */
export function pciAt(
  way: string,
  [vendor, device, kind]: readonly [string, string, string],
  driver?: string,
): HostTree {
  const folder = `/sys/devices/${way}`
  return {
    files: {
      [`${folder}/vendor`]: `0x${vendor}\n`,
      [`${folder}/device`]: `0x${device}\n`,
      [`${folder}/class`]: `0x${kind}\n`,
    },
    links: {
      [`/sys/bus/pci/devices/${way.split('/').at(-1)}`]: `../../../devices/${way}`,
      ...(driver !== undefined && { [`${folder}/driver`]: `../../../bus/pci/drivers/${driver}` }),
    },
  }
}

/** A block device at a path below /sys/devices. */
export function blockAt(way: string, number: string): HostTree {
  const name = way.split('/').at(-1) ?? ''
  return {
    files: { [`/sys/devices/${way}/dev`]: `${number}\n` },
    links: {
      [`/sys/class/block/${name}`]: `../../devices/${way}`,
      [`/sys/dev/block/${number}`]: `../../devices/${way}`,
    },
  }
}

/** A network interface at a path below /sys/devices. */
export function interfaceAt(way: string, flags: string): HostTree {
  const name = way.split('/').at(-1) ?? ''
  return {
    files: { [`/sys/devices/${way}/flags`]: `${flags}\n` },
    links: { [`/sys/class/net/${name}`]: `../../devices/${way}` },
  }
}

export function usbAt(way: string, facts: Readonly<Record<string, string>>): HostTree {
  const folder = `/sys/devices/${way}`
  return {
    files: Object.fromEntries(Object.entries(facts).map(([name, text]) => [`${folder}/${name}`, `${text}\n`])),
    links: { [`/sys/bus/usb/devices/${way.split('/').at(-1)}`]: `../../../devices/${way}` },
  }
}

export function filesAt(files: HostTree['files']): HostTree {
  return { files, links: {} }
}

export function linksAt(links: HostTree['links']): HostTree {
  return { files: {}, links }
}
