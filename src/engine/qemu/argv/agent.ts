import type { StartPlan } from '../../../plan/instance/start-plan.ts'
import { virtio } from './board.ts'
import { underIommu } from './iommu.ts'
import { escapeComma, jsonOption } from './option.ts'
import type { Places } from './places.ts'

/** Id of the port that the guest agent opens; events name it. */
export const agentPort = 'agent'

/** The port by which the guest of a warm image is told who it is now. */
const identityPort = 'org.stroj.identity.0'

/** The serial channels of virtio, with the port of the guest agent (QEMU, docs/interop/qemu-ga). */
export function agentArguments(plan: StartPlan, { run }: Places): readonly string[] {
  return [
    ...jsonOption('device', {
      driver: virtio(plan, 'serial'),
      id: 'channels',
      ...underIommu(plan),
    }),
    '-chardev',
    `socket,id=agent,path=${escapeComma(run.agent)},server=on,wait=off`,
    ...jsonOption('device', {
      driver: 'virtserialport',
      id: agentPort,
      bus: 'channels.0',
      chardev: 'agent',
      name: 'org.qemu.guest_agent.0',
    }),
    ...(plan.warm === undefined || plan.warm.guest === 'booted' ? [] : identityArguments(run.identity)),
  ]
}

function identityArguments(socket: string): readonly string[] {
  return [
    '-chardev',
    `socket,id=identity,path=${escapeComma(socket)},server=on,wait=off`,
    ...jsonOption('device', {
      driver: 'virtserialport',
      id: 'identity',
      bus: 'channels.0',
      // Far from those that are numbered as they come.
      nr: 20,
      chardev: 'identity',
      name: identityPort,
    }),
  ]
}
