import type { Argument, Option } from './command.ts'
import { longName, takesValue } from './command.ts'
import { nearest } from '../kit/nearest.ts'
import { UsageError } from './usage-error.ts'

type Options = Readonly<Record<string, Option>>

export type Words = {
  /** Texts of each option by key; `true` for a flag. The last one wins, but for those that may be repeated. */
  readonly options: ReadonlyMap<string, readonly string[]>
  readonly positionals: readonly string[]
  readonly trailing: readonly string[]
}

/**
 * Sorts the words of a command line into options and the rest, as getopt_long(3) does, but for one thing: where a
 * command for the guest follows, everything from its first word on belongs to it, with or without `--` before it.
 */
export function readWords(
  words: readonly string[],
  options: Options,
  shape: { readonly limit: number; readonly trailing: boolean },
): Words {
  const found = new Map<string, string[]>()
  const positionals: string[] = []
  const rest = [...words]
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === '--') return finish([...rest])
    if (word.startsWith('--')) readLong(word, rest, options, found)
    else if (word.startsWith('-') && word !== '-') readShort(word, rest, options, found)
    else if (shape.trailing && positionals.length >= shape.limit) return finish([word, ...rest])
    else positionals.push(word)
  }
  return finish([])

  function finish(left: readonly string[]): Words {
    return shape.trailing
      ? { options: found, positionals, trailing: left }
      : { options: found, positionals: [...positionals, ...left], trailing: [] }
  }
}

/** How many arguments may come before the command for the guest. */
export function limitOf(declared: readonly Argument[]): number {
  return declared.some(({ arity }) => arity === 'many' || arity === 'any') ? Infinity : declared.length
}

function readLong(word: string, rest: string[], options: Options, found: Map<string, string[]>): void {
  const cut = word.indexOf('=')
  const name = cut < 0 ? word : word.slice(0, cut)
  const [key, option] = Object.entries(options).find(([key]) => longName(key) === name) ?? []
  if (key === undefined || option === undefined) throw unknownOption(name, options)
  if (!takesValue(option)) {
    if (cut >= 0) throw new UsageError(`The option ${name} takes no value.`)
    return add(found, key, 'true')
  }
  add(found, key, cut < 0 ? nextValue(name, rest) : word.slice(cut + 1))
}

/** `-q`, `-fq`, `-o json` and `-ojson`. */
function readShort(word: string, rest: string[], options: Options, found: Map<string, string[]>): void {
  for (let at = 1; at < word.length; at++) {
    const letter = word[at] ?? ''
    const [key, option] = Object.entries(options).find(([, { short }]) => short === letter) ?? []
    if (key === undefined || option === undefined) throw unknownOption(`-${letter}`, options)
    if (!takesValue(option)) {
      add(found, key, 'true')
      continue
    }
    const joined = word.slice(at + 1).replace(/^=/, '')
    return add(found, key, joined === '' ? nextValue(`-${letter}`, rest) : joined)
  }
}

/** A word that looks like an option is more often a forgotten value than a value; `--name=-x` still says it. */
function nextValue(name: string, rest: string[]): string {
  const value = rest[0]
  if (value === undefined || (value.startsWith('-') && value !== '-')) {
    throw new UsageError(`The option ${name} needs a value.`)
  }
  rest.shift()
  return value
}

function add(found: Map<string, string[]>, key: string, value: string): void {
  found.set(key, [...(found.get(key) ?? []), value])
}

function unknownOption(name: string, options: Options): UsageError {
  const names = Object.keys(options).map(longName)
  const near = names.find((known) => name.length > 4 && known.startsWith(name)) ?? nearest(name, names)
  return new UsageError(
    `There is no option ${name} here.${near === undefined || !name.startsWith('--') ? '' : ` Did you mean ${near}?`}`,
  )
}
