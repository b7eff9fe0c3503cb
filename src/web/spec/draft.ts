import { isSameJson } from '../../kit/same-json.ts'
import type { InstanceSpec } from '../../model/spec.ts'
import { parseSpecFile, type SpecIssue } from '../../model/spec-file.ts'
import { toSpecInput } from '../../model/spec-input.ts'
import { parseYaml, stringifyYaml } from '../../model/yaml-text.ts'

/** A spec as people write it: units as texts, defaults left out. */
export type RawSpec = Readonly<Record<string, unknown>>

/** A spec that is being written: as text, as values for the fields of a form, and what is wrong with it. */
export type Draft = { readonly text: string; readonly raw: RawSpec; readonly issues: readonly SpecIssue[] }

/** After a change of the form. */
export function draftOf(raw: RawSpec): Draft {
  // An empty mapping is no file at all.
  const text = Object.keys(raw).length === 0 ? '' : stringifyYaml(raw)
  return { text, raw, issues: text === '' ? [] : issuesOf(text) }
}

/** After a change of the text; while that cannot be read, the form shows what it showed before. */
export function draftFrom(text: string, before: RawSpec): Draft {
  if (text.trim() === '') return { text, raw: {}, issues: [] }
  const yaml = parseYaml(text)
  const raw = yaml.ok && isMapping(yaml.value) && !('instances' in yaml.value) ? yaml.value : before
  return { text, raw, issues: issuesOf(text) }
}

export function draftOfSpec(spec: InstanceSpec): Draft {
  return draftOf(toSpecInput(spec))
}

/** What makes `spec` the draft, as a merge patch (RFC 7386). */
export function changeTo(spec: InstanceSpec, { raw }: Draft): RawSpec {
  const before = toSpecInput(spec) as RawSpec
  const stored: RawSpec = spec
  const keys = [...new Set([...Object.keys(before), ...Object.keys(raw)])]
  const changed = keys.filter((key) => !isSameJson(before[key], raw[key]))
  return Object.fromEntries(changed.map((key) => [key, replacement(stored[key], raw[key])]))
}

/** Mappings are merged, so what is not wanted any more has to be said. */
function replacement(stored: unknown, wanted: unknown): unknown {
  if (wanted === undefined) return null
  if (!isMapping(stored) || !isMapping(wanted)) return wanted
  const dropped = Object.keys(stored).filter((key) => !(key in wanted))
  return { ...wanted, ...Object.fromEntries(dropped.map((key) => [key, null])) }
}

function issuesOf(text: string): readonly SpecIssue[] {
  const file = parseSpecFile(text)
  return file.kind === 'invalid' ? file.issues : []
}

export function isMapping(value: unknown): value is RawSpec {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
