import { type Option, longName } from './command.ts'
import { nearest } from '../kit/nearest.ts'
import { UsageError } from './usage-error.ts'

export type Value = boolean | number | string | readonly string[] | undefined

/** What an option means, from its texts; a UsageError when they make no sense. */
export function readValue(key: string, option: Option, texts: readonly string[] | undefined): Value {
  const text = texts?.at(-1)
  if (option.kind === 'flag') return text !== undefined
  if (option.kind === 'texts') return texts ?? []
  if (text === undefined) return undefined
  if (option.kind === 'choice') return readChoice(longName(key), option.choices, text)
  if (option.kind === 'duration') return readDuration(longName(key), text)
  if (option.kind === 'number') return readNumber(longName(key), text)
  return text
}

export function readChoice<T extends string>(name: string, choices: readonly T[], text: string): T {
  const found = choices.find((choice) => choice === text)
  if (found !== undefined) return found
  const near = nearest(text, choices)
  throw new UsageError(
    `${name} cannot be "${text}".${near === undefined ? '' : ` Did you mean "${near}"?`}`,
    `Possible are ${choices.join(', ')}.`,
  )
}

const unitMs: Readonly<Record<string, number>> = { '': 1000, ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/** Milliseconds. */
export function readDuration(name: string, text: string): number {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)?$/.exec(text)
  const factor = unitMs[match?.[2] ?? '']
  if (match === null || factor === undefined) {
    throw new UsageError(
      `${name} is a time, not "${text}".`,
      'Write seconds, or a number with its unit: 90, 90s, 5m, 1h, 30d.',
    )
  }
  return Math.round(Number(match[1]) * factor)
}

function readNumber(name: string, text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text)
  throw new UsageError(`${name} is a number, not "${text}".`)
}
