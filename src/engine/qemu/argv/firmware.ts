import type { StartPlan } from '../../../plan/instance/plan-start.ts'
import { jsonOption } from './option.ts'
import type { Places } from './places.ts'

/** The kernel of the image, or UEFI in two flash chips: the code for all, the variables for this instance. SeaBIOS needs nothing. */
export function firmwareArguments(plan: StartPlan, places: Places): readonly string[] {
  if (plan.firmware === 'direct') return kernelArguments(plan, places)
  if (plan.firmware === 'uefi') return flashArguments(places)
  return []
}

function kernelArguments({ kernel, serial, machine, name }: StartPlan, places: Places): readonly string[] {
  if (kernel === null) return []
  const { digest, initrd } = kernel
  const words = [
    ...(serial ? ['console=ttyS0'] : []),
    ...(kernel.arguments === '' ? [] : [kernel.arguments]),
    // Elsewhere the name comes by SMBIOS, which a microvm does not have (systemd-system.conf(5), kernel-command-line(7)).
    ...(machine === 'microvm' ? [`systemd.hostname=${name}`] : []),
  ]
  return [
    '-kernel',
    places.imageFile(digest, kernel.kernel.name),
    ...(initrd ? ['-initrd', places.imageFile(digest, initrd.name)] : []),
    '-append',
    words.join(' '),
  ]
}

function flashArguments({ uefi, nvram }: Places): readonly string[] {
  if (uefi === null) return []
  return [
    ...jsonOption('blockdev', {
      driver: 'raw',
      'node-name': 'firmware-code',
      'read-only': true,
      file: { driver: 'file', filename: uefi.code, 'read-only': true },
    }),
    ...jsonOption('blockdev', {
      driver: 'raw',
      'node-name': 'firmware-variables',
      file: { driver: 'file', filename: nvram },
    }),
  ]
}
