import { latin1 } from '../inspect/fields.ts'
import type { ExtFileSystem } from './ext.ts'
import { builtInBy } from './initramfs.ts'

const mostBytes = 4 * 2 ** 20
const mostKernels = 16

/** Drivers by the names of their options in the configuration of a kernel. */
const options: Readonly<Record<string, string>> = {
  VIRTIO_BLK: 'virtio_blk',
  VIRTIO_PCI: 'virtio_pci',
  SATA_AHCI: 'ahci',
  BLK_DEV_SD: 'sd_mod',
  BLK_DEV_NVME: 'nvme',
}

/** What the kernels on a file system have built in, by their versions: from their lists of modules, else their configuration. */
export async function readBuiltIns(files: ExtFileSystem): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, readonly string[]>()
  for (const folder of ['boot', '']) {
    for (const [name, inode] of (await files.list(folder)) ?? []) {
      const [, version] = /^config-([\w.+~-]+)$/.exec(name) ?? []
      if (version === undefined || found.size >= mostKernels) continue
      found.set(version, optionsIn(await textOf(files, inode)))
    }
  }
  for (const folder of ['lib/modules', 'usr/lib/modules']) {
    for (const version of [...((await files.list(folder)) ?? new Map()).keys()].slice(0, mostKernels)) {
      const list = (await files.list(`${folder}/${version}`))?.get('modules.builtin')
      if (list !== undefined) found.set(version, builtInBy(await textOf(files, list)))
    }
  }
  return found
}

function optionsIn(config: string): readonly string[] {
  return [...config.matchAll(/^CONFIG_(\w+)=y$/gm)].flatMap(([, option = '']) => options[option] ?? [])
}

async function textOf(files: ExtFileSystem, inode: number): Promise<string> {
  const pieces: string[] = []
  let bytes = 0
  for await (const piece of files.readFile(inode)) {
    pieces.push(latin1(piece))
    bytes += piece.length
    if (bytes >= mostBytes) break
  }
  return pieces.join('')
}
