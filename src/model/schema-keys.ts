import * as z from 'zod'
import type { Schema } from './schema.ts'

type Inner = z.core.$ZodType

/** The keys that a schema allows at a path; of several ways to write a value, those of all. None where any key is allowed. */
export function keysAt(schema: Schema, path: readonly (string | number)[]): readonly string[] {
  const found = path.reduce<readonly Inner[]>((all, key) => all.flatMap((inner) => below(inner, key)), bare(schema))
  return [...new Set(found.flatMap((inner) => (inner instanceof z.ZodObject ? Object.keys(inner.shape) : [])))]
}

function below(schema: Inner, key: string | number): readonly Inner[] {
  if (schema instanceof z.ZodArray) return bare(schema.element)
  if (schema instanceof z.ZodRecord) return bare(schema.valueType)
  if (!(schema instanceof z.ZodObject) || !Object.hasOwn(schema.shape, key)) return []
  return bare(schema.shape[key] as Inner)
}

/** Without what only wraps it, such as a default or a transformation. A union is everything that it allows. */
function bare(schema: Inner): readonly Inner[] {
  if (schema instanceof z.ZodUnion) return schema.options.flatMap(bare)
  if (schema instanceof z.ZodPipe) return bare(schema.in)
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault) {
    return bare(schema.unwrap())
  }
  return [schema]
}
