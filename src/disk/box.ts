import { isBlockDevice, touchPrivate } from '../host/block-device.ts'
import { findProgram } from '../host/find-program.ts'
import { systemFolders } from '../host/system-folders.ts'
import type { DiskLayer, Key } from './layer.ts'
import type { Call } from './qemu-img.ts'

/**
 * How bubblewrap is asked to run a call: without a network, with no process to be seen and no file but those of the system
 * that it needs and those that it is about, only readable unless they are to be written. Undefined where it is not installed.
 */
export async function boxed(call: Call): Promise<readonly string[] | undefined> {
  const program = await findProgram('bwrap')
  if (program === undefined) return undefined
  // Only what is there can be shown to it.
  if (call.makes !== undefined) await touchPrivate(call.makes)
  const files = await Promise.all(filesOf(call).map(bound))
  const base = systemFolders.flatMap((path) => ['--ro-bind-try', path, path])
  return [program, '--unshare-all', '--die-with-parent', ...base, '--dev', '/dev', ...files.flat(), '--']
}

type Bound = { readonly path: string; readonly writes: boolean }

function filesOf({ disks = [], also = [], keys = [], makes, limits }: Call): readonly Bound[] {
  const writes = limits.mostBytesWritten !== undefined && makes === undefined
  const read = [...also.flatMap(pathsOf), ...keys.map(({ file }) => file)].map((path) => ({ path, writes: false }))
  const opened = disks.flatMap(pathsOf).map((path) => ({ path, writes }))
  return [...read, ...opened, ...(makes === undefined ? [] : [{ path: makes, writes: true }])]
}

function pathsOf({ path, key, backing }: DiskLayer): readonly string[] {
  return [path, ...keyFile(key), ...(backing === undefined ? [] : pathsOf(backing))]
}

function keyFile(key: Key | undefined): readonly string[] {
  return key === undefined ? [] : [key.file]
}

/** A block device can be opened only where devices may be; whether it is written to is what the call opens it for. */
async function bound({ path, writes }: Bound): Promise<readonly string[]> {
  const how = (await isBlockDevice(path)) ? '--dev-bind' : writes ? '--bind' : '--ro-bind'
  return [how, path, path]
}
