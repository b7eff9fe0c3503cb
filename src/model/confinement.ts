import * as z from 'zod'

/** How much of the host a machine could reach if its guest broke out of it; each level has those below it. */
export const Confinement = z.strictObject({
  level: z
    .int()
    .min(0)
    .max(3)
    .describe(
      '0: its system calls are filtered. 1: it runs as an ordinary user, without any power of root and no way to get one. 2: the kernel limits its memory, processes and processors. 3: it sees only its files and those of the system, and no network of the host',
    ),
  user: z.int().nonnegative().describe('the number of the user that it runs as'),
  ownUser: z.boolean().describe('no other machine and no person is that user'),
  limits: z.boolean().describe('the kernel limits its memory, processes and processors'),
  namespaces: z.boolean().describe('it has mounts, a network and a host name of its own'),
  reason: z.string().describe('why it is not confined further'),
})
export type Confinement = z.infer<typeof Confinement>
