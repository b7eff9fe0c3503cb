import type { StartPlan } from '../../../plan/instance/start-plan.ts'

/** By itself QEMU gives a disk a queue for each processor. A machine that goes on as one was has its disks as that had them. */
export function queueProperty({ cpus: { atStart } }: Pick<StartPlan, 'cpus'>): { readonly 'num-queues'?: number } {
  return atStart === undefined ? {} : { 'num-queues': atStart }
}
