import { nearest } from '../../kit/nearest.ts'
import { UsageError } from '../usage-error.ts'
import { specKeys, topKeys } from './keys.ts'

export type Assignment = { readonly path: readonly string[]; readonly value: unknown }

/** `boot.once=cdrom` as a place in the spec and what shall stand there; null takes the key out. Throws UsageError. */
export async function parseAssignment(text: string): Promise<Assignment> {
  const cut = text.indexOf('=')
  if (cut < 1) throw new UsageError(`"${text}" is no change.`, 'Write KEY=VALUE, such as memory=2GiB.')
  const path = pathOf(text.slice(0, cut))
  return { path, value: await valueOf(path, text.slice(cut + 1)) }
}

/** Dots lead inside, but the keys of labels may have dots of their own. */
function pathOf(key: string): readonly string[] {
  const label = /^labels\.(.+)$/.exec(key)?.[1]
  if (label !== undefined) return ['labels', label]
  const path = key.split('.')
  const top = path[0] ?? ''
  if (!topKeys.includes(top)) throw unknownKey(top, topKeys)
  const inner = path.slice(0, 2).join('.')
  const below = Object.keys(specKeys).filter((known) => known.startsWith(`${top}.`))
  if (path.length > 1 && below.length > 0 && !below.includes(inner)) throw unknownKey(inner, below)
  return path
}

function unknownKey(key: string, known: readonly string[]): UsageError {
  const near = nearest(key, known)
  return new UsageError(
    `A spec has no key "${key}".${near === undefined ? '' : ` Did you mean "${near}"?`}`,
    `Its keys are ${known.join(', ')}.`,
  )
}

/** The value of a label is text, whatever it looks like. Most values need no YAML library. */
async function valueOf(path: readonly string[], text: string): Promise<unknown> {
  if (text === '' || text === 'null') return null
  if (path[0] === 'labels' && path.length === 2) return text
  if (/^(?:0|-?[1-9]\d{0,14})$/.test(text)) return Number(text)
  if (text === 'true' || text === 'false') return text === 'true'
  if (/^[A-Za-z0-9./](?:[\w./+@-]|:(?=\S))*$/.test(text) && !/^[\d._+-]+$/.test(text)) return text
  const { parseYamlValue } = await import('../../model/spec-file.ts')
  return parseYamlValue(text, path.join('.'))
}

/** A JSON merge patch (RFC 7386) with every assignment in it; later ones win. */
export function patchOf(assignments: readonly Assignment[]): Record<string, unknown> {
  return assignments.reduce<Record<string, unknown>>((patch, { path, value }) => put(patch, path, value), {})
}

function put(
  into: Readonly<Record<string, unknown>>,
  path: readonly string[],
  value: unknown,
): Record<string, unknown> {
  const [key = '', ...inner] = path
  if (inner.length === 0) return { ...into, [key]: value }
  const below = into[key]
  return { ...into, [key]: put(isObject(below) ? below : {}, inner, value) }
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
