import type { PlannedNic, StartPlan } from '../../../plan/instance/start-plan.ts'
import { nicSocket } from '../network/passt-command.ts'
import { bootProperty } from './boot.ts'
import { virtio } from './board.ts'
import { underIommu } from './iommu.ts'
import { jsonOption } from './option.ts'
import { netdevId, nicId } from './nic-id.ts'
import type { Places } from './places.ts'
import { behindPort } from './root-port.ts'

/**
 * One network card. `user` speaks to passt, which runs beside. `isolated` is QEMU's own user network with `restrict`:
 * an address by DHCP and no way to the host or further; without `restrict` it would lead to the host's loopback.
 */
export function nicArguments(plan: StartPlan, nic: PlannedNic, index: number, places: Places): readonly string[] {
  return [
    ...jsonOption('netdev', nicBackend(nic, index, places)),
    ...jsonOption('device', {
      ...nicDevice(plan, nic, index),
      ...behindPort(plan, 'nic', index),
      ...bootProperty(plan, 'network', index),
    }),
  ]
}

/** Where a card leads to. */
export function nicBackend({ network }: PlannedNic, index: number, places: Pick<Places, 'runFolder'>) {
  const id = netdevId(index)
  if (network === 'isolated') return { id, type: 'user', restrict: true } as const
  return { id, type: 'stream', server: false, addr: { type: 'unix', path: nicSocket(places, index) } } as const
}

/** The card itself, wherever it is plugged in. */
export function nicDevice(plan: Pick<StartPlan, 'arch' | 'machine' | 'iommu'>, nic: PlannedNic, index: number) {
  return {
    driver: driverOf(plan, nic),
    id: nicId(index),
    netdev: netdevId(index),
    mac: nic.mac,
    ...(nic.model === 'virtio' && underIommu(plan)),
  }
}

function driverOf(plan: Pick<StartPlan, 'arch' | 'machine'>, { model }: PlannedNic): string {
  return model === 'e1000e' ? 'e1000e' : virtio(plan, 'net')
}
