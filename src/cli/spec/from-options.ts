import type { OptionValues } from '../command.ts'
import type { specOptions } from '../declare/spec-options.ts'
import type { TemporaryInput } from '../../model/temporary.ts'
import { UsageError } from '../usage-error.ts'
import { withInstall } from './install-options.ts'
import { withAbsolutePaths } from './absolute-paths.ts'
import { isObject, parseAssignment, patchOf } from './assignment.ts'

export type SpecOptions = OptionValues<typeof specOptions> & { readonly image: string | undefined }

/** What is sent to make an instance; the daemon checks it. */
export type Wanted = {
  readonly name: string | undefined
  readonly spec: Readonly<Record<string, unknown>>
  readonly temporary?: TemporaryInput | undefined
}

/** The spec that options mean, over one from a file when there is one. Throws UsageError. */
export async function wantedFrom(options: SpecOptions, file: Wanted | undefined, signal: AbortSignal): Promise<Wanted> {
  const assignments = await Promise.all(options.set.map(parseAssignment))
  const patch = withAbsolutePaths(patchOf(assignments), '.')
  const given = withAbsolutePaths(withoutEmpty(plain(options)), '.')
  const base = merge(merge(file?.spec ?? {}, given), patch)
  const filled = withHostdevs(withForwards(base, options.forward), options.hostdev)
  const answered = await withInstall(filled, options, signal)
  const spec = installing(withLabels(answered, options.label))
  if (spec['image'] === undefined && spec['disk'] === undefined && spec['disks'] === undefined) {
    throw new UsageError(
      'IMAGE is missing.',
      'Give an image (`stroj image ls` lists them), a spec with -f, or --disk and --cdrom.',
    )
  }
  const { lifetime } = options
  const temporary = lifetime === undefined ? {} : { temporary: { unattended: Math.ceil(lifetime / 1000) } }
  return { name: options.name ?? file?.name, spec, ...temporary }
}

/** The options that are keys of the spec by their own names. */
function plain(options: SpecOptions): Record<string, unknown> {
  const { image, arch, cpus, nested, memory, disk, cdrom, firmware, machine, accel } = options
  return {
    image,
    arch,
    cpus: cpus === undefined ? undefined : count(cpus),
    nested: nested || undefined,
    memory,
    disk,
    cdrom,
    firmware,
    machine,
    accel,
  }
}

/** A number of processors. Throws UsageError. */
export function count(text: string): number {
  if (/^[1-9]\d{0,2}$/.test(text)) return Number(text)
  throw new UsageError(`--cpus is a number of processors, not "${text}".`)
}

/** More ports lead to the first nic. */
function withForwards(spec: Record<string, unknown>, forwards: readonly string[]): Record<string, unknown> {
  if (forwards.length === 0) return spec
  const nics: readonly unknown[] = Array.isArray(spec['nics']) ? spec['nics'] : []
  const first = isObject(nics[0]) ? nics[0] : {}
  const before: readonly unknown[] = Array.isArray(first['forward']) ? first['forward'] : []
  return { ...spec, nics: [{ ...first, forward: [...before, ...forwards] }, ...nics.slice(1)] }
}

function withHostdevs(spec: Record<string, unknown>, devices: readonly string[]): Record<string, unknown> {
  if (devices.length === 0) return spec
  const before: readonly unknown[] = Array.isArray(spec['hostdevs']) ? spec['hostdevs'] : []
  return { ...spec, hostdevs: [...before, ...devices.map(hostdev)] }
}

function hostdev(text: string): Record<string, unknown> {
  const { bus, device } = /^(?<bus>pci|usb)=(?<device>.+)$/.exec(text)?.groups ?? {}
  if (bus !== undefined) return { [bus]: device }
  throw new UsageError(
    `--hostdev names a bus and a device on it, not "${text}".`,
    'Write pci=0000:03:00.0, pci=8086:10ed, usb=1-2.3 or usb=046d:c52b.',
  )
}

function withLabels(spec: Record<string, unknown>, labels: readonly string[]): Record<string, unknown> {
  if (labels.length === 0) return spec
  const pairs = labels.map((label) => {
    const cut = label.indexOf('=')
    return cut < 0 ? [label, ''] : [label.slice(0, cut), label.slice(cut + 1)]
  })
  return merge(spec, { labels: Object.fromEntries(pairs) as Record<string, string> })
}

/** A medium and no image: the medium installs the system, the first time. */
function installing(spec: Record<string, unknown>): Record<string, unknown> {
  if (spec['cdrom'] === undefined || spec['image'] !== undefined || spec['boot'] !== undefined) return spec
  return { ...spec, boot: { once: 'cdrom' } }
}

function merge(
  below: Readonly<Record<string, unknown>>,
  above: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const merged: Record<string, unknown> = { ...below }
  for (const [key, value] of Object.entries(above)) {
    const under = merged[key]
    merged[key] = isObject(value) && isObject(under) ? merge(under, value) : value
  }
  return withoutEmpty(merged)
}

function withoutEmpty(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== null))
}
