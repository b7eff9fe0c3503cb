import { type ForeignDisk, openForeignDisk } from '../../disk/foreign-disk.ts'
import { RefusedDisk } from '../../disk/refused-disk.ts'
import { copySparsely } from '../../host/copy-sparsely.ts'
import type { ForeignFile } from '../../host/foreign-file.ts'
import { freeBytes } from '../../host/free-space.ts'
import type { Architecture } from '../../model/architecture.ts'
import { firmwareOf } from '../../model/board.ts'
import { diskFull } from '../build-fault.ts'
import type { Bench, ImageFacts } from '../recipe.ts'
import { refusedFile } from './refused-file.ts'

/** Volume descriptors begin at sector 16 of 2048 bytes (ECMA-119 7.2); UDF alone begins with BEA01 there (ECMA-167 2/9.1). */
const descriptorsAt = 16 * 2048

/** Whether a file is an image of a CD or DVD. */
export async function isMedium(file: ForeignFile): Promise<boolean> {
  const mark = new TextDecoder('latin1').decode(await file.read(descriptorsAt + 1, 5))
  return mark === 'CD001' || mark === 'BEA01'
}

/** Takes a medium in as it is: QEMU is told that it is raw, and nothing of it is ever followed. */
export async function takeMedium(path: string, architecture: Architecture, bench: Bench): Promise<ImageFacts> {
  try {
    bench.report('checking the file')
    await using medium = await openForeignDisk(path, 'iso')
    await copyMedium(medium, bench)
    return mediumFacts(architecture)
  } catch (error) {
    throw refusedFile(path, error)
  }
}

async function copyMedium({ file }: ForeignDisk, { imageFolder, report, signal }: Bench): Promise<void> {
  if (!(await isMedium(file))) {
    throw new RefusedDisk({ kind: 'mismatch', reason: 'it is said to be an ISO image and does not begin as one' })
  }
  const total = file.sizeBytes
  if ((await freeBytes(imageFolder)) < total) throw await diskFull(imageFolder, total)
  await copySparsely(file.path, `${imageFolder}/medium.iso`, 0o600, (done) => {
    signal.throwIfAborted()
    report('copying the medium', { done, total, unit: 'bytes' })
  })
  if (await file.hasChanged()) throw new RefusedDisk({ kind: 'changed', reason: 'it was changed while it was read' })
}

function mediumFacts(architecture: Architecture): ImageFacts {
  return {
    files: [{ role: 'cdrom', name: 'medium.iso', format: 'raw' }],
    virtualSizeBytes: 0,
    os: 'unknown',
    architecture,
    boot: [...firmwareOf[architecture]],
    kernelArguments: '',
    agent: false,
    shell: false,
  }
}
