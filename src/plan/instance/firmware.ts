import { approve, refuse, type Verdict } from '../../kit/verdict.ts'
import type { Architecture } from '../../model/architecture.ts'
import { type Firmware, firmwareOf, type Hardware, lackOfUefi } from '../../model/board.ts'
import { Fault } from '../../model/fault.ts'
import { needsOf } from '../../model/guest-needs.ts'
import type { HostFacts } from '../../model/host/facts.ts'
import type { InstanceSpec } from '../../model/spec.ts'
import type { ImageChoice } from './plan-create.ts'

/** The wished firmware when the image can be booted so; else the image's best; that of the architecture without an image. */
export function chooseFirmware(
  spec: InstanceSpec,
  image: ImageChoice | null,
  { arch, machine }: Hardware,
): Verdict<Firmware, Fault> {
  const known: readonly Firmware[] = image?.manifest.boot ?? firmwareOf[arch]
  const needsDirect = machine === 'microvm' || spec.kernelArguments !== undefined
  const wished = spec.firmware ?? (needsDirect ? 'direct' : needsUefi(spec) ? 'uefi' : undefined)
  if (wished === undefined) return approve(bestOf(spec, known) ?? firmwareOf[arch][0])
  // A medium or another disk may be booted with any firmware, whatever the image says.
  const bootsElsewhere = wished !== 'direct' && spec.cdrom !== undefined
  if (known.includes(wished) || bootsElsewhere) return approve(wished)
  return refuse(
    new Fault('instance.firmware-mismatch', { firmware: wished, image: image?.name ?? 'none', boot: known.join(', ') }),
  )
}

/** Only UEFI checks signatures, and Windows 11 starts with nothing else. */
function needsUefi(spec: InstanceSpec): boolean {
  return needsOf(spec).secureBoot || spec.os === 'windows-11'
}

/** Booting from a medium needs a firmware that looks for one. */
function bestOf(spec: InstanceSpec, known: readonly Firmware[]): Firmware | undefined {
  const wantsMedium = spec.boot.once !== undefined || spec.boot.order[0] !== 'disk'
  const fitting = wantsMedium ? known.filter((firmware) => firmware !== 'direct') : known
  return fitting[0]
}

/** BIOS, SLOF and the loader of s390x come with QEMU; UEFI and U-Boot are packages of their own. */
export function refuseFirmware(
  firmware: Firmware,
  arch: Architecture,
  { firmware: { uefi, uBoot } }: Pick<HostFacts, 'firmware'>,
): Fault | undefined {
  if (firmware === 'uefi' && !uefi.includes(arch)) return lackOfUefi(arch)
  if (firmware === 'board' && arch === 'riscv64' && !uBoot) {
    return new Fault('host.no-firmware', { firmware: 'U-Boot', arch, package: 'u-boot-qemu' })
  }
  return undefined
}
