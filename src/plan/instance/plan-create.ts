import { formatBytes } from '../../kit/bytes.ts'
import { approve, refuse, type Verdict } from '../../kit/verdict.ts'
import type { Architecture } from '../../model/architecture.ts'
import { needsOf } from '../../model/guest-needs.ts'
import { Fault } from '../../model/fault.ts'
import type { HostFacts } from '../../model/host/facts.ts'
import type { ImageManifest } from '../../model/image.ts'
import type { ImageDigest, InstanceId, InstanceName } from '../../model/name.ts'
import type { InstanceSpec } from '../../model/spec.ts'
import { chooseFirmware, refuseFirmware } from './firmware.ts'
import { chooseHardware } from './hardware.ts'
import { planSeed, type Seed } from './plan-seed.ts'

/** What a new disk begins as: an empty qcow2, or an overlay on the disk of an image. Files of the user are not made. */
export type NewDisk = {
  /** File name in the folder of the instance, such as disk0.qcow2. */
  readonly file: string
  readonly sizeBytes: number
  readonly base: { readonly digest: ImageDigest; readonly file: string; readonly format: 'qcow2' | 'raw' } | null
}

/** Everything the engine must make for a new instance; nothing is decided after this. */
export type CreatePlan = {
  readonly id: InstanceId
  readonly name: InstanceName
  readonly arch: Architecture
  readonly disks: readonly NewDisk[]
  /** UEFI variables are copied from the firmware's template. */
  readonly nvram: boolean
  /** They hold the keys of those who may sign what is booted. */
  readonly secureBoot?: boolean
  /** What cloud-init reads; none when the spec has no `cloud`. */
  readonly seed?: Seed | null
}

/** The image that a spec names, found. */
export type ImageChoice = { readonly digest: ImageDigest; readonly name: string; readonly manifest: ImageManifest }

type Identity = {
  readonly id: InstanceId
  readonly name: InstanceName
  readonly uuid: string
  readonly macs: readonly string[]
}

/** What must be made for a new instance, or why it cannot be. */
export function planCreate(
  identity: Identity,
  spec: InstanceSpec,
  image: ImageChoice | null,
  host: HostFacts,
): Verdict<CreatePlan, Fault> {
  const tooMuch = refuseTooMuchMemory(spec, host)
  if (tooMuch) return refuse(tooMuch)
  const hardware = chooseHardware(spec, image, host)
  if (!hardware.ok) return hardware
  const { arch } = hardware.plan
  const firmware = chooseFirmware(spec, image, hardware.plan)
  if (!firmware.ok) return firmware
  const unfit = refuseFirmware(firmware.plan, arch, host)
  if (unfit) return refuse(unfit)
  const first = firstDisk(spec, image)
  if (first instanceof Fault) return refuse(first)
  const extra = spec.disks.flatMap((disk, index): NewDisk[] =>
    'size' in disk ? [{ file: `disk${index + 1}.qcow2`, sizeBytes: disk.size, base: null }] : [],
  )
  const { id, name } = identity
  const disks = [...(first ? [first] : []), ...extra]
  return approve({
    id,
    name,
    arch,
    disks,
    nvram: firmware.plan === 'uefi',
    secureBoot: needsOf(spec).secureBoot,
    seed: planSeed(identity, spec, image),
  })
}

/** Refuses what could never run here, even with everything else stopped. */
export function refuseTooMuchMemory(spec: InstanceSpec, host: HostFacts): Fault | undefined {
  const most = Math.max(spec.memory, spec.memoryMax ?? 0)
  if (most <= host.memoryBytes) return undefined
  return new Fault('instance.too-much-memory', {
    memory: formatBytes(most),
    host: formatBytes(host.memoryBytes),
  })
}

function firstDisk(spec: InstanceSpec, image: ImageChoice | null): NewDisk | Fault | undefined {
  const file = 'disk0.qcow2'
  const base = image?.manifest.files.find(({ role }) => role === 'disk')
  if (!image || !base) return spec.disk === undefined ? undefined : { file, sizeBytes: spec.disk, base: null }
  const imageBytes = image.manifest.virtualSizeBytes
  if (spec.disk !== undefined && spec.disk < imageBytes) {
    return new Fault('instance.disk-too-small', { disk: formatBytes(spec.disk), image: formatBytes(imageBytes) })
  }
  return {
    file,
    sizeBytes: spec.disk ?? imageBytes,
    base: { digest: image.digest, file: base.name, format: base.format },
  }
}
