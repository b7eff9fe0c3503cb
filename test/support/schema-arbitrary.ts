import * as fc from 'fast-check'

/** As much of JSON Schema as the API's own description uses. */
export type JsonSchema = {
  readonly $ref?: string
  readonly type?: string
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly anyOf?: readonly JsonSchema[]
  readonly oneOf?: readonly JsonSchema[]
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
  readonly items?: JsonSchema
}

/** Texts that have broken other programs. */
export const strange: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '\0',
    '../../etc/passwd',
    '-x',
    '{',
    'null',
    '[]',
    'a,b=c',
    '\u202e',
    '\r\nx: y',
    '1e400',
    '%s%n',
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.json({ maxDepth: 3 }),
)

/** Values of a schema, one in some broken: another type, a part missing, a field too many. */
export function arbitraryOf(
  schema: JsonSchema,
  named: Readonly<Record<string, JsonSchema>>,
  depth = 0,
): fc.Arbitrary<unknown> {
  if (depth > 6) return fc.constant(null)
  const valid = validOf(schema, named, depth)
  return fc.oneof({ weight: 9, arbitrary: valid }, { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 2 }) })
}

function validOf(
  schema: JsonSchema,
  named: Readonly<Record<string, JsonSchema>>,
  depth: number,
): fc.Arbitrary<unknown> {
  const deeper = (inner: JsonSchema) => arbitraryOf(inner, named, depth + 1)
  const target = named[schema.$ref?.split('/').at(-1) ?? '']
  if (target) return deeper(target)
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return fc.oneof(...choices.map(deeper))
  if (schema.enum) return fc.constantFrom(...schema.enum)
  if ('const' in schema) return fc.constant(schema.const)
  return schema.type === undefined ? text : (ofType(schema, deeper)[schema.type] ?? text)
}

const text = fc.oneof(fc.constantFrom('web', 'tiny', '1GiB', 'debian:12', '/tmp/x', '127.0.0.1:8080:80/tcp'), strange)

function ofType(
  schema: JsonSchema,
  deeper: (schema: JsonSchema) => fc.Arbitrary<unknown>,
): Readonly<Record<string, fc.Arbitrary<unknown>>> {
  const number = fc.oneof(fc.integer(), fc.double(), fc.constantFrom(0, 1, 2 ** 53, -1, 1024))
  return {
    object: objectOf(schema, deeper),
    array: fc.array(schema.items ? deeper(schema.items) : fc.jsonValue(), { maxLength: 4 }),
    integer: number,
    number,
    boolean: fc.boolean(),
    null: fc.constant(null),
  }
}

function objectOf(
  { properties = {}, required = [] }: JsonSchema,
  deeper: (schema: JsonSchema) => fc.Arbitrary<unknown>,
): fc.Arbitrary<unknown> {
  const fields = Object.fromEntries(Object.entries(properties).map(([key, inner]) => [key, deeper(inner)]))
  const usual = fc.record(fields, { requiredKeys: [...required] })
  const extra = fc.tuple(usual, strange, fc.jsonValue()).map(([value, key, more]) => ({ ...value, [key]: more }))
  return fc.oneof({ weight: 12, arbitrary: usual }, { weight: 1, arbitrary: extra })
}
