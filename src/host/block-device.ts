import { constants, type FileHandle, open, readFile, stat } from 'node:fs/promises'
import { errorCode } from './error-code.ts'

/** Whether a path leads to a block device; false for what cannot be looked at. */
export async function isBlockDevice(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined)
  return found?.isBlockDevice() === true
}

/** An empty private file where nothing is; what cannot be made is left to whoever opens it. */
export async function touchPrivate(path: string): Promise<void> {
  const file = await open(path, 'a', 0o600).catch(() => undefined)
  await file?.close()
}

/** A block device that is ours alone as long as it is open: nobody can mount it, or a part of it, meanwhile. */
export type HeldDevice = { readonly handle: FileHandle; readonly sizeBytes: number; readonly isReadOnly: boolean }

/**
 * Opens a block device for us alone (open(2), O_EXCL on a device). Undefined when the kernel says that it is in use: it, or
 * a part of it, is mounted, is swapped to, or belongs to a RAID, a volume group or another device.
 */
export async function holdDevice(path: string, mode: 'read' | 'write'): Promise<HeldDevice | undefined> {
  const access = mode === 'read' ? constants.O_RDONLY : constants.O_RDWR
  const handle = await open(path, access | constants.O_EXCL | constants.O_NONBLOCK).catch((error: unknown) => {
    if (errorCode(error) === 'EBUSY') return undefined
    throw error
  })
  if (handle === undefined) return undefined
  try {
    const { rdev } = await handle.stat()
    const folder = `/sys/dev/block/${majorOf(rdev)}:${minorOf(rdev)}`
    const [size, readOnly] = await Promise.all(['size', 'ro'].map((name) => readFile(`${folder}/${name}`, 'utf8')))
    return { handle, sizeBytes: Number(size) * 512, isReadOnly: readOnly?.trim() === '1' }
  } catch (error) {
    await handle.close()
    throw error
  }
}

/** As glibc has it (gnu_dev_major(3)); beyond 32 bits no shifts. */
function majorOf(device: number): number {
  return Math.floor(device / 256) % 4096
}

function minorOf(device: number): number {
  return (device % 256) + Math.floor(device / 2 ** 20) * 256
}
