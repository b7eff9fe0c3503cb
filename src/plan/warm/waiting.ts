import { isSameJson } from '../../kit/same-json.ts'
import { InstanceName, type InstanceId, type WarmId } from '../../model/name.ts'
import type { StartPlan } from '../instance/start-plan.ts'
import { forkPlan } from './plan-template.ts'

/** Who an instance will be that does not exist yet. */
export type Reserved = { readonly id: InstanceId; readonly uuid: string; readonly macs: readonly string[] }

/** The same machine as somebody else. */
export function planAs(plan: StartPlan, { id, uuid, macs }: Reserved): StartPlan {
  return { ...plan, id, uuid, nics: plan.nics.map((nic, index) => ({ ...nic, mac: macs[index] ?? nic.mac })) }
}

/** The fork that waits for an instance. `template`: its machine when it is nobody's. */
export function waitingPlan(template: StartPlan, warm: WarmId, reserved: Reserved): StartPlan {
  const plan = { ...planAs(template, reserved), name: InstanceName.parse('waiting') }
  return { ...forkPlan(plan, warm), warm: { id: warm, as: 'fork', isUnnamed: true } }
}

/** Whether an instance that shall be started is just what waits: only its name is new. */
export function isJustWhatWaits(waits: StartPlan, wanted: StartPlan): boolean {
  return isSameJson(unnamed(waits), unnamed(wanted))
}

function unnamed(plan: StartPlan): StartPlan {
  const { warm, acceleration } = plan
  const nameless = { ...plan, name: InstanceName.parse('waiting'), acceleration: { ...acceleration, reason: '' } }
  return warm ? { ...nameless, warm: { id: warm.id, as: warm.as } } : nameless
}

/** How long nobody makes another one after so many of them ended without use, in milliseconds; null when it is given up. */
export function pauseAfter(failures: number): number | null {
  if (failures === 0) return 0
  return failures > mostFailures ? null : 1000 * 4 ** (failures - 1)
}

/** The last pause is four minutes. */
const mostFailures = 5

/** All machines that wait on this host together, whatever they wait for. */
export const mostWaiting = 64

type HostMemory = { readonly totalBytes: number; readonly availableBytes: number | null }

/** A tenth of the memory of the host is left to those who run. */
export function isMemoryShort({ totalBytes, availableBytes }: HostMemory): boolean {
  return availableBytes !== null && availableBytes < totalBytes / 10
}
