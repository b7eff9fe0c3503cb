import * as z from 'zod'
import { FilePath } from './plain-text.ts'
import { PoolName } from './name.ts'

/** The pool that is always there, under the state folder. */
export const defaultPool: PoolName = PoolName.parse('default')

/** Where the volumes of a pool lie. Each kind of place has its own wing that knows what is in it. */
export const PoolPlace = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('directory'), path: FilePath.describe('absolute path of the folder') }),
])
export type PoolPlace = z.infer<typeof PoolPlace>

/** A pool as the API shows it. */
export const Pool = z.strictObject({
  name: PoolName,
  place: PoolPlace,
  freeBytes: z.int().nullable().describe('what may still be written there; null when that cannot be read'),
  totalBytes: z.int().nullable(),
  volumes: z.int().nonnegative().describe('how many volumes are in it'),
  problem: z.string().nullable().describe('why it cannot be used now'),
  createdAt: z.iso.datetime().nullable().describe('null for the default pool'),
})
export type Pool = z.infer<typeof Pool>

const absolute = z
  .string()
  .min(2)
  .max(4000)
  .regex(/^\/[^\p{Cc}]*[^\p{Cc}/]$/u, {
    error: 'an absolute path without control characters and without a / at its end',
  })

/** A wish for another pool: a folder that is there and belongs to the user of the daemon. */
export const PoolCreate = z.strictObject({ name: PoolName, path: absolute })
export type PoolCreate = z.infer<typeof PoolCreate>

export const PoolListing = z.strictObject({ items: z.array(Pool).readonly() })
export type PoolListing = z.infer<typeof PoolListing>
