import { closeSync, constants, openSync, readSync } from 'node:fs'
import { setImmediate as others } from 'node:timers/promises'
import { errorCode } from './error-code.ts'

/** What the kernel has said since it was started, as far as it still knows. */
export type KernelLog = {
  readonly lines: readonly string[]
  /** The first line is there; otherwise the beginning was overwritten. */
  readonly isWhole: boolean
}

/** A read gives one record, or fails when there is no room for it; CONSOLE_EXT_LOG_MAX of the kernel. */
const roomForRecord = 8192
/** More than the largest log holds that a distribution sets up. */
const mostRecords = 100_000
/** As many are read within a millisecond. */
const recordsAtOnce = 256

/** Reads /dev/kmsg without waiting for more. Null where that is denied (kernel.dmesg_restrict) or missing (containers). */
export async function readKernelLog(root = ''): Promise<KernelLog | null> {
  const descriptor = openIfAllowed(`${root}/dev/kmsg`)
  if (descriptor === null) return null
  try {
    return parseKernelLog(await readRecords(descriptor))
  } finally {
    closeSync(descriptor)
  }
}

/** Takes records apart, written as `priority,number,microseconds,flags;text` (Documentation/ABI/testing/dev-kmsg). */
export function parseKernelLog(records: string): KernelLog {
  // Lines that begin with a space belong to the record before, and tell its device.
  const parts = [...records.matchAll(/^\d+,(\d+),[^;\n]*;(.*)$/gm)]
  return { lines: parts.map((part) => part[2] ?? ''), isWhole: parts[0]?.[1] === '0' }
}

function openIfAllowed(path: string): number | null {
  try {
    return openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
  } catch {
    return null
  }
}

async function readRecords(descriptor: number): Promise<string> {
  const buffer = Buffer.alloc(roomForRecord)
  const records: string[] = []
  for (let count = 0; count < mostRecords; count += 1) {
    // Each is there at once: the thread pool would take twenty times as long.
    const record = readRecord(descriptor, buffer)
    if (record === null) break
    records.push(record)
    if (count % recordsAtOnce === recordsAtOnce - 1) await others()
  }
  return records.join('')
}

/** Null at the end. A record that was overwritten before it could be read is empty. */
function readRecord(descriptor: number, buffer: Buffer): string | null {
  try {
    const length = readSync(descriptor, buffer)
    return length === 0 ? null : buffer.toString('utf8', 0, length)
  } catch (error) {
    return errorCode(error) === 'EPIPE' ? '' : null
  }
}
