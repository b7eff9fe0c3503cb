import { formatBytesExactly } from '../kit/bytes.ts'
import { isSameJson } from '../kit/same-json.ts'
import { formatPortForward } from './port-forward.ts'
import { InstanceSpec, type InstanceSpecInput } from './spec.ts'
import type { Cpus } from './spec-cpus.ts'
import type { DiskLimits, ExtraDisk, Nic } from './spec-devices.ts'

/** The shortest way to write a spec: without what is the default, sizes and ports as texts. Parses back to the same. */
export function toSpecInput(spec: InstanceSpec): InstanceSpecInput {
  const changed = Object.entries(spec).filter(([key, value]) => !isDefault(key as keyof InstanceSpec, value))
  return Object.fromEntries(changed.map(([key, value]) => [key, short(key as keyof InstanceSpec, value, spec)]))
}

/** What stands for a key that is left out, written in the shortest way. Keys without a default are not there. */
export function specDefaults(): Readonly<Record<string, unknown>> {
  const standard = InstanceSpec.parse({ image: 'any' })
  const { image: _, ...defaults } = standard
  return Object.fromEntries(
    Object.entries(defaults).map(([key, value]) => [key, short(key as keyof InstanceSpec, value, standard)]),
  )
}

function isDefault(key: keyof InstanceSpec, value: unknown): boolean {
  const standard = InstanceSpec.shape[key].safeParse(undefined)
  return standard.success && isSameJson(standard.data, value)
}

function short(key: keyof InstanceSpec, value: unknown, spec: InstanceSpec): unknown {
  if (key === 'memory' || key === 'disk') return formatBytesExactly(value as number)
  if (key === 'cpus') return shortCpus(spec.cpus)
  if (key === 'disks') return spec.disks.map(shortDisk)
  if (key === 'nics') return spec.nics.map(shortNic)
  if (key === 'console') return shortConsole(spec.console)
  return key === 'boot' ? shortBoot(spec.boot) : value
}

function shortCpus(cpus: Cpus): InstanceSpecInput['cpus'] {
  if (Object.keys(cpus).join() === 'count') return cpus.count
  const { count, ...others } = cpus
  return cpus.topology === undefined ? cpus : others
}

function shortDisk(disk: ExtraDisk) {
  const { bus, virtualFunctions } = disk
  const controller = { ...(bus !== 'virtio' && { bus }), ...(virtualFunctions !== undefined && { virtualFunctions }) }
  if ('size' in disk) return { size: formatBytesExactly(disk.size), ...controller }
  if ('volume' in disk) {
    const { volume, readOnly, limits } = disk
    return { volume, ...(readOnly && { readOnly }), ...(limits && { limits: shortLimits(limits) }), ...controller }
  }
  const { file, format, readOnly } = disk
  return { file, format, ...(readOnly && { readOnly }), ...controller }
}

function shortLimits({ iops, bytesPerSecond }: DiskLimits) {
  return {
    ...(iops !== undefined && { iops }),
    ...(bytesPerSecond !== undefined && { bytesPerSecond: formatBytesExactly(bytesPerSecond) }),
  }
}

function shortNic({ network, model, device, forward, mac }: Nic) {
  const isPlain = forward.length === 0 && mac === undefined && model === 'virtio'
  return {
    ...((network !== 'user' || isPlain) && { network }),
    ...(model !== 'virtio' && { model }),
    ...(device !== undefined && { device }),
    ...(forward.length > 0 && { forward: forward.map(formatPortForward) }),
    ...(mac !== undefined && { mac }),
  }
}

function shortConsole({ serial, screen }: InstanceSpec['console']) {
  return { ...(!serial && { serial }), ...(!screen && { screen }) }
}

function shortBoot(boot: InstanceSpec['boot']) {
  const standard = InstanceSpec.shape.boot.parse(undefined)
  return {
    ...(boot.order.join() !== standard.order.join() && { order: boot.order }),
    ...(boot.once && { once: boot.once }),
  }
}
