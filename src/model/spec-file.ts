import { nearest } from '../kit/nearest.ts'
import { Fault } from './fault.ts'
import { formatPath, mostIssues, type ReadableIssue, readableIssues } from './issue.ts'
import { InstanceName } from './name.ts'
import { InstanceSpec } from './spec.ts'
import { toSpecInput } from './spec-input.ts'
import { synonyms } from './spec-issues.ts'
import { formatSpecIssues } from './spec-report.ts'
import { type Path, parseYaml, type Position, stringifyYaml, type Yaml } from './yaml-text.ts'

/** What is wrong in a spec file, and where. `path` is as in `instances.web.memory`; empty for the file as a whole. */
export type SpecIssue = Position & {
  readonly path: string
  readonly message: string
  readonly suggestion?: string | undefined
}
/** What a spec file says, or what is wrong with it. */
export type SpecFile =
  | { readonly kind: 'single'; readonly spec: InstanceSpec }
  | { readonly kind: 'many'; readonly specs: ReadonlyMap<InstanceName, InstanceSpec> }
  | { readonly kind: 'invalid'; readonly issues: readonly SpecIssue[] }

/** What a spec is before it is checked: units as texts, defaults left out. */
type RawSpec = Readonly<Record<string, unknown>>
type Readable = Yaml & { readonly ok: true }

/**
 * Reads a file that is one spec, or has several by name under `instances`. Text from anybody is welcome: what is wrong
 * with it comes back as issues, and nothing is thrown.
 */
export function parseSpecFile(text: string): SpecFile {
  const yaml = parseYaml(text)
  if (!yaml.ok) return invalid(yaml.issues.map((issue) => ({ ...issue, path: '' })))
  return isMany(yaml.value) ? parseMany(yaml, yaml.value) : parseSingle(yaml)
}

/**
 * One spec of a file as it was written, for a client that sends it on: of several the one called `name`, or the only
 * one. Throws the fault spec.file-invalid.
 */
export function readSpecFile(
  text: string,
  file: string,
  name: string | undefined,
): { readonly name: string | undefined; readonly spec: RawSpec } {
  const parsed = parseSpecFile(text)
  if (parsed.kind === 'invalid') {
    throw new Fault('spec.file-invalid', { file, report: formatSpecIssues(file, parsed.issues, text) })
  }
  const { value } = parseYaml(text) as Readable
  if (parsed.kind === 'single') return { name: undefined, spec: value as RawSpec }
  const names = [...parsed.specs.keys()]
  const chosen = name ?? (names.length === 1 ? names[0] : undefined)
  if (chosen === undefined || !names.includes(chosen as InstanceName)) {
    throw new Fault('spec.file-invalid', { file, report: `${file}: ${whichOf(names, name)}` })
  }
  return { name: chosen, spec: (value as { instances: Record<string, RawSpec | null> }).instances[chosen] ?? {} }
}

/** One YAML value, such as `[disk, cdrom]`, written where `where` says. Throws the fault spec.invalid. */
export function parseYamlValue(text: string, where: string): unknown {
  const yaml = parseYaml(text)
  if (yaml.ok) return yaml.value
  throw new Fault('spec.invalid', { issues: yaml.issues.map(({ message }) => ({ path: where, message })) })
}

function parseSingle(yaml: Readable): SpecFile {
  if (yaml.value === null) return invalid([{ line: 1, column: 1, path: '', message: 'the file is empty' }])
  const { spec, issues } = check(yaml, yaml.value, [])
  return spec ? { kind: 'single', spec } : invalid(issues.map(orInstances))
}

function parseMany(yaml: Readable, value: { readonly instances: unknown }): SpecFile {
  const others = Object.keys(value).filter((key) => key !== 'instances')
  const issues = others.slice(0, mostIssues).map((key) => place(yaml, strayKey(key)))
  const { instances } = value
  if (!isMapping(instances) || Object.keys(instances).length === 0) {
    const message = 'must be a mapping of names to specs, with at least one'
    return invalid([...issues, place(yaml, { path: ['instances'], about: 'value', message })])
  }
  const specs = new Map<InstanceName, InstanceSpec>()
  for (const [key, wanted] of Object.entries(instances)) {
    if (issues.length >= mostIssues) break
    const name = InstanceName.safeParse(key)
    const path = ['instances', key]
    if (!name.success) issues.push(place(yaml, { path, about: 'key', message: name.error.issues[0]?.message ?? '' }))
    const checked = check(yaml, wanted ?? {}, path)
    issues.push(...checked.issues)
    if (name.success && checked.spec) specs.set(name.data, checked.spec)
  }
  return issues.length > 0 ? invalid(issues) : { kind: 'many', specs }
}

function check(
  yaml: Readable,
  input: unknown,
  outer: Path,
): { readonly spec: InstanceSpec | undefined; readonly issues: readonly SpecIssue[] } {
  const parsed = InstanceSpec.safeParse(input)
  if (parsed.success) return { spec: parsed.data, issues: [] }
  const found = readableIssues(parsed.error, { schema: InstanceSpec, input, synonyms })
  return { spec: undefined, issues: found.map((issue) => place(yaml, { ...issue, path: [...outer, ...issue.path] })) }
}

function invalid(issues: readonly SpecIssue[]): SpecFile {
  return {
    kind: 'invalid',
    issues: issues.toSorted((a, b) => a.line - b.line || a.column - b.column).slice(0, mostIssues),
  }
}

/** A file with one spec and a key that was meant to be `instances`. */
function orInstances(issue: SpecIssue): SpecIssue {
  const isMeant = issue.suggestion === undefined && nearest(issue.path, ['instances']) !== undefined
  return isMeant ? { ...issue, suggestion: 'instances' } : issue
}

function place(yaml: Readable, { path, about, message, suggestion }: ReadableIssue): SpecIssue {
  return {
    ...yaml.locate(path, about),
    path: formatPath(path),
    message,
    ...(suggestion !== undefined && { suggestion }),
  }
}

function strayKey(key: string): ReadableIssue {
  const message = `the key ${key} cannot stand beside instances; move it into one of them`
  return { path: [key], about: 'key', message }
}

function whichOf(names: readonly string[], name: string | undefined): string {
  const all = names.join(', ')
  if (name === undefined) return `it describes several instances (${all}); say which with --name`
  const near = nearest(name, names)
  return `it does not describe "${name}", but ${all}${near === undefined ? '' : `; did you mean "${near}"?`}`
}

function isMany(value: unknown): value is { readonly instances: unknown } {
  return isMapping(value) && Object.hasOwn(value, 'instances')
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A file that `parseSpecFile` reads back to the same spec; what is the default is left out. */
export function specToYaml(spec: InstanceSpec): string {
  return stringifyYaml(toSpecInput(spec))
}
