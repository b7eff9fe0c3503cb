import type { StartPlan } from '../../../plan/instance/start-plan.ts'
import { consoleWord, hasSmbios } from './board.ts'
import { jsonOption } from './option.ts'
import type { Places } from './places.ts'
import { reserveWords } from './reserve.ts'
import { formatOf, writtenLayer } from './frozen-layer.ts'

/** U-Boot for the board of RISC-V, where Debian's u-boot-qemu puts it; OpenSBI, which comes with QEMU, starts it. */
export const uBootFile = '/usr/lib/u-boot/qemu-riscv64_smode/uboot.elf'

/**
 * The kernel of the image, or UEFI in two flash chips: the code for all, the variables for this instance. SeaBIOS, SLOF and
 * the loader of s390x come by themselves.
 */
export function firmwareArguments(plan: StartPlan, places: Places): readonly string[] {
  if (plan.firmware === 'direct') return kernelArguments(plan, places)
  if (plan.firmware === 'uefi') return flashArguments(plan, places)
  if (plan.firmware === 'board' && plan.arch === 'riscv64') return ['-kernel', uBootFile]
  return []
}

function kernelArguments(plan: StartPlan, places: Places): readonly string[] {
  const { kernel, serial, name } = plan
  if (kernel === null) return []
  const { digest, initrd } = kernel
  const words = [
    ...(serial ? [consoleWord(plan)] : []),
    ...(kernel.arguments === '' ? [] : [kernel.arguments]),
    // Elsewhere the name comes by SMBIOS (systemd-system.conf(5), kernel-command-line(7)).
    ...(!hasSmbios(plan) ? [`systemd.hostname=${name}`] : []),
    ...(plan.memoryMaxBytes === undefined ? [] : [reserveWords(plan)]),
  ]
  return [
    '-kernel',
    places.imageFile(digest, kernel.kernel.name),
    ...(initrd ? ['-initrd', places.imageFile(digest, initrd.name)] : []),
    '-append',
    words.join(' '),
  ]
}

function flashArguments({ variables }: StartPlan, { uefi, nvram, own }: Places): readonly string[] {
  if (uefi === undefined) return []
  return [
    ...jsonOption('blockdev', {
      driver: 'raw',
      'node-name': 'firmware-code',
      'read-only': true,
      file: { driver: 'file', filename: uefi.code, 'read-only': true },
    }),
    ...jsonOption('blockdev', {
      driver: variables === undefined ? 'raw' : formatOf(variables[0]),
      'node-name': 'firmware-variables',
      ...(variables === undefined
        ? { file: { driver: 'file', filename: nvram } }
        : writtenLayer('variables', variables, own)),
    }),
  ]
}
