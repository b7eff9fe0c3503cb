import { nearest } from '../kit/nearest.ts'
import { UsageError } from './usage-error.ts'

/** What people type who come from other programs. */
const synonyms: Readonly<Record<string, string>> = {
  attach: 'console',
  containers: 'ls',
  delete: 'rm',
  destroy: 'kill',
  images: 'image ls',
  info: 'show',
  init: 'create',
  inspect: 'show',
  jobs: 'operation ls',
  launch: 'run',
  list: 'ls',
  monitor: 'events',
  poweroff: 'stop',
  ps: 'ls',
  reboot: 'restart',
  remove: 'rm',
  shutdown: 'stop',
  ssh: 'shell',
  status: 'ls',
  suspend: 'pause',
  unpause: 'resume',
  up: 'run',
}

export type Found =
  | { readonly kind: 'command'; readonly name: string; readonly words: number }
  /** Only the noun was given: its commands are shown. */
  | { readonly kind: 'noun'; readonly noun: string }

/** The command that the first words mean; a UsageError with a suggestion when there is none. */
export function findCommand(words: readonly string[], names: readonly string[]): Found {
  const [first = '', second] = words
  if (names.includes(first)) return { kind: 'command', name: first, words: 1 }
  const verbs = names.filter((name) => name.startsWith(`${first} `)).map((name) => name.slice(first.length + 1))
  if (verbs.length === 0) throw unknown(first, names)
  if (second === undefined) return { kind: 'noun', noun: first }
  if (verbs.includes(second)) return { kind: 'command', name: `${first} ${second}`, words: 2 }
  throw unknownVerb(first, second, verbs)
}

function unknown(word: string, names: readonly string[]): UsageError {
  const firstWords = new Set(names.map((name) => name.split(' ')[0] ?? name))
  const near = synonyms[word] ?? nearest(word, firstWords)
  return new UsageError(
    `There is no command "${word}".${near === undefined ? '' : ` Did you mean "${near}"?`}`,
    '`stroj help` lists the commands.',
  )
}

function unknownVerb(noun: string, word: string, verbs: readonly string[]): UsageError {
  const synonym = synonyms[word]
  const near = synonym !== undefined && verbs.includes(synonym) ? synonym : nearest(word, verbs)
  return new UsageError(
    `"${noun}" has no command "${word}".${near === undefined ? '' : ` Did you mean "${noun} ${near}"?`}`,
    `\`stroj help ${noun}\` lists its commands.`,
  )
}
