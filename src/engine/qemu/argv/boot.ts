import type { StartPlan } from '../../../plan/instance/start-plan.ts'
import type { BootDevice } from '../../../model/spec.ts'
import { diskId } from './disk-id.ts'
import { nicId } from './nic-id.ts'

/** Room for the devices of one kind between two places of the boot order. */
const stride = 32

/**
 * The place of a device among those that can be booted, from 1; undefined when it is not to be booted from.
 * `index` counts the devices of the same kind.
 */
function bootIndex(order: readonly BootDevice[], device: BootDevice, index: number): number | undefined {
  const place = order.indexOf(device)
  return place === -1 ? undefined : 1 + place * stride + index
}

/** As a property of a device; a kernel that is given directly needs no boot device. */
export function bootProperty(plan: StartPlan, device: BootDevice, index: number): { bootindex?: number } {
  if (plan.firmware === 'direct') return {}
  const bootindex = bootIndex(plan.bootOrder, device, index)
  return bootindex === undefined ? {} : { bootindex }
}

/** Only what was named is tried, without a menu that waits. */
export function bootArguments({ firmware }: StartPlan): readonly string[] {
  return firmware === 'direct' ? [] : ['-boot', 'menu=off,strict=on']
}

export type BootIndexChange = { readonly path: string; readonly bootindex: number }

/**
 * What to set once the machine has begun to boot from its first order, so that the next reset uses the order after it:
 * QEMU writes the order anew at each reset. All are taken out first, since no two may have the same index at any moment.
 */
export function bootIndexChanges(plan: StartPlan): readonly BootIndexChange[] {
  if (plan.firmware === 'direct' || plan.bootOrder.join() === plan.bootOrderAfterReset.join()) return []
  const devices = bootable(plan)
  const cleared = devices.map(({ id }) => ({ path: pathOf(id), bootindex: -1 }))
  const placed = devices.flatMap(({ id, device, index }) => {
    const bootindex = bootIndex(plan.bootOrderAfterReset, device, index)
    return bootindex === undefined ? [] : [{ path: pathOf(id), bootindex }]
  })
  return [...cleared, ...placed]
}

type Bootable = { readonly id: string; readonly device: BootDevice; readonly index: number }

function bootable({ disks, cdrom, nics }: StartPlan): readonly Bootable[] {
  return [
    ...disks.flatMap((disk, index): readonly Bootable[] =>
      disk.virtualFunctions > 0 ? [] : [{ id: diskId(disk, index), device: 'disk', index }],
    ),
    ...(cdrom === null ? [] : [{ id: 'cdrom0', device: 'cdrom', index: 0 } as const]),
    ...nics.flatMap(({ plugged }, index): readonly Bootable[] =>
      plugged === true ? [] : [{ id: nicId(index), device: 'network', index }],
    ),
  ]
}

function pathOf(id: string): string {
  return `/machine/peripheral/${id}`
}
