import { Fault } from '../model/fault.ts'
import type { Issue, Schema } from '../model/schema.ts'

type Told = { readonly path: string; readonly message: string }

/** The value that a schema makes of an input; throws `spec.invalid` or `request.invalid` with every issue in it. */
export function check<T>(schema: Schema<T>, input: unknown, where?: string): T {
  const parsed = schema.safeParse(input)
  if (parsed.success) return parsed.data
  const { issues } = parsed.error
  const inSpec = where === undefined && issues.every(({ path }) => path[0] === 'spec')
  if (inSpec) throw new Fault('spec.invalid', { issues: issues.flatMap((issue) => tell(issue, issue.path.slice(1))) })
  const prefix = where === undefined ? [] : [where]
  throw new Fault('request.invalid', { issues: issues.flatMap((issue) => tell(issue, [...prefix, ...issue.path])) })
}

function tell(issue: Issue, path: readonly PropertyKey[]): readonly Told[] {
  if (issue.code === 'invalid_union') {
    const closest = closestChoice(issue.errors)
    if (closest) return closest.flatMap((inner) => tell(inner, [...path, ...inner.path]))
  }
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path: write([...path, key]), message: 'there is no such key' }))
  }
  return [{ path: write(path), message: issue.message }]
}

/** Of several ways to write a value, the one that the input was meant to be: not of another type altogether. */
function closestChoice(choices: readonly (readonly Issue[])[]): readonly Issue[] | undefined {
  const fitting = choices.filter(
    (issues) => !issues.some(({ code, path }) => code === 'invalid_type' && path.length === 0),
  )
  return fitting.length === 1 ? fitting[0] : undefined
}

/** `nics[0].forward`, as one writes it in JavaScript. */
function write(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`
    return text === '' ? String(key) : `${text}.${String(key)}`
  }, '')
}
