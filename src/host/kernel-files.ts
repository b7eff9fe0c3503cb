import { accessSync, constants, readdirSync, readFileSync, readlinkSync } from 'node:fs'

/*
 * Files of /proc and /sys are memory of the kernel: no disk is waited for, and one is read in 10 µs. Asked through the
 * pool of threads each takes ten times as long, and there are thousands of them on a large host.
 */

/** What a file of /proc or /sys says, without white space around it. Null when it is not there, or not for us. */
export function readKernelText(path: string): string | null {
  return orNull(() => readFileSync(path, 'utf8').trim())
}

/** The same for a file that is no text. */
export function readKernelBytes(path: string): Uint8Array | null {
  return orNull(() => readFileSync(path))
}

/** Names in a folder of /proc or /sys, sorted by code units; none when it is not there, or not for us. */
export function listKernelFolder(path: string): readonly string[] {
  return orNull(() => readdirSync(path))?.sort() ?? []
}

/** Where a link of /proc or /sys points, as it is written; null when it is not there, or no link. */
export function readKernelLink(path: string): string | null {
  return orNull(() => readlinkSync(path))
}

/** Whether access(2) lets us write here. Nothing is opened, so that no device wakes up. */
export function mayWrite(path: string): boolean {
  return orNull(() => accessSync(path, constants.W_OK)) !== null
}

function orNull<T>(read: () => T): T | null {
  try {
    return read()
  } catch {
    return null
  }
}
