import * as z from 'zod'

/** One thing about the host, what it means, and where it is "no" the cause and the fix. */
export const HostCheck = z.strictObject({
  name: z.string(),
  verdict: z.enum(['ok', 'warning', 'missing']).describe('missing: stroj cannot do its main job without it'),
  found: z.string(),
  meaning: z.string(),
  fix: z.string().nullable().describe('the exact command, or null when there is nothing to mend'),
})
export type HostCheck = z.infer<typeof HostCheck>

/** Whether KVM really runs a guest here, and how that is known. */
export const KvmVerdict = z.strictObject({
  usable: z.boolean(),
  reason: z.string(),
})
export type KvmVerdict = z.infer<typeof KvmVerdict>

/** A program that was found. */
export const Tool = z.strictObject({ path: z.string(), version: z.string() })

/** What the host is and has, as far as plans depend on it. */
export const HostFacts = z.strictObject({
  architecture: z.string(),
  kernel: z.string(),
  cpus: z.int(),
  memoryBytes: z.int(),
  timeStampKhz: z.int().nullable().describe('rate of the time stamp counter, which an emulated guest reads unchanged'),
  virtualization: z.enum(['vmx', 'svm', 'none']),
  kvm: KvmVerdict,
  qemu: Tool.nullable(),
  qemuImg: Tool.nullable(),
  passt: Tool.nullable(),
  firmware: z.strictObject({ uefi: z.boolean() }),
})
export type HostFacts = z.infer<typeof HostFacts>

/** The facts, and what a person should know about them. */
export const HostReport = z.strictObject({ facts: HostFacts, checks: z.array(HostCheck) })
export type HostReport = z.infer<typeof HostReport>
