import type { Command, Completion, Option } from '../command.ts'
import { longName, takesValue } from '../command.ts'
import { globalOptions } from '../declare/global.ts'

/** One word that may stand there, and what it means. */
export type Candidate = { readonly value: string; readonly meaning: string }

/** What is being completed: some fixed words, or a kind of thing that has to be asked for. */
export type Wanted =
  | { readonly kind: 'words'; readonly candidates: readonly Candidate[] }
  /** `prefix` stands before each value: `--format=`. */
  | { readonly kind: 'value'; readonly of: Completion; readonly prefix: string; readonly command: string }

type Commands = Readonly<Record<string, Command>>

const nothing: Wanted = { kind: 'words', candidates: [] }

/** What can stand at the last of the words, which may be empty or half typed. */
export function wantedAt(words: readonly string[], commands: Commands): Wanted {
  const before = words.slice(0, -1)
  const current = words.at(-1) ?? ''
  const { name, rest } = locate(before, commands)
  const command = commands[name]
  if (command === undefined) return atCommand(name, current, commands)
  const wanted = inCommand(name, command, rest, current)
  return rest.length > 0 || current.startsWith('-') ? wanted : withVerbs(wanted, wordsAfter(name, commands))
}

/** A noun that is a command itself, as `host` is, is followed by a verb or by arguments of its own. */
function withVerbs(wanted: Wanted, verbs: readonly Candidate[]): Wanted {
  if (verbs.length === 0) return wanted
  const own = wanted.kind === 'words' ? wanted.candidates : fixedWords(wanted.of)
  const others = own.filter(({ value }) => !verbs.some((verb) => verb.value === value))
  return { kind: 'words', candidates: [...verbs, ...others] }
}

function fixedWords(of: Completion): readonly Candidate[] {
  return typeof of === 'string' ? [] : of.map((value) => ({ value, meaning: '' }))
}

/** The command that the words begin with, or the noun alone, and the words after it. */
function locate(
  words: readonly string[],
  commands: Commands,
): { readonly name: string; readonly rest: readonly string[] } {
  const start = words.findIndex((word, index) => !word.startsWith('-') && !isValue(words, index))
  if (start < 0) return { name: '', rest: [] }
  const [first = '', second = ''] = words.slice(start)
  return `${first} ${second}` in commands
    ? { name: `${first} ${second}`, rest: words.slice(start + 2) }
    : { name: first, rest: words.slice(start + 1) }
}

function isValue(words: readonly string[], index: number): boolean {
  const option = optionOf(words[index - 1] ?? '', globalOptions)
  return option !== undefined && takesValue(option)
}

function atCommand(noun: string, current: string, commands: Commands): Wanted {
  if (current.startsWith('-')) return { kind: 'words', candidates: optionCandidates(globalOptions, []) }
  return { kind: 'words', candidates: wordsAfter(noun, commands) }
}

/** First words of commands; of a noun the second ones. */
function wordsAfter(noun: string, commands: Commands): readonly Candidate[] {
  const seen = new Map<string, string>()
  for (const [name, { summary, hidden }] of Object.entries(commands)) {
    const words = name.split(' ')
    if (hidden === true || (noun !== '' && noun !== 'help' && words[0] !== noun)) continue
    const word = noun === '' || noun === 'help' ? words[0] : words[1]
    if (word !== undefined && !seen.has(word))
      seen.set(word, words.length > 1 && noun === '' ? `${word} commands` : summary)
  }
  return [...seen].map(([value, meaning]) => ({ value, meaning }))
}

function inCommand(name: string, command: Command, rest: readonly string[], current: string): Wanted {
  const options = { ...globalOptions, ...command.options }
  if (rest.includes('--')) return command.trailing === undefined ? nothing : fileWanted(name)
  const last = optionOf(rest.at(-1) ?? '', options)
  if (last !== undefined && takesValue(last)) return valueOf(last, '', name)

  const cut = current.indexOf('=')
  if (current.startsWith('--') && cut > 0) {
    const option = optionOf(current.slice(0, cut), options)
    return option === undefined ? nothing : valueOf(option, current.slice(0, cut + 1), name)
  }
  if (current.startsWith('-')) return { kind: 'words', candidates: optionCandidates(options, rest) }
  return atArgument(name, command, positionals(rest, options))
}

function atArgument(name: string, { arguments: declared, trailing }: Command, count: number): Wanted {
  const argument = declared[count] ?? declared.find(({ arity }) => arity === 'many' || arity === 'any')
  if (argument === undefined) return trailing === undefined ? nothing : fileWanted(name)
  return argument.complete === undefined ? nothing : { kind: 'value', of: argument.complete, prefix: '', command: name }
}

function fileWanted(command: string): Wanted {
  return { kind: 'value', of: 'file', prefix: '', command }
}

function valueOf(option: Option, prefix: string, command: string): Wanted {
  if (option.kind === 'choice') return { kind: 'value', of: option.choices, prefix, command }
  return option.complete === undefined ? nothing : { kind: 'value', of: option.complete, prefix, command }
}

function positionals(words: readonly string[], options: Readonly<Record<string, Option>>): number {
  return words.filter((word, index) => {
    if (word.startsWith('-') && word !== '-') return false
    const before = optionOf(words[index - 1] ?? '', options)
    return before === undefined || !takesValue(before)
  }).length
}

function optionOf(word: string, options: Readonly<Record<string, Option>>): Option | undefined {
  return Object.entries(options).find(([key, { short }]) => word === longName(key) || word === `-${short}`)?.[1]
}

/** An option that was given is not offered again, unless it may be repeated. */
function optionCandidates(options: Readonly<Record<string, Option>>, given: readonly string[]): readonly Candidate[] {
  return Object.entries(options)
    .filter(([key, { kind }]) => kind === 'texts' || !given.includes(longName(key)))
    .map(([key, { summary }]) => ({ value: longName(key), meaning: summary }))
}
