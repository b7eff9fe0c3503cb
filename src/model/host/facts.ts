import * as z from 'zod'
import { Architecture } from '../architecture.ts'
import { Extension } from './processor.ts'

/** Whether KVM really runs a guest here, and how that is known. */
export const KvmVerdict = z.strictObject({
  usable: z.boolean(),
  obstacle: z
    .enum(['no-extension', 'no-device', 'denied', 'unopenable', 'no-emulator', 'failed-test'])
    .nullable()
    .describe('the first condition that fails; null when it is usable'),
  reason: z.string(),
})
export type KvmVerdict = z.infer<typeof KvmVerdict>

/** A program that was found. */
export const Tool = z.strictObject({ path: z.string(), version: z.string() })
export type Tool = z.infer<typeof Tool>

/** What the host is and has, as far as plans depend on it. */
export const HostFacts = z.strictObject({
  architecture: z.string(),
  kernel: z.string(),
  cpus: z.int(),
  memoryBytes: z.int(),
  timeStampKhz: z.int().nullable().describe('rate of the time stamp counter, which an emulated guest reads unchanged'),
  virtualization: Extension,
  nested: z.boolean().nullable().describe('guests can have KVM themselves; null while the KVM module is not loaded'),
  kvm: KvmVerdict,
  emulators: z.partialRecord(Architecture, Tool).describe('QEMU for each architecture that is installed'),
  qemuImg: Tool.nullable(),
  passt: Tool.nullable(),
  firmware: z.strictObject({
    uefi: z.array(Architecture).describe('architectures whose guests can have it'),
    uBoot: z.boolean().describe('U-Boot is there, which starts the disks of riscv64'),
  }),
})
export type HostFacts = z.infer<typeof HostFacts>
