import type { JsonSchema } from '../../src/model/json-schema.ts'

type Row = { readonly key: string; readonly value: string; readonly standard: string; readonly meaning: string }

/** Every key of a spec in Markdown, with what may stand there, what stands there by default, and what it means. */
export function keyTable(schema: JsonSchema): string {
  const rows = rowsOf('', schema).map(({ key, value, standard, meaning }) =>
    [`\`${key}\``, value, standard, meaning].map((cell) => cell.replaceAll('|', '\\|')).join(' | '),
  )
  return ['| key | value | default | meaning |', '|---|---|---|---|', ...rows.map((row) => `| ${row} |`)].join('\n')
}

/** The keys inside a value, whichever way it is written. */
function rowsOf(outer: string, schema: JsonSchema, isOneOfSeveral = false): readonly Row[] {
  const required = isOneOfSeveral ? [] : ((schema['required'] ?? []) as readonly string[])
  const own = Object.entries((schema['properties'] ?? {}) as Readonly<Record<string, JsonSchema>>).flatMap(
    ([name, property]) => {
      const key = outer === '' ? name : `${outer}.${name}`
      return [row(key, property, required.includes(name)), ...rowsOf(key, property)]
    },
  )
  const items = schema['items'] as JsonSchema | undefined
  const mappings = choices(schema).filter(({ type }) => type === 'object')
  const inner = mappings.flatMap((choice) => rowsOf(outer, choice, mappings.length > 1))
  return [...own, ...inner, ...(items ? rowsOf(`${outer}[]`, items) : [])]
}

function row(key: string, schema: JsonSchema, required: boolean): Row {
  const standard = 'default' in schema ? compact(schema['default']) : '{}'
  const meaning = (schema['description'] ?? '') as string
  // The keys of an empty mapping have rows of their own.
  const shown = standard === '{}' ? '' : `\`${standard}\``
  return { key, value: valueText(schema), standard: required ? 'must be given' : shown, meaning }
}

function valueText(schema: JsonSchema): string {
  if (isMeasure(schema)) return isDuration(schema) ? 'time' : 'size'
  const several = [...new Set(choices(schema).map(valueText))]
  if (several.length > 0) return several.join(' or ')
  const allowed = (schema['enum'] ?? (schema['const'] === undefined ? [] : [schema['const']])) as readonly unknown[]
  if (allowed.length > 0) return allowed.map((value) => `\`${String(value)}\``).join(', ')
  const items = schema['items'] as JsonSchema | undefined
  return items ? `list of at most ${String(schema['maxItems'])}: ${valueText(items)}` : kindText(schema)
}

function kindText(schema: JsonSchema): string {
  switch (schema['type']) {
    case 'integer':
      return `${String(schema['minimum'])} to ${String(schema['maximum'])}`
    case 'boolean':
      return '`true`, `false`'
    case 'object':
      return 'mapping'
    default:
      return formats[(schema['format'] ?? '') as string] ?? 'text'
  }
}

const formats: Readonly<Record<string, string>> = { ipv4: 'IPv4 address', ipv6: 'IPv6 address' }

/** Of those the examples tell which it is. */
function isDuration(schema: JsonSchema): boolean {
  return ((schema['examples'] ?? []) as readonly unknown[]).includes('1h')
}

/** Sizes and times are the only values that are either a number or a text. */
function isMeasure(schema: JsonSchema): boolean {
  const kinds = choices(schema).map(({ type }) => type)
  return kinds.length === 2 && kinds.includes('integer') && kinds.includes('string')
}

function choices(schema: JsonSchema): readonly JsonSchema[] {
  return (schema['anyOf'] ?? []) as readonly JsonSchema[]
}

/** As YAML writes it on one line. */
function compact(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(compact).join(', ')}]`
  if (typeof value !== 'object' || value === null) return String(value)
  const pairs = Object.entries(value).map(([key, inner]) => `${key}: ${compact(inner)}`)
  return pairs.length === 0 ? '{}' : `{ ${pairs.join(', ')} }`
}
