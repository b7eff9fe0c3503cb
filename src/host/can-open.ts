import { open } from 'node:fs/promises'
import { systemReason } from './errno.ts'
import { errorCode } from './error-code.ts'

export type Opening =
  | { readonly kind: 'yes' }
  | { readonly kind: 'missing' }
  /** A device node that no driver stands behind. */
  | { readonly kind: 'no-device' }
  | { readonly kind: 'denied' }
  | { readonly kind: 'failed'; readonly reason: string }

/** Whether a device or file opens for reading and writing. It is closed again at once. */
export async function canOpen(path: string): Promise<Opening> {
  try {
    await (await open(path, 'r+')).close()
    return { kind: 'yes' }
  } catch (error) {
    const code = errorCode(error)
    if (code === 'ENOENT') return { kind: 'missing' }
    if (code === 'ENXIO' || code === 'ENODEV') return { kind: 'no-device' }
    if (code === 'EACCES' || code === 'EPERM') return { kind: 'denied' }
    return { kind: 'failed', reason: systemReason(error) }
  }
}
