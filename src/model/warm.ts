import * as z from 'zod'
import { ImageDigest, WarmId } from './name.ts'
import { Size } from './size.ts'
import { InstanceSpec } from './spec.ts'

/** Everything of the host that a kept guest depends on, by name, each as a text that changes when it does. */
export const WarmGround = z.record(z.string(), z.string())
export type WarmGround = Readonly<z.infer<typeof WarmGround>>

/** Where an identifier lies in the memory of a kept guest, and how it is written there. */
export const IdentityPlace = z.strictObject({
  which: z.enum(['uuid', 'boot', 'machine', 'bus']),
  form: z.enum(['bytes', 'firmware', 'hex', 'dashed', 'capitals']),
  offset: z.int().nonnegative(),
})
export type IdentityPlace = z.infer<typeof IdentityPlace>

/** What of a kept guest its forks change themselves. Paths are those of the guest. */
export type WarmSurvey = {
  /** Its host name. */
  readonly name: string
  /** Its /etc/hosts, when its name stands there. */
  readonly hosts: string | null
  /** Files that consist of its host name, of its machine id, and of randomness. */
  readonly nameFiles: readonly string[]
  readonly machineFiles: readonly string[]
  readonly seedFiles: readonly string[]
  /** Its network cards; `ipv6`: with addresses of IPv6. */
  readonly nics: readonly { readonly mac: string; readonly name: string; readonly ipv6: boolean }[]
  /** Its journal: the process, and folders with one below that is called by the machine id. */
  readonly journald: number | null
  readonly journals: readonly { readonly folder: string; readonly old: string; readonly files: readonly string[] }[]
  readonly sshKeys: readonly ('rsa' | 'ecdsa' | 'ed25519')[]
  readonly sshd: readonly number[]
}

/** The files of a warm image, as they were when it was made. */
export type WarmFacts = {
  /** Inode, size and time of the last change of the memory: whoever writes to it changes this. */
  readonly memoryStamp: string
  /** SHA-256 of the state of the devices. */
  readonly stateDigest: string
  /** What all files take on the host. */
  readonly sizeBytes: number
  /** The addresses of its network cards, which every fork changes. */
  readonly macs: readonly string[]
  readonly places: readonly IdentityPlace[]
  readonly survey: WarmSurvey
  /** From the start until its agent answered, in milliseconds. */
  readonly bootMs: number
}

/** How many machines shall wait to go on from a warm image. */
const Keep = z.int().min(0).max(32)

/** The machines that were started before their instances. */
export const WarmPool = z.strictObject({
  keep: Keep.describe('how many shall wait'),
  waiting: z.int().describe('how many wait now for an instance that is not made yet'),
  memoryBytes: z.int().describe('what they and their networks have of the memory of the host'),
  lack: z
    .string()
    .nullable()
    .describe('why there are fewer than there shall be; null when there are enough, or soon will be'),
})
export type WarmPool = z.infer<typeof WarmPool>

/** A warm image as the API shows it. */
export const WarmImage = z.strictObject({
  id: WarmId,
  image: z.strictObject({ digest: ImageDigest, name: z.string() }),
  cpus: z.int(),
  memoryBytes: z.int(),
  sizeBytes: z.int().describe('what its files take on the host'),
  unfit: z.string().nullable().describe('why no instance can start from it now; null when they can'),
  automatic: z.boolean().describe('made by itself after a start without it'),
  bootMs: z.int().describe('how long its guest took to boot, in milliseconds'),
  uses: z.int().describe('how many instances began from it'),
  usedAt: z.iso.datetime().nullable(),
  pool: WarmPool,
  createdAt: z.iso.datetime(),
})
export type WarmImage = z.infer<typeof WarmImage>

export const WarmListing = z.strictObject({ items: z.array(WarmImage).readonly() })
export type WarmListing = z.infer<typeof WarmListing>

/** A wish for a warm image: the instances that shall begin from it, described as any. */
export const WarmCreate = z.strictObject({
  spec: InstanceSpec.refine(({ image }) => image !== undefined, {
    error: 'a warm image is made of an image',
    path: ['image'],
  }),
  keep: Keep.optional().describe(
    'how many machines shall wait, started already, for an instance that takes one; without it as many as before',
  ),
})
export type WarmCreate = z.infer<typeof WarmCreate>
export type WarmCreateInput = z.input<typeof WarmCreate>

const gibibyte = 2 ** 30

/** How warm images are kept in general. */
export const WarmSettings = z.strictObject({
  automatic: z
    .boolean()
    .default(true)
    .describe('make one in the background after an instance has started without, where its image can be kept warm'),
  budget: Size.default(16 * gibibyte).describe(
    'what all of them may take on the host; the least recently used one goes',
  ),
})
export type WarmSettings = z.infer<typeof WarmSettings>

export const WarmSettingsChange = z.strictObject({ automatic: z.boolean().optional(), budget: Size.optional() })
export type WarmSettingsChange = z.infer<typeof WarmSettingsChange>
export type WarmSettingsChangeInput = z.input<typeof WarmSettingsChange>
