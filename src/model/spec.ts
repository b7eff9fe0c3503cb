import * as z from 'zod'
import { Architecture } from './architecture.ts'
import { Board, Firmware } from './board.ts'
import { Duration } from './duration.ts'
import { ImageReference } from './name.ts'
import { FilePath, plainText } from './plain-text.ts'
import { Size } from './size.ts'
import { Cloud } from './spec-cloud.ts'
import { Install } from './spec-install.ts'
import { GuestSystem } from './guest-needs.ts'
import { contradictions } from './spec-contradictions.ts'
import { Cpus } from './spec-cpus.ts'
import { ExtraDisk, Hostdev, Nic } from './spec-devices.ts'

const mebibyte = 2 ** 20

/** Where a firmware can find a system. */
export const BootDevice = z.enum(['disk', 'cdrom', 'network'])
export type BootDevice = z.infer<typeof BootDevice>

const Installer = z.strictObject({
  kernel: FilePath.describe('the kernel of an installer: a file of the host, or an http:// URL that iPXE gets it from'),
  initrd: FilePath.describe('its initrd, likewise'),
  arguments: plainText.max(1024).optional().describe('what its kernel is told, besides where the console is'),
})

const Boot = z.strictObject({
  order: z.array(BootDevice).min(1).max(3).default(['disk', 'cdrom']).describe('what the firmware tries, best first'),
  once: BootDevice.optional().describe('where to boot from the first time only'),
  installer: Installer.optional().describe(
    'an installer as it is booted over a network, started the first time instead',
  ),
})

const Console = z.strictObject({
  serial: z.boolean().default(true).describe('a serial line with a kept log'),
  screen: z.boolean().default(true).describe('a graphics card, seen over VNC on a unix socket'),
})

const Schedule = z.strictObject({
  every: Duration.describe('time between two of them, at least 1m'),
  keep: z.int().min(1).max(90).describe('how many are kept; the oldest goes first'),
})

const Park = z.strictObject({
  after: Duration.refine((seconds) => seconds >= 10, {
    error: 'an instance is idle for at least 10s before it is parked',
  }).describe('how long it has done nothing before, at least 10s'),
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
    arch: Architecture.optional().describe(
      'instruction set of the guest; by default that of the image, else that of the host',
    ),
    image: ImageReference.optional().describe('what the first disk begins as: name, name:version or sha256:digest'),
    cpus: Cpus,
    nested: z
      .boolean()
      .default(false)
      .describe('the guest can run guests of its own with hardware virtualization; an error where the host cannot'),
    iommu: z
      .enum(['intel', 'amd'])
      .optional()
      .describe('the guest sees an IOMMU, to give devices to guests of its own'),
    memory: Size.default(1024 * mebibyte).describe('memory of the guest; a whole number of MiB, at least 32MiB'),
    memoryMax: Size.optional().describe(
      'how much memory it can be given while it runs, reserved at its start; only on machine q35. By default none is reserved',
    ),
    disk: Size.optional().describe('size of the first disk, at least that of the image; by default the same'),
    disks: z
      .array(ExtraDisk)
      .max(16)
      .default([])
      .describe('further disks: size for a new one, file and format, or the name of a volume'),
    nics: z
      .array(Nic)
      .max(8)
      .default([{ network: 'user', forward: [], model: 'virtio' }])
      .describe('network cards; [] for none'),
    hostdevs: z.array(Hostdev).max(16).default([]).describe('devices of the host that are given to the guest whole'),
    cdrom: FilePath.optional().describe(
      'what is in the drive: an ISO file, or an image of a medium by its name and version (debian-netinst:12)',
    ),
    cloud: Cloud.optional().describe('what cloud-init in the guest sets up'),
    install: Install.optional().describe(
      'the answers to the installer in the drive or in boot.installer, as `stroj install` gives them',
    ),
    boot: Boot.default({ order: ['disk', 'cdrom'] }).describe('where the system is started from'),
    firmware: Firmware.optional().describe(
      'direct: kernel and initrd of the image; board: what the boards of riscv64, ppc64le and s390x have; by default the first that the image knows, else that of the architecture',
    ),
    kernelArguments: plainText
      .max(1024)
      .optional()
      .describe('for the kernel of the image, besides its own; only with firmware direct'),
    os: GuestSystem.optional().describe(
      'a system with needs of its own: windows-11 gets UEFI with Secure Boot, a TPM, and what makes Windows fast',
    ),
    tpm: z.boolean().optional().describe('a TPM 2.0, kept with the instance; by default as `os` needs it'),
    secureBoot: z.boolean().optional().describe('UEFI starts only what is signed; by default as `os` needs it'),
    machine: Board.optional().describe(
      'q35: a whole PC; microvm: few devices, no firmware, starts faster; by default the usual board of the architecture',
    ),
    accel: z
      .enum(['auto', 'kvm', 'tcg'])
      .default('auto')
      .describe('auto: KVM where it works, else emulated (TCG); kvm: an error where it does not work'),
    console: Console.default({ serial: true, screen: true }).describe('how people see the instance'),
    labels: Labels.describe('your own words about it: keys with texts of at most 256 characters, to find it by'),
    autostart: z.boolean().default(false).describe('start together with the daemon'),
    snapshots: Schedule.optional().describe('snapshots that are taken by themselves, of a running or stopped instance'),
    park: Park.optional().describe(
      'stop it in memory when it is idle, until a console, a command or a connection to one of its ports needs it; by default never',
    ),
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
