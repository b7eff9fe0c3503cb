import * as z from 'zod'
import { HostDevices } from './device.ts'
import { HostKernel } from './kernel.ts'
import { HostKvmDevice, HostUser, OtherHypervisor } from './kvm.ts'
import { HostCgroups, HostNamespaces } from './limits.ts'
import { HostMemory } from './memory.ts'
import { HostProcessor } from './processor.ts'

/** A program that stroj can use. */
export const HostTool = z.strictObject({
  name: z.string(),
  path: z.string().nullable().describe('null when it is not installed'),
  version: z.string().nullable().describe('null when it is not installed or does not tell'),
  package: z.string().describe('the Debian package that has it'),
  role: z.string().describe('what stroj does with it'),
})
export type HostTool = z.infer<typeof HostTool>

/** What the host has, as it was found: no judgement, no advice. */
export const HostInventory = z.strictObject({
  processor: HostProcessor,
  kernel: HostKernel,
  kvm: HostKvmDevice,
  user: HostUser,
  otherHypervisors: z.array(OtherHypervisor),
  devices: HostDevices,
  memory: HostMemory,
  cgroups: HostCgroups,
  namespaces: HostNamespaces,
  tools: z.array(HostTool),
})
export type HostInventory = z.infer<typeof HostInventory>
