import type { StartPlan } from '../../../plan/instance/start-plan.ts'
import { escapeComma, jsonOption } from './option.ts'
import type { Places } from './places.ts'

/** The security chip, a flash that only the firmware's secure mode can write, and the clock of Windows. */
export function guestNeedsArguments({ needs }: StartPlan, { run }: Places): readonly string[] {
  if (!needs) return []
  return [
    ...(needs.tpm
      ? [
          '-chardev',
          `socket,id=tpm,path=${escapeComma(run.tpm)}`,
          '-tpmdev',
          'emulator,id=tpm0,chardev=tpm',
          ...jsonOption('device', { driver: 'tpm-crb', tpmdev: 'tpm0' }),
        ]
      : []),
    // Without sleep to memory, out of which nobody could come back into the secure mode (OVMF, README).
    ...(needs.secureBoot
      ? ['-global', 'driver=cfi.pflash01,property=secure,value=on', '-global', 'ICH9-LPC.disable_s3=1']
      : []),
    ...(needs.windows ? ['-rtc', 'base=localtime,driftfix=slew'] : []),
  ]
}

/** What Windows asks a processor for when it is under Hyper-V (QEMU, docs/system/i386/hyperv); only KVM has it. */
export function enlightenments({ needs, acceleration }: Pick<StartPlan, 'needs' | 'acceleration'>): readonly string[] {
  if (needs?.windows !== true || acceleration.kind !== 'kvm') return []
  const switches = [
    'relaxed',
    'vapic',
    'vpindex',
    'runtime',
    'synic',
    'stimer',
    'reset',
    'frequencies',
    'tlbflush',
    'ipi',
    'time',
  ].map((name) => `hv-${name}=on`)
  return [...switches, 'hv-spinlocks=0x1fff']
}
