/** What a word on the command line stands for, so that the shell can offer the right words. */
export type Completion =
  | 'instance'
  | 'image'
  | 'snapshot'
  | 'recipe'
  | 'volume'
  | 'pool'
  | 'catalog'
  | 'token'
  | 'warm'
  | 'operation'
  | 'file'
  | 'assignment'
  | 'filter'
  | 'pci-device'
  | 'command'
  | readonly string[]

type OptionBase = {
  /** One letter, without its dash. */
  readonly short?: string
  readonly summary: string
  /** Name of the value in the help. */
  readonly value?: string
  readonly complete?: Completion
}

/** `texts` may be repeated; a `duration` is written `90`, `90s`, `5m`, `1h` or `30d` and becomes milliseconds. */
export type Option =
  | (OptionBase & { readonly kind: 'flag' })
  | (OptionBase & { readonly kind: 'text' | 'texts' | 'duration' | 'number' })
  | (OptionBase & { readonly kind: 'choice'; readonly choices: readonly string[] })

/** `one` and `optional` give a text, `many` (at least one) and `any` (none is fine) give a list. */
export type Argument = {
  readonly name: string
  readonly arity: 'one' | 'optional' | 'many' | 'any'
  readonly summary: string
  readonly complete?: Completion
}

export const groups = {
  make: 'Make and see',
  lifecycle: 'Start and stop',
  inside: 'Look inside',
  objects: 'Snapshots, images, volumes and operations',
  host: 'Host and daemon',
  self: 'stroj itself',
} as const

/** Everything that --help, completion, the man pages and the manual say about one command, and nothing that it does. */
export type Command = {
  readonly group: keyof typeof groups
  readonly summary: string
  /** Paragraphs. `code` in backticks. */
  readonly description: readonly string[]
  /** What follows the name of the command; made from arguments and options when left out. */
  readonly usage?: readonly string[]
  readonly arguments: readonly Argument[]
  /** Words for a program in the guest, after `--` or after the arguments. */
  readonly trailing?: 'optional' | 'required'
  readonly options: Readonly<Record<string, Option>>
  readonly examples: readonly { readonly command: string; readonly meaning: string }[]
  /** Exit codes beside the common ones. */
  readonly exits?: readonly { readonly code: string; readonly meaning: string }[]
  /** Left out of help and completion. */
  readonly hidden?: true
}

type OptionValue<O> = O extends { readonly kind: 'flag' }
  ? boolean
  : O extends { readonly kind: 'texts' }
    ? readonly string[]
    : O extends { readonly kind: 'duration' | 'number' }
      ? number | undefined
      : O extends { readonly kind: 'choice'; readonly choices: readonly (infer C)[] }
        ? C | undefined
        : string | undefined

type ArgumentValue<A> = A extends { readonly arity: 'one' }
  ? string
  : A extends { readonly arity: 'optional' }
    ? string | undefined
    : readonly string[]

/** What a command gets, by the names in its declaration. Arguments have their names in lower case. */
export type Input<C extends Command> = {
  readonly [A in C['arguments'][number] as Lowercase<A['name']>]: ArgumentValue<A>
} & OptionValues<C['options']> & { readonly trailing: readonly string[] }

export type OptionValues<Options> = { readonly [O in keyof Options]: OptionValue<Options[O]> }

/** `noHeaders` is written `--no-headers`. */
export function longName(key: string): string {
  return `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
}

export function takesValue(option: Option): boolean {
  return option.kind !== 'flag'
}

/** Whether a person sees it as a name and its value, `--name NAME`, or only `--name`. */
export function optionLabel(key: string, option: Option): string {
  const value = option.kind === 'choice' ? (option.value ?? option.choices.join('|')) : option.value
  return takesValue(option) ? `${longName(key)} ${value ?? 'VALUE'}` : longName(key)
}
