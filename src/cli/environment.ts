import { pathsOf } from '../connect/paths-of.ts'
import type { Paths } from '../host/paths.ts'
import { type Format, formats } from './declare/global.ts'
import { readChoice, readDuration } from './read-value.ts'

/** Everything that the environment says to the command line. An option wins over each of these. */
export type Environment = {
  readonly paths: () => Paths
  readonly format: Format | undefined
  readonly color: 'always' | 'never' | undefined
  readonly quiet: boolean
  readonly noInput: boolean
  readonly timeoutMs: number | undefined
  readonly detachKeys: string | undefined
  /** Width that a person wants for tables, in characters. */
  readonly columns: number | undefined
  /** All variables, for the daemon that may be started. */
  readonly all: Readonly<Record<string, string | undefined>>
}

/** Variables that have a meaning here, for the manual. */
export const variables: readonly { readonly name: string; readonly meaning: string }[] = [
  { name: 'STROJ_HOME', meaning: 'one folder for state, sockets and cache, instead of the XDG folders' },
  { name: 'STROJ_MODE', meaning: '`system` to talk to the daemon of the system instead of your own' },
  { name: 'STROJ_FORMAT', meaning: 'as --format' },
  { name: 'STROJ_QUIET', meaning: 'not empty: as --quiet' },
  { name: 'STROJ_NO_INPUT', meaning: 'not empty: as --no-input' },
  { name: 'STROJ_TIMEOUT', meaning: 'as --timeout' },
  { name: 'STROJ_DETACH_KEYS', meaning: 'as --detach-keys' },
  { name: 'NO_COLOR', meaning: 'not empty: no colours' },
  { name: 'FORCE_COLOR', meaning: 'not empty and not 0: colours even where there is no terminal' },
  { name: 'COLUMNS', meaning: 'width of tables on a terminal' },
]

/** Reads the environment; nothing else in the command line does. Throws UsageError. */
export function readEnvironment(all: Readonly<Record<string, string | undefined>>): Environment {
  const text = (name: string): string | undefined => (all[name] === '' ? undefined : all[name])
  const format = text('STROJ_FORMAT')
  const timeout = text('STROJ_TIMEOUT')
  const columns = Number(text('COLUMNS') ?? '')
  return {
    paths: () => pathsOf(all),
    format: format === undefined ? undefined : readChoice('STROJ_FORMAT', formats, format),
    color: colorOf(text),
    quiet: text('STROJ_QUIET') !== undefined,
    noInput: text('STROJ_NO_INPUT') !== undefined,
    timeoutMs: timeout === undefined ? undefined : readDuration('STROJ_TIMEOUT', timeout),
    detachKeys: text('STROJ_DETACH_KEYS'),
    columns: Number.isInteger(columns) && columns > 0 ? columns : undefined,
    all,
  }
}

/** no-color.org, force-color.org and bixense.com/clicolors, in this order. */
function colorOf(text: (name: string) => string | undefined): 'always' | 'never' | undefined {
  if (text('NO_COLOR') !== undefined) return 'never'
  const force = text('FORCE_COLOR') ?? text('CLICOLOR_FORCE')
  if (force !== undefined) return force === '0' || force === 'false' ? 'never' : 'always'
  if (text('CLICOLOR') === '0' || text('TERM') === 'dumb') return 'never'
  return undefined
}
