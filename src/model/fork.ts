import * as z from 'zod'
import { InstanceName } from './name.ts'
import { PortForward } from './port-forward.ts'

/** A wish for forks of an instance that runs, all of one moment. */
export const InstanceFork = z.strictObject({
  names: z
    .array(InstanceName)
    .min(1)
    .max(16)
    .refine((names) => new Set(names).size === names.length, { error: 'two forks cannot have the same name' })
    .describe('what they are called; they share memory and disks until they write'),
  forward: z
    .array(PortForward)
    .max(64)
    .default([])
    .describe('ports of the host that lead to the fork; only for a single one, and none of the parent'),
})
export type InstanceFork = z.infer<typeof InstanceFork>
export type InstanceForkInput = z.input<typeof InstanceFork>
