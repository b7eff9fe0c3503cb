import { InstanceId, InstanceName } from '../../src/model/name.ts'
import type { StartPlan } from '../../src/plan/instance/start-plan.ts'

/** A small machine under TCG with a serial line and nothing else; `own` is what the test wants otherwise. */
export function smallPlan(own: Partial<StartPlan> = {}): StartPlan {
  return {
    id: InstanceId.parse('testguest0'),
    name: InstanceName.parse('web'),
    uuid: crypto.randomUUID(),
    arch: 'x86_64',
    machine: 'q35',
    machineType: 'pc-q35-7.2',
    acceleration: { kind: 'tcg', reason: 'a test', isolation: 'none' },
    cpus: { count: 1, model: 'max', features: [], enforce: false },
    iommu: null,
    memoryBytes: 32 * 2 ** 20,
    firmware: 'bios',
    kernel: null,
    disks: [],
    cdrom: null,
    seed: null,
    nics: [],
    hostdevs: [],
    bootOrder: ['disk'],
    bootOrderAfterReset: ['disk'],
    serial: true,
    screen: false,
    ...own,
  }
}
