import { asUser } from '../confine/machine-user.ts'
import { viewOptions } from '../confine/view.ts'
import { emulators } from '../../../model/architecture.ts'
import type { StartPlan } from '../../../plan/instance/start-plan.ts'
import { agentArguments } from './agent.ts'
import { bootArguments } from './boot.ts'
import { cdromArguments } from './cdrom.ts'
import { cpuArguments } from './cpu.ts'
import { diskArguments } from './disk.ts'
import { extrasArguments, identityArguments } from './extras.ts'
import { firmwareArguments } from './firmware.ts'
import { hostdevArguments } from './hostdev.ts'
import { guestNeedsArguments } from './guest-needs.ts'
import { installerArguments } from './installer.ts'
import { iommuArguments } from './iommu.ts'
import { machineArguments } from './machine.ts'
import { nicArguments } from './nic.ts'
import { escapeComma } from './option.ts'
import type { Places } from './places.ts'
import { reserveArguments } from './reserve.ts'
import { rootPortArguments } from './root-port.ts'
import { seedArguments } from './seed.ts'
import { screenArguments } from './screen.ts'
import { consoleArguments } from './console.ts'
import { warmArguments } from './warm.ts'

export type Command = { readonly file: string; readonly args: readonly string[] }

/** The whole QEMU command line of a plan. Nothing is looked up and nothing is decided here. */
export function qemuCommand(plan: StartPlan, places: Places): Command {
  return {
    file: emulators[plan.arch].program,
    args: [
      ...machineArguments(plan),
      ...cpuArguments(plan),
      ...firmwareArguments(plan, places),
      ...bootArguments(plan),
      ...monitorArguments(places),
      ...iommuArguments(plan),
      ...rootPortArguments(plan),
      ...plan.disks.flatMap((disk, index) => diskArguments(plan, disk, index, places)),
      ...cdromArguments(plan),
      ...seedArguments(plan, places),
      ...guestNeedsArguments(plan, places),
      ...installerArguments(plan, places),
      ...plan.nics.flatMap((nic, index) => (nic.plugged === true ? [] : nicArguments(plan, nic, index, places))),
      ...agentArguments(plan, places),
      ...consoleArguments(plan, places),
      ...screenArguments(plan, places),
      ...hostdevArguments(plan),
      ...extrasArguments(plan),
      ...identityArguments(plan),
      ...reserveArguments(plan),
      // The file with its memory is open as descriptor 3.
      ...(plan.incoming === undefined ? [] : ['-incoming', 'fd:3']),
      ...(plan.incomingOnce === true ? ['-S'] : []),
      ...warmArguments(plan, places),
    ],
  }
}

/** The same, as the user that the machine runs as. */
export function machineCommand(plan: StartPlan, places: Places): Command {
  const { file, args } = qemuCommand(plan, places)
  return asUser(places.user, [file, ...args])
}

/** The same, in the namespaces of the machine. `launch` makes these first, and the command enters them. */
export function confinedCommand(plan: StartPlan, places: Places): Command {
  const command = machineCommand(plan, places)
  const { view } = places
  if (view === undefined) return command
  return { file: view.bwrap, args: [...viewOptions(view.shown), '--', command.file, ...command.args] }
}

/** One monitor for work, and one for a daemon that finds the first one held: a monitor serves one client at a time. */
function monitorArguments({ run }: Places): readonly string[] {
  return (['qmp', 'rescue'] as const).flatMap((id) => [
    '-chardev',
    `socket,id=${id},path=${escapeComma(run[id])},server=on,wait=off`,
    '-mon',
    `chardev=${id},mode=control`,
  ])
}
