import { errorCode } from '../host/error-code.ts'
import { systemReason } from '../host/errno.ts'
import { freeBytes } from '../host/free-space.ts'
import { RunError } from '../host/run.ts'
import { formatBytes } from '../kit/bytes.ts'
import { Fault } from '../model/fault.ts'

/**
 * What an act on a pool failed with, as a fault that a person can act on; anything that is none of the world's stays as it is.
 * `left`: what is changed or left of it, where that is not nothing, and what to do.
 */
export async function toPoolFault(error: unknown, action: string, folder: string, left?: string): Promise<unknown> {
  if (error instanceof Fault) return error
  if (isDiskFull(error) && left === undefined) return diskFull(folder, undefined, error)
  if (error instanceof RunError) {
    if (error.why.kind === 'not-found') {
      return new Fault('host.tool-missing', { tool: error.file, package: 'qemu-utils' }, { cause: error })
    }
    const reason = isDiskFull(error) ? `there is no room left in ${folder}` : reasonOf(error)
    return new Fault('volume.failed', { action, reason, left }, { cause: error })
  }
  if (errorCode(error) === undefined) return error
  return new Fault('host.unwritable', { path: folder, reason: systemReason(error) }, { cause: error })
}

export async function diskFull(folder: string, needed: number | undefined, cause?: unknown): Promise<Fault> {
  const free = formatBytes(await freeBytes(folder).catch(() => 0))
  const wanted = needed === undefined ? 'more' : formatBytes(needed)
  return new Fault('host.disk-full', { path: folder, free, needed: wanted }, { cause })
}

function isDiskFull(error: unknown): boolean {
  if (errorCode(error) === 'ENOSPC' || errorCode(error) === 'EDQUOT') return true
  if (!(error instanceof RunError) || !('stderr' in error.why)) return false
  return /no space left on device|disk quota exceeded/i.test(error.why.stderr)
}

/** Why qemu-img failed, in words that end a sentence. */
export function reasonOf({ why }: RunError): string {
  switch (why.kind) {
    case 'timeout':
      return 'it takes too long'
    case 'signal':
      return 'it takes more time or memory than it may'
    case 'too-much-output':
      return 'there is more to tell than can be told'
    case 'not-found':
      return 'qemu-img is not installed'
    case 'exit':
      return lastWords(why.stderr)
  }
}

function lastWords(stderr: string): string {
  if (/failed to get .* lock/i.test(stderr)) return 'another program has it open'
  const last = stderr.trim().split('\n').at(-1) ?? ''
  return `qemu-img says: ${last
    .replace(/^qemu-img: /, '')
    .replace(/'json:.*?\}'/, 'the disk')
    .slice(0, 300)}`
}
