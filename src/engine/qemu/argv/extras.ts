import type { StartPlan } from '../../../plan/instance/start-plan.ts'
import { hasSmbios, virtio } from './board.ts'
import { underIommu } from './iommu.ts'
import { escapeComma, jsonOption } from './option.ts'

/** Before the name of an instance, among the strings of SMBIOS. */
export const nameCredential = 'io.systemd.credential:system.hostname='

/** Stands where the name of an instance will be, and is longer than any. */
export const blankName = '.'.repeat(65)

/**
 * The name of the instance as a systemd credential in SMBIOS (systemd.system-credentials(7)), from which our own images
 * take their host name. Where there is no SMBIOS the kernel is told, when it is ours to tell.
 */
export function identityArguments(plan: StartPlan): readonly string[] {
  const name = plan.warm?.isUnnamed === true ? blankName : plan.name
  if (!hasSmbios(plan)) return []
  return ['-smbios', `type=11,value=${nameCredential}${escapeComma(name)}`]
}

/**
 * Randomness for the guest; memory that it has freed goes back to the host; a sign that it was cloned (vmgenid, by ACPI).
 * The balloon speaks of pages by their true addresses, so it is never under an IOMMU: Linux would not drive it.
 * A machine whose memory is a file has none: QEMU would give back what the guest puts into it by punching holes into the
 * file, also when it has mapped it privately (system/physmem.c, ram_block_discard_range), and it would go from all who have
 * it. Nobody need ask the guest to: a balloon takes whatever its driver says.
 * A fork of a guest that was booted as any other has one nevertheless, since its guest counts on it, and so a file of its own.
 */
export function extrasArguments(plan: StartPlan): readonly string[] {
  const { machine, warm } = plan
  return [
    ...jsonOption('object', { 'qom-type': 'rng-random', id: 'random0', filename: '/dev/urandom' }),
    ...jsonOption('device', { driver: virtio(plan, 'rng'), id: 'rng0', rng: 'random0', ...underIommu(plan) }),
    ...(warm === undefined || warm.guest === 'booted'
      ? jsonOption('device', { driver: virtio(plan, 'balloon'), id: 'balloon0', 'free-page-reporting': true })
      : []),
    ...(machine === 'q35' ? jsonOption('device', { driver: 'vmgenid', id: 'generation0', guid: 'auto' }) : []),
  ]
}
