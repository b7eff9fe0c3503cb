import type * as z from 'zod'
import { nearest } from '../kit/nearest.ts'
import { closestChoice, kindsOf } from './issue-union.ts'
import { quote, wordsFor, wrongKind } from './issue-words.ts'
import type { Issue, Schema } from './schema.ts'
import { keysAt } from './schema-keys.ts'

type Path = readonly (string | number)[]

/** Something wrong with a value, in words for people. */
export type ReadableIssue = {
  readonly path: Path
  /** Whether the last part of the path is wrong itself, rather than what stands there. */
  readonly about: 'key' | 'value'
  readonly message: string
  /** What was probably meant. */
  readonly suggestion?: string | undefined
}

/** What was checked, for better words. */
export type Checked = {
  readonly schema: Schema
  readonly input: unknown
  /** What else people call a key. */
  readonly synonyms?: Readonly<Record<string, string>>
}

/** Nobody reads more, and a hostile input can have tens of thousands. */
export const mostIssues = 100

/** What a schema has found, in plain English, one issue for each place; at most `mostIssues`. */
export function readableIssues(error: z.ZodError, checked: Checked): readonly ReadableIssue[] {
  const all = error.issues.slice(0, mostIssues).flatMap((issue) => tell(issue, [], checked))
  // A misspelt key is missing under its right name as well; that is said once.
  const meant = new Set(
    all.flatMap(({ about, path, suggestion }) =>
      about === 'key' && suggestion !== undefined ? [formatPath([...path.slice(0, -1), suggestion])] : [],
    ),
  )
  return all.filter(({ about, path }) => about === 'key' || !meant.has(formatPath(path))).slice(0, mostIssues)
}

/** `nics[0].forward`, as one writes it in JavaScript. */
export function formatPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`
    return text === '' ? String(key) : `${text}.${String(key)}`
  }, '')
}

/** The sentence, with its "did you mean". */
export function withSuggestion({ message, suggestion }: Pick<ReadableIssue, 'message' | 'suggestion'>): string {
  return suggestion === undefined ? message : `${message}; did you mean "${suggestion}"?`
}

function tell(issue: Issue, outer: Path, checked: Checked): readonly ReadableIssue[] {
  const path = [...outer, ...plain(issue.path)]
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.slice(0, mostIssues).map((key) => unknownKey(path, key, checked))
  }
  const closest = issue.code === 'invalid_union' ? closestChoice(issue.errors) : undefined
  if (closest) return closest.flatMap((inner) => tell(inner, path, checked))
  return [{ path, ...tellPlace(issue, valueAt(checked.input, path), isSecret(path)) }]
}

/** Whether what stands there is repeated to nobody, not even to whoever has sent it: it may be in the log of a program by then. */
function isSecret(path: Path): boolean {
  return /^(?:passphrase|passwordHash|token)$/.test(String(path.at(-1)))
}

function tellPlace(issue: Issue, input: unknown, secret: boolean): Omit<ReadableIssue, 'path'> {
  if (issue.code === 'invalid_key') return { about: 'key', message: issue.issues[0]?.message ?? issue.message }
  if (issue.code === 'invalid_value') return { about: 'value', ...choice(issue.values, input) }
  if ('options' in issue && Array.isArray(issue.options)) return { about: 'value', ...choice(issue.options, input) }
  if (issue.code === 'invalid_union') return { about: 'value', message: wrongKind(kindsOf(issue.errors), input) }
  return { about: 'value', message: wordsFor(issue, input, secret) }
}

function unknownKey(path: Path, key: string, { schema, synonyms = {} }: Checked): ReadableIssue {
  const keys = keysAt(schema, path)
  const synonym = Object.hasOwn(synonyms, key.toLowerCase()) ? synonyms[key.toLowerCase()] : undefined
  const suggestion = synonym !== undefined && keys.includes(synonym) ? synonym : nearest(key, keys)
  return { path: [...path, key], about: 'key', message: `there is no key ${quote(key)}`, suggestion }
}

function choice(values: readonly unknown[], input: unknown): Pick<ReadableIssue, 'message' | 'suggestion'> {
  const allowed = values.map(String)
  const list = allowed.length === 1 ? `must be ${allowed[0]}` : `must be one of ${allowed.join(', ')}`
  if (input === undefined) return { message: `is missing; it ${list}` }
  const suggestion = typeof input === 'string' && allowed.length > 1 ? nearest(input, allowed) : undefined
  return { message: `${quote(input)} is not known; it ${list}`, suggestion }
}

/** What was written at a path; undefined where nothing was. */
function valueAt(input: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, key) => {
    const isContainer = typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    return isContainer ? (value as Readonly<Record<string | number, unknown>>)[key] : undefined
  }, input)
}

function plain(path: readonly PropertyKey[]): Path {
  return path.map((key) => (typeof key === 'number' ? key : String(key)))
}
