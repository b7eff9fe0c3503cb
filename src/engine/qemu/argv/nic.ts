import type { PlannedNic, StartPlan } from '../../../plan/instance/start-plan.ts'
import { nicSocket } from '../network/passt-command.ts'
import { bootProperty } from './boot.ts'
import { virtio } from './board.ts'
import { underIommu } from './iommu.ts'
import { jsonOption } from './option.ts'
import type { Places } from './places.ts'
import { behindPort } from './root-port.ts'

/**
 * One network card. `user` speaks to passt, which runs beside. `isolated` is QEMU's own user network with `restrict`:
 * an address by DHCP and no way to the host or further; without `restrict` it would lead to the host's loopback.
 */
export function nicArguments(plan: StartPlan, nic: PlannedNic, index: number, places: Places): readonly string[] {
  const netdev = `net${index}`
  const backend =
    nic.network === 'user'
      ? { type: 'stream', server: false, addr: { type: 'unix', path: nicSocket(places, index) } }
      : { type: 'user', restrict: true }
  return [
    ...jsonOption('netdev', { id: netdev, ...backend }),
    ...jsonOption('device', {
      driver: driverOf(plan, nic),
      id: `nic${index}`,
      netdev,
      mac: nic.mac,
      ...(nic.model === 'virtio' && underIommu(plan)),
      ...behindPort(plan, 'nic', index),
      ...bootProperty(plan, 'network', index),
    }),
  ]
}

function driverOf(plan: StartPlan, { model }: PlannedNic): string {
  return model === 'e1000e' ? 'e1000e' : virtio(plan, 'net')
}
