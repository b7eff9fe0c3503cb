import * as z from 'zod'

/**
 * Where a kernel module stands. `blacklisted`: not loaded by itself, but by its name; `disabled`: an install line of
 * modprobe.d(5) keeps it out; `absent`: this kernel does not have it.
 */
export const ModuleState = z.enum(['built-in', 'loaded', 'loadable', 'blacklisted', 'disabled', 'absent'])
export type ModuleState = z.infer<typeof ModuleState>

export const HostModule = z.strictObject({
  name: z.string(),
  state: ModuleState,
  users: z.int().nullable().describe('how often it is in use; null when it is not loaded'),
  usedBy: z.array(z.string()).describe('modules that stand on it'),
  configuredIn: z.string().nullable().describe('the file of modprobe.d that blacklists or disables it'),
})
export type HostModule = z.infer<typeof HostModule>

/** The kernel, and the modules that virtualization needs or that stand in its way. */
export const HostKernel = z.strictObject({
  release: z.string().describe('such as 6.1.0-26-amd64'),
  commandLine: z.string(),
  modules: z.array(HostModule),
  firmwareLocked: z
    .boolean()
    .nullable()
    .describe(
      'the kernel log says that the firmware has switched virtualization off; null when the log cannot be read',
    ),
})
export type HostKernel = z.infer<typeof HostKernel>
