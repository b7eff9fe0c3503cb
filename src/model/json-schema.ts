import * as z from 'zod'
import { Duration } from './duration.ts'
import { PortForward } from './port-forward.ts'
import type { Schema } from './schema.ts'
import { Size } from './size.ts'
import { InstanceSpec } from './spec.ts'

export type JsonSchema = { readonly [key: string]: unknown }

/** `input`: what a caller may write. `output`: what comes out after defaults and units are worked out. */
export type Direction = 'input' | 'output'

/** JSON Schemas (draft 2020-12, as in OpenAPI 3.1) of named schemas; `uri` says where one finds the other. */
export function jsonSchemas(
  named: Readonly<Record<string, Schema>>,
  direction: Direction,
  uri: (name: string) => string,
): Readonly<Record<string, JsonSchema>> {
  const registry = z.registry<{ id: string }>()
  for (const [id, schema] of Object.entries(named)) registry.add(schema, { id })
  const { schemas } = z.toJSONSchema(registry, { ...options(direction), uri })
  return Object.fromEntries(Object.entries(schemas).map(([id, schema]) => [id, tidy(schema)]))
}

/** JSON Schema of one schema by itself. */
export function jsonSchema(schema: Schema, direction: Direction): JsonSchema {
  return tidy(z.toJSONSchema(schema, options(direction)))
}

function options(direction: Direction) {
  return { io: direction, unrepresentable: outcomeOf, override: plainer } as const
}

/** What comes out of a transformation cannot be read from it, so it is said here. */
function outcomeOf({ zodSchema, message }: { readonly zodSchema: unknown; readonly message: string }): JsonSchema {
  const [, outcome] = outcomes().find(([transform]) => transform === zodSchema) ?? []
  if (!outcome) throw new Error(`say in json-schema.ts what comes out of this transformation: ${message}`)
  return outcome
}

function outcomes(): readonly (readonly [unknown, JsonSchema])[] {
  const [forwardText, forwardFields] = PortForward.options
  const cpus = InstanceSpec.shape.cpus
  const [, cpuFields] = cpus.in.unwrap().options
  const { required: _, ...counted } = jsonSchema(cpuFields, 'output')
  return [
    [Duration.out, { type: 'integer', minimum: 0, description: 'seconds' }],
    [Size.out, { type: 'integer', minimum: 0, description: 'bytes' }],
    [forwardText.out, jsonSchema(forwardFields, 'output')],
    [cpus.out, { ...counted, required: ['count'] }],
  ]
}

/** Leaves out what a reader does not need: patterns of known formats, the limits of every integer, the same choice twice. */
function plainer({ jsonSchema: schema }: { readonly jsonSchema: Record<string, unknown> }): void {
  if (schema['format'] !== undefined) delete schema['pattern']
  if (schema['maximum'] === Number.MAX_SAFE_INTEGER) delete schema['maximum']
  if (schema['minimum'] === Number.MIN_SAFE_INTEGER) delete schema['minimum']
  const choices = schema['anyOf']
  if (!Array.isArray(choices) || new Set(choices.map((choice) => JSON.stringify(choice))).size > 1) return
  delete schema['anyOf']
  Object.assign(schema, choices[0])
}

function tidy({ $schema: _, $id: __, '~standard': ___, ...schema }: JsonSchema): JsonSchema {
  return schema
}
