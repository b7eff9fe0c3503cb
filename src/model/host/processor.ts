import * as z from 'zod'

/**
 * What makes hardware virtualization possible, each architecture by its own rule: `vmx` and `svm` are flags of x86, `el2` is
 * the exception level in which Linux was started on aarch64, `hv` and `pr` are the two ways of POWER, `sie` is the
 * instruction of s390x, `h` the extension of RISC-V.
 */
export const Extension = z.enum(['vmx', 'svm', 'el2', 'hv', 'pr', 'sie', 'h', 'none'])
export type Extension = z.infer<typeof Extension>

/** What this host runs inside of: another hypervisor, or a container. */
export const Hypervisor = z.enum([
  'kvm',
  'qemu',
  'vmware',
  'hyper-v',
  'wsl',
  'virtualbox',
  'xen',
  'parallels',
  'bhyve',
  'powervm',
  'zvm',
  'unknown',
])
export type Hypervisor = z.infer<typeof Hypervisor>

/** The processors of the host. */
export const HostProcessor = z.strictObject({
  architecture: z.string().describe('as uname -m calls it'),
  vendor: z.string().nullable(),
  model: z.string().nullable(),
  count: z.int().describe('processors that stroj may use'),
  extension: Extension,
  nestedPaging: z
    .enum(['ept', 'npt', 'none'])
    .nullable()
    .describe('second level of page tables; null where it is not told'),
  nested: z.boolean().nullable().describe('guests can have KVM themselves; null while the KVM module is not loaded'),
  hypervisor: Hypervisor.nullable().describe('what the host itself runs in; null on bare metal'),
  container: z.string().nullable().describe('such as docker or lxc, when stroj runs inside one'),
})
export type HostProcessor = z.infer<typeof HostProcessor>
