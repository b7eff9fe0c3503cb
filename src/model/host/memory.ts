import * as z from 'zod'

/** The memory of the host, and what the kernel does to make it go further. */
export const HostMemory = z.strictObject({
  totalBytes: z.int(),
  availableBytes: z.int().nullable().describe('what new programs get without swapping; null when it is not told'),
  swapBytes: z.int(),
  hugePages: z.array(z.strictObject({ sizeBytes: z.int(), total: z.int(), free: z.int() })),
  transparentHugePages: z.enum(['always', 'madvise', 'never']).nullable(),
  ksm: z
    .enum(['running', 'stopped', 'absent'])
    .describe('kernel samepage merging: equal pages of guests are kept once'),
  ksmSharedBytes: z.int().describe('what merging saves now'),
  numaNodes: z.int(),
  overcommit: z
    .enum(['heuristic', 'always', 'never'])
    .describe('whether more may be promised than there is (vm.overcommit_memory)'),
})
export type HostMemory = z.infer<typeof HostMemory>
