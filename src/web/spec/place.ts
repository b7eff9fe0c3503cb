import { isMapping, type RawSpec } from './draft.ts'

/** Keys on the way to a value, such as `cpus`, `model`. */
export type Way = readonly [string, ...string[]]

export function valueAt(raw: unknown, way: readonly string[]): unknown {
  return way.reduce<unknown>((value, key) => (isMapping(value) ? value[key] : undefined), raw)
}

/** With another value at that place; undefined takes the key out, and what is left empty by that too. */
export function withValue(raw: RawSpec, [key, ...rest]: readonly string[], value: unknown): RawSpec {
  if (key === undefined) return raw
  const inner = raw[key]
  const next = rest.length === 0 ? value : withValue(isMapping(inner) ? inner : {}, rest, value)
  const isNothing = next === undefined || (rest.length > 0 && isMapping(next) && Object.keys(next).length === 0)
  if (!isNothing) return { ...raw, [key]: next }
  const { [key]: _, ...others } = raw
  return others
}

/** Whether a mistake belongs to the field of a key: `nics[0].mac` to `nics`. */
export function isAbout(path: string, key: string): boolean {
  return path === key || path.startsWith(`${key}.`) || path.startsWith(`${key}[`)
}

/** As it is written into a field. */
export function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

/** What the field of a key is called in the page. */
export function idOf(way: Way): string {
  return `spec-${way.join('-')}`
}
