import type { Paths } from '../host/paths.ts'
import { Fault } from '../model/fault.ts'
import { type Environment, foldersOf } from './folders-of.ts'

/**
 * Where one daemon and its clients keep their things, from the environment alone (XDG Base Directory Specification 0.8).
 * `STROJ_HOME` puts all three folders into one; `STROJ_MODE=system` means the folders of the system service.
 * Throws `host.unwritable` when no folder can be told.
 */
export function pathsOf(environment: Environment): Paths {
  const folders = foldersOf(environment)
  if (!folders.ok) throw new Fault('host.unwritable', { path: folders.path, reason: folders.reason })
  const { state, runtime, cache } = folders
  return { state, runtime, cache }
}
