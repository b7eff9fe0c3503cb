import { open, stat } from 'node:fs/promises'

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
