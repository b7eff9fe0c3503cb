import { type JsonSchema, jsonSchema } from '../../src/model/json-schema.ts'
import { InstanceName } from '../../src/model/name.ts'
import { InstanceSpec } from '../../src/model/spec.ts'
import { specDefaults } from '../../src/model/spec-input.ts'

/** The schema of one spec as a person writes it, with the defaults of all keys. */
export function specSchema(): JsonSchema & { readonly properties: Readonly<Record<string, JsonSchema>> } {
  const schema = jsonSchema(InstanceSpec, 'input')
  const defaults = specDefaults()
  const properties = Object.entries(schema['properties'] as Readonly<Record<string, JsonSchema>>).map(
    ([key, property]) => [key, { ...property, ...(key in defaults && { default: defaults[key] }) }] as const,
  )
  return { ...schema, properties: Object.fromEntries(properties) }
}

/** The schema of a spec file: one spec, or several by name under `instances`. JSON Schema 2020-12, for editors. */
export function fileSchema(): JsonSchema {
  const name = jsonSchema(InstanceName, 'input')
  const spec = { $ref: '#/$defs/spec' }
  const hasInstances = { type: 'object', required: ['instances'] }
  const instances = {
    description: 'specs by the names of their instances',
    type: 'object',
    minProperties: 1,
    propertyNames: name,
    additionalProperties: spec,
  }
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'stroj spec file',
    description: 'What an instance shall be, or several by name. docs/spec.md has examples.',
    // Rather than anyOf, so that an editor complains about the key that is wrong and not about the whole file. Without
    // the keyword `then`, because an object with such a key could be taken for a promise.
    allOf: [
      { if: hasInstances, else: spec },
      { if: { not: hasInstances }, else: { properties: { instances }, additionalProperties: false } },
    ],
    $defs: { spec: { title: 'spec of an instance', ...specSchema() } },
  }
}
