import { type Command, type Input, longName, type OptionValues } from './command.ts'
import { globalOptions } from './declare/global.ts'
import { findCommand } from './find-command.ts'
import { readValue, type Value } from './read-value.ts'
import { limitOf, readWords, type Words } from './read-words.ts'
import { usageLines } from './usage-lines.ts'
import { UsageError } from './usage-error.ts'

export type Globals = OptionValues<typeof globalOptions>

export type Parsed<Name extends string = string> =
  | { readonly kind: 'run'; readonly name: Name; readonly input: Input<Command>; readonly globals: Globals }
  /** `topic` is a command, a noun, or nothing for the whole. */
  | { readonly kind: 'help'; readonly topic: string; readonly asked: boolean; readonly globals: Globals }

/** What a command line means. Throws UsageError. */
export function parse<Name extends string>(
  argv: readonly string[],
  commands: Readonly<Record<Name, Command>>,
): Parsed<Name> {
  const names = Object.keys(commands)
  const before = leadingOptions(argv)
  const words = argv.slice(before)
  const early = readWords(argv.slice(0, before), { ...globalOptions, version: versionOption }, noTrailing)
  if (early.options.has('version'))
    return parse(['version', ...argv.filter((word) => !/^(--version|-V)$/.test(word))], commands)
  if (words[0] === 'help') return helpOn(words.slice(1), names, early)
  if (words.length === 0)
    return { kind: 'help', topic: '', asked: early.options.has('help'), globals: globalsOf(early) }

  const found = findCommand(words.slice(0, 2).filter(isWord), names)
  if (found.kind === 'noun') {
    const rest = readWords(words.slice(1), globalOptions, noTrailing)
    return { kind: 'help', topic: found.noun, asked: rest.options.has('help'), globals: globalsOf(early, rest) }
  }
  const name = found.name as Name
  try {
    return parseCommand(name, commands[name], words.slice(found.words), early)
  } catch (error) {
    if (!(error instanceof UsageError) || error.hint !== undefined) throw error
    throw new UsageError(error.message, `\`stroj ${name} --help\` tells how it is used.`)
  }
}

const noTrailing = { limit: 0, trailing: false }
const versionOption = { kind: 'flag', short: 'V', summary: '' } as const
const isWord = (word: string): boolean => !word.startsWith('-')

/** How many of the first words are options with their values. */
function leadingOptions(argv: readonly string[]): number {
  const valued = Object.entries(globalOptions).filter(([, { kind }]) => kind !== 'flag')
  const taking = new Set(
    valued.flatMap(([key, option]) => [longName(key), ...('short' in option ? [`-${option.short}`] : [])]),
  )
  let at = 0
  while (at < argv.length && argv[at]?.startsWith('-') === true) at += taking.has(argv[at] ?? '') ? 2 : 1
  return Math.min(at, argv.length)
}

function helpOn<Name extends string>(words: readonly string[], names: readonly string[], early: Words): Parsed<Name> {
  const topic = words.filter(isWord)
  if (topic.length === 0) return { kind: 'help', topic: '', asked: true, globals: globalsOf(early) }
  const found = findCommand(topic, names)
  return {
    kind: 'help',
    topic: found.kind === 'noun' ? found.noun : found.name,
    asked: true,
    globals: globalsOf(early),
  }
}

function parseCommand<Name extends string>(
  name: Name,
  command: Command,
  words: readonly string[],
  early: Words,
): Parsed<Name> {
  const shape = { limit: limitOf(command.arguments), trailing: command.trailing !== undefined }
  const read = readWords(words, { ...globalOptions, ...command.options }, shape)
  const globals = globalsOf(early, read, command)
  if (globals.help) return { kind: 'help', topic: name, asked: true, globals }
  const options = Object.entries(command.options).map(([key, option]) => [
    key,
    readValue(key, option, read.options.get(key)),
  ])
  const input = { ...Object.fromEntries(options), ...argumentsOf(name, command, read), trailing: read.trailing }
  return { kind: 'run', name, input: input as Input<Command>, globals }
}

/** A command may have an option of the same name (`stop --timeout`), which is then its own. */
function globalsOf(early: Words, read?: Words, command?: Command): Globals {
  const values = Object.entries(globalOptions).map(([key, option]) => {
    const late = command?.options[key] === undefined ? read?.options.get(key) : undefined
    return [key, readValue(key, option, late ?? early.options.get(key))]
  })
  return Object.fromEntries(values) as Globals
}

function argumentsOf(name: string, command: Command, { positionals, trailing }: Words): Record<string, Value> {
  const left = [...positionals]
  const values: Record<string, Value> = {}
  for (const { name: argument, arity } of command.arguments) {
    const taken = arity === 'one' || arity === 'optional' ? left.splice(0, 1) : left.splice(0)
    if (taken.length === 0 && (arity === 'one' || arity === 'many')) throw missing(argument, name, command)
    values[argument.toLowerCase()] = arity === 'one' || arity === 'optional' ? taken[0] : taken
  }
  if (left.length > 0) throw new UsageError(`There is one word too many: "${left[0]}".`, usageHint(name, command))
  if (command.trailing === 'required' && trailing.length === 0) throw missing('COMMAND', name, command)
  return values
}

function missing(what: string, name: string, command: Command): UsageError {
  return new UsageError(`${what} is missing.`, usageHint(name, command))
}

function usageHint(name: string, command: Command): string {
  return `Usage: ${usageLines(name, command).join('\n   or: ')}`
}
