import type { StartPlan } from '../../../plan/instance/plan-start.ts'
import { underIommu } from './iommu.ts'
import { escapeComma, jsonOption } from './option.ts'

/**
 * The name of the instance as a systemd credential in SMBIOS (systemd.system-credentials(7)), from which our own images
 * take their host name. A microvm has no SMBIOS.
 */
export function identityArguments({ name, machine }: StartPlan): readonly string[] {
  if (machine === 'microvm') return []
  return ['-smbios', `type=11,value=io.systemd.credential:system.hostname=${escapeComma(name)}`]
}

/**
 * Randomness for the guest; memory that it has freed goes back to the host; a sign that it was cloned (vmgenid, by ACPI).
 * The balloon speaks of pages by their true addresses, so it is never under an IOMMU: Linux would not drive it.
 */
export function extrasArguments(plan: StartPlan): readonly string[] {
  const { machine } = plan
  const suffix = machine === 'microvm' ? 'device' : 'pci'
  return [
    ...jsonOption('object', { 'qom-type': 'rng-random', id: 'random0', filename: '/dev/urandom' }),
    ...jsonOption('device', { driver: `virtio-rng-${suffix}`, id: 'rng0', rng: 'random0', ...underIommu(plan) }),
    ...jsonOption('device', { driver: `virtio-balloon-${suffix}`, id: 'balloon0', 'free-page-reporting': true }),
    ...(machine === 'q35' ? jsonOption('device', { driver: 'vmgenid', id: 'generation0', guid: 'auto' }) : []),
  ]
}
