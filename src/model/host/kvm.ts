import * as z from 'zod'

/** Who holds something: a process, and what is known of it. */
export const Holder = z.strictObject({
  pid: z.int(),
  program: z.string(),
  instance: z.string().nullable().describe('the instance of ours that it is, by name or id'),
})
export type Holder = z.infer<typeof Holder>

/** /dev/kvm, and whether the one who asks may use it. */
export const HostKvmDevice = z.strictObject({
  exists: z.boolean(),
  owner: z.string().nullable(),
  group: z.string().nullable(),
  mode: z.string().nullable().describe('octal, such as 0660'),
  acl: z.boolean().describe('an access control list gives rights beyond the mode'),
  opening: z
    .enum(['yes', 'missing', 'denied', 'no-device', 'failed'])
    .describe('what open(2) says; no-device: ENODEV, a node that no driver stands behind'),
  reason: z.string().nullable().describe('of a failure, for people'),
  holders: z.array(Holder).describe('processes that have it open, as far as this user may see'),
})
export type HostKvmDevice = z.infer<typeof HostKvmDevice>

/** The user that stroj runs as, and the group that may use KVM. */
export const HostUser = z.strictObject({
  name: z.string(),
  uid: z.int(),
  isRoot: z.boolean(),
  kvmGroup: z.strictObject({
    exists: z.boolean(),
    listed: z.boolean().describe('the group database has the user in it'),
    active: z.boolean().describe('this process has the group; it does not until the user has logged in again'),
  }),
})
export type HostUser = z.infer<typeof HostUser>

/** Another hypervisor whose modules are loaded; two cannot use the processor's extensions at once. */
export const OtherHypervisor = z.strictObject({
  name: z.enum(['VirtualBox', 'VMware', 'Xen']),
  modules: z.array(z.string()),
  holders: z.array(Holder),
})
export type OtherHypervisor = z.infer<typeof OtherHypervisor>
