import type { StartPlan } from '../../../plan/instance/plan-start.ts'
import { jsonOption } from './option.ts'

/** Randomness for the guest; memory that it has freed goes back to the host; a sign that it was cloned (vmgenid, by ACPI). */
export function extrasArguments({ machine }: StartPlan): readonly string[] {
  const suffix = machine === 'microvm' ? 'device' : 'pci'
  return [
    ...jsonOption('object', { 'qom-type': 'rng-random', id: 'random0', filename: '/dev/urandom' }),
    ...jsonOption('device', { driver: `virtio-rng-${suffix}`, id: 'rng0', rng: 'random0' }),
    ...jsonOption('device', { driver: `virtio-balloon-${suffix}`, id: 'balloon0', 'free-page-reporting': true }),
    ...(machine === 'q35' ? jsonOption('device', { driver: 'vmgenid', id: 'generation0', guid: 'auto' }) : []),
  ]
}
