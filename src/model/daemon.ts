import * as z from 'zod'

/** What the daemon tells about itself. */
export const DaemonStatus = z.strictObject({
  version: z.string(),
  pid: z.int(),
  startedAt: z.iso.datetime(),
  mode: z.enum(['user', 'system']),
  socket: z.string(),
  stateDirectory: z.string(),
  logFile: z.string().nullable(),
  instances: z.int().describe('stored'),
  running: z.int(),
  alarm: z
    .string()
    .nullable()
    .describe('why nothing can be changed now, such as a disk that failed; null when all is well'),
  memoryBytes: z.int().describe('resident memory of the daemon itself'),
})
export type DaemonStatus = z.infer<typeof DaemonStatus>
