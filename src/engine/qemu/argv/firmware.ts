import type { StartPlan } from '../../../plan/instance/plan-start.ts'
import { jsonOption } from './option.ts'
import type { Places } from './places.ts'

/** The kernel of the image, or UEFI in two flash chips: the code for all, the variables for this instance. SeaBIOS needs nothing. */
export function firmwareArguments(plan: StartPlan, places: Places): readonly string[] {
  if (plan.firmware === 'direct') return kernelArguments(plan, places)
  if (plan.firmware === 'uefi') return flashArguments(places)
  return []
}

function kernelArguments(plan: StartPlan, places: Places): readonly string[] {
  const { kernel, serial } = plan
  if (kernel === null) return []
  const { digest, initrd } = kernel
  const words = [
    ...(serial ? ['console=ttyS0'] : []),
    ...(kernel.arguments === '' ? [] : [kernel.arguments]),
    ...(plan.machine === 'microvm' ? microvmWords(plan, places) : []),
  ]
  return [
    '-kernel',
    places.imageFile(digest, kernel.kernel.name),
    ...(initrd ? ['-initrd', places.imageFile(digest, initrd.name)] : []),
    '-append',
    words.join(' '),
  ]
}

/** What other machines tell by their devices: the name (SMBIOS), and how fast the processor counts. */
function microvmWords({ name, acceleration }: StartPlan, { counterKhz }: Places): readonly string[] {
  // Linux would measure it against the PIT; emulated on a busy host that fails, and without another timer it hangs.
  const counter = acceleration.kind === 'tcg' && counterKhz !== null ? [`tsc_early_khz=${counterKhz}`] : []
  return [`systemd.hostname=${name}`, ...counter]
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
