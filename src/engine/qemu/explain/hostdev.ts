import type { ExplainedStep } from '../../../model/explanation.ts'
import type { PlannedHostdev } from '../../../plan/instance/start-plan.ts'
import { vfioDriver } from '../hostdev/take.ts'
import { setMacCommand } from '../hostdev/virtual-function.ts'

type PciDevice = Extract<PlannedHostdev, { kind: 'pci' }>

/** The scripts of these steps; what a person has named comes to them as arguments. */
export const hostdevScripts = {
  write: 'echo "$0" > "$1"',
  unbind: 'test ! -e "$1/driver" || echo "$0" > "$1/driver/unbind"',
  mac: setMacCommand('"$(ls /sys/bus/pci/devices/"$0"/net)"', '"$1"', '"$2"').join(' '),
} as const

/** What `takeDevices` does. What it changes is changed back when the machine has ended. */
export function hostdevSteps(hostdevs: readonly PlannedHostdev[]): readonly ExplainedStep[] {
  const pci = hostdevs.filter((device) => device.kind === 'pci')
  const addresses = pci.flatMap(({ bind }) => bind)
  return [
    ...pci.flatMap(macStep),
    ...(addresses.length === 0 ? [] : [step('the driver that gives devices to programs', ['modprobe', vfioDriver])]),
    ...addresses.flatMap(bindSteps),
  ]
}

function macStep({ virtualFunction }: PciDevice): readonly ExplainedStep[] {
  if (!virtualFunction) return []
  const { physical, index, mac } = virtualFunction
  const reason = `the address of virtual function ${index} of ${physical}`
  return [step(reason, ['sh', '-c', hostdevScripts.mac, physical, String(index), mac])]
}

function bindSteps(address: string): readonly ExplainedStep[] {
  const device = `/sys/bus/pci/devices/${address}`
  const { write, unbind } = hostdevScripts
  return [
    step(`${address} is for ${vfioDriver} only`, ['sh', '-c', write, vfioDriver, `${device}/driver_override`]),
    step('its own driver lets it go', ['sh', '-c', unbind, address, device]),
    step(`${vfioDriver} takes it`, ['sh', '-c', write, address, '/sys/bus/pci/drivers_probe']),
  ]
}

function step(reason: string, command: string[]): ExplainedStep {
  return { reason, command, background: false }
}
