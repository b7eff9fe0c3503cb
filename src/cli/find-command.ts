import { nearest } from '../kit/nearest.ts'
import { UsageError } from './usage-error.ts'

/** What people type who come from other programs. */
const synonyms: Readonly<Record<string, string>> = {
  attach: 'console',
  containers: 'ls',
  delete: 'rm',
  destroy: 'kill',
  images: 'image ls',
  hibernate: 'suspend',
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
  unpause: 'resume',
  up: 'run',
}

export type Found =
  | { readonly kind: 'command'; readonly name: string; readonly words: number }
  /** Only the noun was given: its commands are shown. */
  | { readonly kind: 'noun'; readonly noun: string }

/** The command that the first words mean, the longest there is; a UsageError with a suggestion when there is none. */
export function findCommand(words: readonly string[], names: readonly string[]): Found {
  const [first = '', second] = words
  const verbs = verbsOf(first, names)
  if (second !== undefined && verbs.includes(second)) return { kind: 'command', name: `${first} ${second}`, words: 2 }
  if (names.includes(first)) return { kind: 'command', name: first, words: 1 }
  if (verbs.length === 0) throw unknown(first, names)
  if (second === undefined) return { kind: 'noun', noun: first }
  throw unknownVerb(first, second, verbs)
}

/** The second words of a noun's commands. A noun can be a command itself, as `host` is. */
export function verbsOf(noun: string, names: readonly string[]): readonly string[] {
  return names.filter((name) => name.startsWith(`${noun} `)).map((name) => name.slice(noun.length + 1))
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
