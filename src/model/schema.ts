import type * as z from 'zod'

/** A schema of this folder, for floors that use schemas without knowing what they are made with. */
export type Schema<T = unknown> = z.ZodType<T>
/** What a schema has found wrong. */
export type Issue = z.core.$ZodIssue
