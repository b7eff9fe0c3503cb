import type { Paths } from '../host/paths.ts'
import { Fault } from '../model/fault.ts'

export type Environment = Readonly<Record<string, string | undefined>>

/**
 * Where one daemon and its clients keep their things, from the environment alone (XDG Base Directory Specification 0.8).
 * `STROJ_HOME` puts all three folders into one; `STROJ_MODE=system` means the folders of the system service.
 * Throws `host.unwritable` when no folder can be told.
 */
export function pathsOf(environment: Environment): Paths {
  const { STROJ_HOME: home, STROJ_MODE: mode } = environment
  if (home !== undefined && home !== '') return inside(absolute('STROJ_HOME', home))
  if (mode === 'system') return { state: '/var/lib/stroj', runtime: '/run/stroj', cache: '/var/cache/stroj' }

  const state = `${xdg(environment, 'XDG_DATA_HOME') ?? `${homeOf(environment)}/.local/share`}/stroj`
  const runtime = xdg(environment, 'XDG_RUNTIME_DIR')
  return {
    state,
    runtime: runtime === undefined ? `${state}/run` : `${runtime}/stroj`,
    cache: `${xdg(environment, 'XDG_CACHE_HOME') ?? `${homeOf(environment)}/.cache`}/stroj`,
  }
}

function inside(folder: string): Paths {
  return { state: `${folder}/state`, runtime: `${folder}/run`, cache: `${folder}/cache` }
}

/** The specification tells programs to ignore a relative path here. */
function xdg(environment: Environment, name: string): string | undefined {
  const value = environment[name]
  return value?.startsWith('/') === true ? withoutSlash(value) : undefined
}

function homeOf({ HOME }: Environment): string {
  if (HOME === undefined || HOME === '') {
    throw new Fault('host.unwritable', { path: 'the home folder', reason: 'HOME is not set' })
  }
  return absolute('HOME', HOME)
}

function absolute(name: string, path: string): string {
  if (path.startsWith('/')) return withoutSlash(path)
  throw new Fault('host.unwritable', { path, reason: `${name} must be an absolute path` })
}

function withoutSlash(path: string): string {
  return path.replace(/\/+$/, '')
}
