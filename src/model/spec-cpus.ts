import * as z from 'zod'

const Topology = z.strictObject({
  sockets: z.int().min(1).max(64).default(1).describe('processor packages'),
  cores: z.int().min(1).max(256).default(1).describe('cores in each socket'),
  threads: z.int().min(1).max(2).default(1).describe('hardware threads of each core'),
})

const CpuFields = z.strictObject({
  count: z.int().min(1).max(255).optional().describe('virtual processors; by default the product of the topology'),
  max: z
    .int()
    .min(1)
    .max(255)
    .optional()
    .describe(
      'how many it can be given while it runs, reserved at its start; by default 4 for a guest of q35 that boots its kernel directly, else none',
    ),
  topology: Topology.optional().describe('how the guest sees them arranged'),
  model: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, { error: 'a CPU model is a name such as host, max or Nehalem' })
    .optional()
    .describe('CPU model (`stroj host cpus` lists them); by default host under KVM and max under TCG'),
  features: z
    .array(
      z.string().regex(/^[+-][a-z0-9][a-z0-9._-]{0,62}$/, {
        error: 'a CPU feature is added or removed by its name, such as +aes or -x2apic',
      }),
    )
    .max(64)
    .optional()
    .describe('added to the model or removed from it: +aes, -x2apic (`stroj host cpus --features`)'),
})

/** Virtual processors: their number, or a mapping. */
export const Cpus = z
  .union([
    z
      .int()
      .min(1)
      .max(255)
      .transform((count) => ({ count })),
    CpuFields,
  ])
  .default({ count: 1 })
  .describe('virtual processors: their number, or a mapping')
  .transform((cpus: z.infer<typeof CpuFields>) => {
    const { topology } = cpus
    const product = topology ? topology.sockets * topology.cores * topology.threads : 1
    return { ...cpus, count: cpus.count ?? product }
  })
export type Cpus = z.infer<typeof Cpus>
