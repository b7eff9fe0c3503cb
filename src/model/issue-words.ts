import type { Issue } from './schema.ts'

const kinds: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping of keys to values',
  record: 'a mapping of keys to values',
}

/** What is wrong with `input`, in plain English. Undefined input means that nothing was written; a secret is not repeated. */
export function wordsFor(issue: Issue, input: unknown, isSecret: boolean): string {
  if (issue.code === 'invalid_type') return wrongKind([issue.expected], input, isSecret)
  if (issue.code === 'too_small') {
    return `must ${limit(issue.origin, 'at least', Number(issue.minimum))}, not ${sizeOf(input)}`
  }
  if (issue.code === 'too_big') {
    return `must ${limit(issue.origin, 'at most', Number(issue.maximum))}, not ${sizeOf(input)}`
  }
  const isOurs = issue.code !== 'invalid_format' || !issue.message.startsWith('Invalid')
  return isOurs ? issue.message : `${quote(input)} is not a valid ${issue.format}`
}

/** That a value is none of the kinds that it may be. */
export function wrongKind(expected: readonly string[], input: unknown, isSecret = false): string {
  const wanted = [...new Set(expected.map((kind) => kinds[kind] ?? kind))].join(' or ')
  if (input === undefined) return `is missing; it must be ${wanted}`
  const isBare = typeof input === 'number' || typeof input === 'boolean'
  const quoted = isBare && expected.includes('string') && !expected.includes('number') && !expected.includes('int')
  return `must be ${wanted}, not ${isSecret && isBare ? `a ${typeof input}` : kindOf(input)}${quoted ? ' (a text may be written in quotes)' : ''}`
}

/** A value as it was written, short enough for a sentence. */
export function quote(value: unknown): string {
  const text = typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? 'nothing')
  return text.length > 60 ? `${text.slice(0, 56)}…"` : text
}

function limit(origin: string, bound: string, count: number): string {
  const plural = count === 1 ? '' : 's'
  if (origin === 'string') return `have ${bound} ${count} character${plural}`
  return origin === 'array' ? `have ${bound} ${count} item${plural}` : `be ${bound} ${count}`
}

function sizeOf(input: unknown): string {
  return typeof input === 'string' || Array.isArray(input) ? String(input.length) : quote(input)
}

function kindOf(input: unknown): string {
  if (input === null) return 'empty'
  if (Array.isArray(input)) return 'a list'
  return typeof input === 'object' ? 'a mapping' : quote(input)
}
