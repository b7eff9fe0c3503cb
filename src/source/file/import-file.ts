import { thisComputer } from '../../host/computer.ts'
import { freeBytes } from '../../host/free-space.ts'
import { type ForeignDisk, openForeignDisk } from '../../disk/foreign-disk.ts'
import { planTaking, takeIn } from '../../disk/take-in.ts'
import { type Architecture, architectureOf } from '../../model/architecture.ts'
import { firmwareOf } from '../../model/board.ts'
import type { DiskFormat } from '../../model/disk-format.ts'
import { diskFull } from '../build-fault.ts'
import type { Bench, ImageFacts, Wish } from '../recipe.ts'
import { refusedFile } from './refused-file.ts'

export type FileWish = {
  readonly path: string
  /** By default by its own marks. */
  readonly format?: DiskFormat | undefined
  /** By default that of this host. */
  readonly architecture?: Architecture | undefined
}

/** A local disk file, to be checked and copied. */
export function importOf(file: FileWish): Wish {
  return { source: { kind: 'file', from: file.path }, neededBytes: 0, make: (bench) => copyIn(file, bench) }
}

async function copyIn({ path, format, architecture }: FileWish, bench: Bench): Promise<ImageFacts> {
  try {
    bench.report('checking the file')
    await using disk = await openForeignDisk(path, format)
    await copyDisk(disk, bench)
    return factsOf(disk.inspection, architecture ?? architectureOf(thisComputer().architecture))
  } catch (error) {
    throw refusedFile(path, error)
  }
}

async function copyDisk(disk: ForeignDisk, { imageFolder, report, signal }: Bench): Promise<void> {
  const free = await freeBytes(imageFolder)
  const plan = await planTaking(disk, 'qcow2', { signal }, free)
  if (free < plan.mostBytes) throw await diskFull(imageFolder, plan.mostBytes)
  const tell = (percent: number) => report('copying the disk', { done: percent, total: 100, unit: 'percent' })
  await takeIn(disk, { path: `${imageFolder}/disk.qcow2`, format: 'qcow2' }, plan, { signal, tell })
}

/** Nothing is known of what it holds: any firmware may boot it, and a guest agent may answer. */
function factsOf({ virtualSizeBytes }: ForeignDisk['inspection'], architecture: Architecture): ImageFacts {
  return {
    files: [{ role: 'disk', name: 'disk.qcow2', format: 'qcow2' }],
    virtualSizeBytes,
    os: 'unknown',
    architecture,
    boot: [...firmwareOf[architecture]],
    kernelArguments: '',
    agent: true,
    shell: false,
  }
}
