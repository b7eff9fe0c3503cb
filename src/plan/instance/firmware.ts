import { approve, refuse, type Verdict } from '../../kit/verdict.ts'
import { Fault } from '../../model/fault.ts'
import type { InstanceSpec } from '../../model/spec.ts'
import type { ImageChoice } from './plan-create.ts'

/** What starts the system. `direct`: QEMU loads the kernel itself. */
export type Firmware = 'bios' | 'uefi' | 'direct'

/** The wished firmware when the image can be booted so; else the image's best; bios when there is no image. */
export function chooseFirmware(spec: InstanceSpec, image: ImageChoice | null): Verdict<Firmware, Fault> {
  const known: readonly Firmware[] = image?.manifest.boot ?? ['bios', 'uefi']
  const needsDirect = spec.machine === 'microvm' || spec.kernelArguments !== undefined
  const wished = spec.firmware ?? (needsDirect ? 'direct' : undefined)
  if (wished === undefined) return approve(bestOf(spec, known))
  // A medium or another disk may be booted with any firmware, whatever the image says.
  const bootsElsewhere = wished !== 'direct' && spec.cdrom !== undefined
  if (known.includes(wished) || bootsElsewhere) return approve(wished)
  return refuse(
    new Fault('instance.firmware-mismatch', { firmware: wished, image: image?.name ?? 'none', boot: known.join(', ') }),
  )
}

/** Booting from a medium needs a firmware that looks for one. */
function bestOf(spec: InstanceSpec, known: readonly Firmware[]): Firmware {
  const wantsMedium = spec.boot.once !== undefined || spec.boot.order[0] !== 'disk'
  const fitting = wantsMedium ? known.filter((firmware) => firmware !== 'direct') : known
  return fitting[0] ?? 'bios'
}
