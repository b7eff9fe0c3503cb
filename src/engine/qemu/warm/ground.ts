import { firstOf, parseCpuinfo } from '../../../host/cpuinfo/fields.ts'
import { timeStampKhz } from '../../../host/cpuinfo/time-stamp.ts'
import type { DigestCache } from '../../../host/digest-cache.ts'
import { findProgram } from '../../../host/find-program.ts'
import { hashBytes } from '../../../host/hash-file.ts'
import { readKernelText } from '../../../host/kernel-files.ts'
import type { WarmGround } from '../../../model/warm.ts'
import type { StartPlan } from '../../../plan/instance/start-plan.ts'
import { qemuCommand } from '../argv/command.ts'
import type { Places } from '../argv/places.ts'
import { callsProgram } from './guest/calls-program.ts'
import { surveyText } from './guest/survey.ts'

/** What QEMU gives the guest of a q35 to begin with; Debian's packages seabios, qemu-system-data and ipxe-qemu. */
const firmwareFiles = [
  '/usr/share/seabios/bios-256k.bin',
  '/usr/share/seabios/vgabios-stdvga.bin',
  '/usr/share/qemu/kvmvapic.bin',
  '/usr/share/qemu/linuxboot_dma.bin',
  '/usr/share/qemu/pvh.bin',
  '/usr/lib/ipxe/qemu/efi-virtio.rom',
  '/usr/lib/ipxe/qemu/efi-e1000e.rom',
] as const

/**
 * What of the host a kept guest stands on. `template` is nobody's plan and `places` lead nowhere, so that its command line is the
 * same for all machines that are alike.
 */
export async function groundOf(
  template: StartPlan,
  places: Places,
  digests: DigestCache,
  signal: AbortSignal,
): Promise<WarmGround> {
  const { file, args } = qemuCommand(template, places)
  const program = (await findProgram(file)) ?? file
  const [qemu, ...firmware] = await Promise.all([program, ...firmwareFiles].map((path) => digests.of(path, signal)))
  return {
    QEMU: qemu ?? '',
    'the firmware of QEMU': hashBytes(firmware.join()),
    'the processor of the host': processor(),
    'the command line': hashBytes(args.join('\0')),
    'what gives forks their identity': hashBytes(Buffer.concat([callsProgram(), Buffer.from(await surveyText())])),
    ...(template.acceleration.kind === 'kvm' && { 'the kernel of the host': readKernelText('/proc/version') ?? '' }),
  }
}

/** Its name, what it can do, and the rate of its clock, which the guest has measured. */
function processor(): string {
  const cpuinfo = parseCpuinfo(readKernelText('/proc/cpuinfo') ?? '')
  const rate = Math.round((timeStampKhz(cpuinfo) ?? 0) / 1000)
  return [firstOf(cpuinfo, 'model name'), hashBytes(firstOf(cpuinfo, 'flags') ?? ''), `${rate} MHz`].join(', ')
}
