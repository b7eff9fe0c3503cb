import type { Paths } from '../host/paths.ts'

export type Environment = Readonly<Record<string, string | undefined>>

/** Folders, or why there can be none: what is wrong with which path. */
export type Folders =
  | ({ readonly ok: true } & Paths)
  | { readonly ok: false; readonly path: string; readonly reason: string }

/** The rule of `pathsOf`, for who needs an answer before anything else is loaded. */
export function foldersOf(environment: Environment): Folders {
  const { STROJ_HOME: own, STROJ_MODE: mode, HOME: home } = environment
  if (own !== undefined && own !== '') return isAbsolute(own) ? inside(withoutSlash(own)) : relative('STROJ_HOME', own)
  if (mode === 'system') return { ok: true, state: '/var/lib/stroj', runtime: '/run/stroj', cache: '/var/cache/stroj' }

  const [data, cache] = [xdg(environment, 'XDG_DATA_HOME'), xdg(environment, 'XDG_CACHE_HOME')]
  if (data === undefined || cache === undefined) {
    if (home === undefined || home === '') return { ok: false, path: 'the home folder', reason: 'HOME is not set' }
    if (!isAbsolute(home)) return relative('HOME', home)
  }
  const state = `${data ?? `${withoutSlash(home ?? '')}/.local/share`}/stroj`
  const runtime = xdg(environment, 'XDG_RUNTIME_DIR')
  return {
    ok: true,
    state,
    runtime: runtime === undefined ? `${state}/run` : `${runtime}/stroj`,
    cache: `${cache ?? `${withoutSlash(home ?? '')}/.cache`}/stroj`,
  }
}

function inside(folder: string): Folders {
  return { ok: true, state: `${folder}/state`, runtime: `${folder}/run`, cache: `${folder}/cache` }
}

function relative(name: string, path: string): Folders {
  return { ok: false, path, reason: `${name} must be an absolute path` }
}

/** The specification tells programs to ignore a relative path here. */
function xdg(environment: Environment, name: string): string | undefined {
  const value = environment[name]
  return value !== undefined && isAbsolute(value) ? withoutSlash(value) : undefined
}

function isAbsolute(path: string): boolean {
  return path.startsWith('/')
}

function withoutSlash(path: string): string {
  return path.replace(/\/+$/, '')
}
