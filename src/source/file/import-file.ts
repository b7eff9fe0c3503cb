import { systemReason } from '../../host/errno.ts'
import { errorCode } from '../../host/error-code.ts'
import { ForeignFile } from '../../host/foreign-file.ts'
import { freeBytes } from '../../host/free-space.ts'
import { RunError } from '../../host/run.ts'
import { thisComputer } from '../../host/computer.ts'
import { type Architecture, architectureOf } from '../../model/architecture.ts'
import { firmwareOf } from '../../model/board.ts'
import { Fault } from '../../model/fault.ts'
import { diskFull, isDiskFull } from '../build-fault.ts'
import type { Bench, ImageFacts, Wish } from '../recipe.ts'
import { type DiskFile, inspectedBytes, inspectFile } from './inspect-file.ts'
import { checkQcow2, convertToQcow2, measureAsQcow2 } from './qemu-img.ts'

export type FileWish = {
  readonly path: string
  readonly format?: 'qcow2' | 'raw' | undefined
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
    await using file = await openFile(path)
    const found = inspectFile(await file.read(0, inspectedBytes), file.sizeBytes, format)
    if (!found.ok) throw refused(path, found.refusal)
    await copyDisk(file, found.plan, bench)
    if (await file.hasChanged()) throw refused(path, 'it was changed while it was read')
    return factsOf(found.plan, architecture ?? architectureOf(thisComputer().architecture))
  } catch (error) {
    throw bench.signal.aborted ? error : explain(error, path)
  }
}

async function openFile(path: string): Promise<ForeignFile> {
  const file = await ForeignFile.open(path).catch((error: unknown) => {
    throw errorCode(error) === undefined ? error : refused(path, systemReason(error), error)
  })
  if (file === undefined) throw refused(path, 'it is not a regular file')
  return file
}

async function copyDisk(file: ForeignFile, disk: DiskFile, { imageFolder, report, signal }: Bench): Promise<void> {
  const source = { path: file.path, ...disk }
  if (disk.format === 'qcow2') await checkQcow2(source, signal)
  const needed = await measureAsQcow2(source, signal)
  if ((await freeBytes(imageFolder)) < needed) throw await diskFull(imageFolder, needed)
  await convertToQcow2(source, { path: `${imageFolder}/disk.qcow2`, mostBytes: needed }, signal, (percent) =>
    report('copying the disk', { done: percent, total: 100, unit: 'percent' }),
  )
}

/** Nothing is known of what it holds: any firmware may boot it, and a guest agent may answer. */
function factsOf({ virtualSizeBytes }: DiskFile, architecture: Architecture): ImageFacts {
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

function explain(error: unknown, path: string): unknown {
  if (!(error instanceof RunError) || error.why.kind === 'not-found' || isDiskFull(error)) return error
  return refused(path, reasonOf(error), error)
}

function reasonOf({ why }: RunError): string {
  if (why.kind === 'timeout') return 'reading it takes too long'
  if (why.kind === 'signal') return 'reading it takes more time or memory than it may'
  if (why.kind !== 'exit') return 'qemu-img does not understand it'
  if (/failed to get .* lock/i.test(why.stderr)) return 'another program is writing to it'
  const last = why.stderr.trim().split('\n').at(-1) ?? ''
  return `qemu-img says: ${last
    .replace(/^qemu-img: /, '')
    .replace(/\/proc\/\d+\/fd\/\d+/g, 'the file')
    .slice(0, 300)}`
}

function refused(path: string, reason: string, cause?: unknown): Fault {
  return new Fault('image.refused', { path, reason }, { cause })
}
