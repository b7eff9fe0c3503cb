import { approve, refuse, type Verdict } from '../../kit/verdict.ts'
import type { ImageDigest } from '../../model/name.ts'
import type { PlannedDisk, StartPlan } from '../instance/start-plan.ts'

/**
 * What two machines must have in common so that one can go on where the other one stood: everything of a plan but who it is
 * and what it can be reached by.
 */
export type WarmShape = Pick<
  StartPlan,
  'arch' | 'machineType' | 'memoryBytes' | 'firmware' | 'kernel' | 'cpus' | 'iommu' | 'bootOrder' | 'serial' | 'screen'
> & {
  readonly memoryMaxBytes?: number
  readonly accelerator: 'kvm' | 'tcg'
  readonly image: ImageDigest
  readonly disks: readonly { readonly file: string; readonly sizeBytes: number }[]
  readonly nics: readonly { readonly network: 'user'; readonly model: 'virtio' | 'e1000e' }[]
}

/** What of an image a kept guest depends on. */
export type WarmSource = {
  readonly digest: ImageDigest
  readonly hasAgent: boolean
  /** Sizes of the own disks by file, as they are when they are new. */
  readonly sizes: ReadonlyMap<string, number>
}

/** The shape of a plan, or why no guest of it can be kept warm, as the end of a sentence. */
export function shapeOf(plan: StartPlan, source: WarmSource | null): Verdict<WarmShape, string> {
  const reason = obstacle(plan, source)
  if (reason !== undefined || source === null) return refuse(reason ?? 'it has no image')
  const { arch, machineType, memoryBytes, firmware, kernel, cpus, iommu, bootOrder, serial, screen } = plan
  return approve({
    arch,
    machineType,
    accelerator: plan.acceleration.kind,
    image: source.digest,
    memoryBytes,
    ...(plan.memoryMaxBytes !== undefined && { memoryMaxBytes: plan.memoryMaxBytes }),
    firmware,
    kernel,
    cpus,
    iommu,
    bootOrder,
    serial,
    screen,
    disks: ownDisks(plan).map((file) => ({ file, sizeBytes: source.sizes.get(file) ?? 0 })),
    nics: nicShapes(plan),
  })
}

/** The network cards that a machine begins with. */
export function nicShapes({ nics }: Pick<StartPlan, 'nics'>): WarmShape['nics'] {
  return nics.flatMap(({ model, plugged }) => (plugged === true ? [] : [{ network: 'user', model } as const]))
}

/** Files of the disks that lie in the folder of the instance. */
function ownDisks({ disks }: StartPlan): readonly string[] {
  return disks.flatMap(({ source }) => (source.kind === 'own' ? [source.file] : []))
}

function obstacle(plan: StartPlan, source: WarmSource | null): string | undefined {
  const { machine, arch, firmware, hostdevs, cdrom, disks } = plan
  if (source === null) return 'it has no image'
  if (!source.hasAgent) return 'its image has no guest agent, which alone can give a fork an identity of its own'
  if (arch !== 'x86_64' || machine !== 'q35') return `machine ${machine} of ${arch} cannot be kept warm`
  if (firmware === 'uefi') return 'its UEFI variables are its own'
  if (hostdevs.length > 0) return 'a device of the host cannot be forked'
  if (cdrom !== null) return 'it boots with a medium in its drive'
  if (plan.incoming !== undefined || disks.some(hasLayers)) return 'it has snapshots'
  if (plan.seed) return 'what cloud-init reads is its own'
  if (plan.installer) return 'its system is being installed'
  if (plan.needs) return 'its firmware and its TPM are its own'
  if (plan.bootOrder.join() !== plan.bootOrderAfterReset.join()) return 'it boots in another order the first time'
  if (disks.some(({ source: from }) => from.kind !== 'own')) return 'it has disks beside those of its image'
  return disks.some(({ bus }) => bus === 'nvme') ? 'an NVMe disk cannot be kept' : undefined
}

function hasLayers({ source }: PlannedDisk): boolean {
  return source.kind === 'own' && (source.below ?? []).length > 0
}
