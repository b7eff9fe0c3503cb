import * as z from 'zod'
import { Architecture } from '../architecture.ts'

/** A model of processor that a guest can have. */
export const CpuModel = z.strictObject({
  name: z.string(),
  note: z.string().describe('what QEMU says of it; often empty'),
  lacking: z
    .array(z.string())
    .nullable()
    .describe('features of it that this host cannot give; empty when it can have all, null where QEMU does not tell'),
})
export type CpuModel = z.infer<typeof CpuModel>

/** The processors that guests of one architecture can have here. */
export const CpuModels = z.strictObject({
  arch: Architecture,
  accelerator: z.enum(['kvm', 'tcg']).describe('what would run such a guest here'),
  models: z.array(CpuModel),
  features: z
    .array(z.string())
    .nullable()
    .describe('what can be added to a model or taken from it; null where QEMU does not tell'),
})
export type CpuModels = z.infer<typeof CpuModels>

/** Whose processors; by default those of guests of the host's own architecture. */
export const CpuModelsQuery = z.strictObject({ arch: Architecture.optional() })
export type CpuModelsQuery = z.infer<typeof CpuModelsQuery>
