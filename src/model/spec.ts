import * as z from 'zod'
import { ImageReference } from './name.ts'
import { PortForward } from './port-forward.ts'
import { Size } from './size.ts'
import { contradictions } from './spec-contradictions.ts'

const mebibyte = 2 ** 20

/** No NUL, CR, LF or other control characters: paths and labels travel into other programs' arguments. */
const plainText = z.string().regex(/^[^\p{Cc}]*$/u, { error: 'control characters are not allowed' })

const FilePath = plainText.min(1).max(4096)

const Topology = z.strictObject({
  sockets: z.int().min(1).max(64).default(1).describe('processor packages'),
  cores: z.int().min(1).max(256).default(1).describe('cores in each socket'),
  threads: z.int().min(1).max(2).default(1).describe('hardware threads of each core'),
})

const CpuFields = z.strictObject({
  count: z.int().min(1).max(255).optional().describe('virtual processors; by default the product of the topology'),
  topology: Topology.optional().describe('how the guest sees them arranged'),
  model: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, { error: 'a CPU model is a name such as host, max or Nehalem' })
    .optional()
    .describe('CPU model of QEMU (`qemu-system-x86_64 -cpu help`); by default host under KVM and max under TCG'),
})

const Cpus = z
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

const NewDisk = z.strictObject({ size: Size.describe('size of a new, empty qcow2 disk') })
const FileDisk = z.strictObject({
  file: FilePath.describe('a qcow2 or raw file that stays where it is'),
  format: z.enum(['qcow2', 'raw']).describe('what the file is; it is never guessed'),
  readOnly: z.boolean().default(false).describe('the guest cannot write to it'),
})
const ExtraDisk = z.union([NewDisk, FileDisk])
export type ExtraDisk = z.infer<typeof ExtraDisk>

const Nic = z.strictObject({
  network: z
    .enum(['user', 'isolated'])
    .default('user')
    .describe('user: passt, reaches the outside; isolated: no way out'),
  forward: z.array(PortForward).max(64).default([]).describe('ports of the host that lead to ports of the guest'),
  mac: z
    .string()
    .regex(/^[0-9a-f][02468ace](?::[0-9a-f]{2}){5}$/, {
      error: 'a MAC address is six pairs of lower-case hex digits, unicast',
    })
    .optional()
    .describe('hardware address, such as 52:54:00:12:34:56; by default one is chosen and kept'),
})
export type Nic = z.infer<typeof Nic>

/** Where a firmware can find a system. */
export const BootDevice = z.enum(['disk', 'cdrom', 'network'])
export type BootDevice = z.infer<typeof BootDevice>

const Boot = z.strictObject({
  order: z.array(BootDevice).min(1).max(3).default(['disk', 'cdrom']).describe('what the firmware tries, best first'),
  once: BootDevice.optional().describe('where to boot from the first time only'),
})

const Console = z.strictObject({
  serial: z.boolean().default(true).describe('a serial line with a kept log'),
  screen: z.boolean().default(true).describe('a graphics card, seen over VNC on a unix socket'),
})

const LabelKey = z.string().regex(/^[a-z0-9](?:[a-z0-9._/-]{0,61}[a-z0-9])?$/, {
  error:
    'the key of a label has 1 to 63 characters of a-z, 0-9, dot, dash, underscore and slash, and begins and ends with a letter or digit',
})
const Labels = z.record(LabelKey, plainText.max(256)).default({})

/** What an instance shall be. Strict: an unknown key is an error. */
export const InstanceSpec = z
  .strictObject({
    engine: z.literal('qemu').default('qemu').describe('what runs the instance'),
    image: ImageReference.optional().describe('what the first disk begins as: name, name:version or sha256:digest'),
    cpus: Cpus,
    memory: Size.default(1024 * mebibyte).describe('memory of the guest; a whole number of MiB, at least 32MiB'),
    disk: Size.optional().describe('size of the first disk, at least that of the image; by default the same'),
    disks: z.array(ExtraDisk).max(16).default([]).describe('further disks: size for a new one, or file and format'),
    nics: z
      .array(Nic)
      .max(8)
      .default([{ network: 'user', forward: [] }])
      .describe('network cards; [] for none'),
    cdrom: FilePath.optional().describe('an ISO file in the drive'),
    boot: Boot.default({ order: ['disk', 'cdrom'] }).describe('where the system is started from'),
    firmware: z
      .enum(['bios', 'uefi', 'direct'])
      .optional()
      .describe('direct: kernel and initrd of the image; by default the first that the image knows, else bios'),
    machine: z
      .enum(['q35', 'microvm'])
      .default('q35')
      .describe('q35: a whole PC; microvm: few devices, no firmware, starts faster'),
    accel: z
      .enum(['auto', 'kvm', 'tcg'])
      .default('auto')
      .describe('auto: KVM where it works, else emulated (TCG); kvm: an error where it does not work'),
    console: Console.default({ serial: true, screen: true }).describe('how people see the instance'),
    labels: Labels.describe('your own words about it: keys with texts of at most 256 characters, to find it by'),
    autostart: z.boolean().default(false).describe('start together with the daemon'),
    restart: z
      .enum(['never', 'on-failure', 'always'])
      .default('never')
      .describe('when it is started again after it ended by itself; on-failure: after a crash'),
  })
  .superRefine((spec, context) => {
    // Values that are wrong by themselves contradict others only by accident.
    if (context.issues.length > 0) return
    for (const { path, message } of contradictions(spec)) context.addIssue({ code: 'custom', path: [...path], message })
  })
export type InstanceSpec = z.infer<typeof InstanceSpec>
export type InstanceSpecInput = z.input<typeof InstanceSpec>
