import type { ExplainedStep } from '../../../model/explanation.ts'
import type { PlannedNic, StartPlan } from '../../../plan/instance/start-plan.ts'
import { type Command, confinedCommand } from '../argv/command.ts'
import type { Places } from '../argv/places.ts'
import { giveSteps, runFolderSteps } from './give-files.ts'
import { hostdevSteps } from './hostdev.ts'
import { tpmCommand } from '../tpm/tpm.ts'
import { installerSteps } from './installer.ts'
import { seedStep } from './seed.ts'
import { nicSocket, passtCommand } from '../network/passt-command.ts'
import { warmDiskSteps, warmMachineSteps } from './warm.ts'

/** What `launch` does: the very lines that it runs. */
export function explainStart(plan: StartPlan, places: Places): readonly ExplainedStep[] {
  const command = confinedCommand(plan, places)
  const isFork = plan.warm?.as === 'fork'
  return [
    ...runFolderSteps(places),
    ...(isFork ? warmDiskSteps(plan, places) : []),
    ...(plan.seed ? [seedStep(places.own)] : []),
    ...(plan.installer ? installerSteps(places.own, plan.installer) : []),
    ...(plan.needs?.tpm === true ? [tpmFolderStep(places)] : []),
    ...giveSteps(plan, places),
    ...(plan.needs?.tpm === true ? [tpmStep(places)] : []),
    ...hostdevSteps(plan.hostdevs),
    ...plan.nics.flatMap((nic, index) => networkSteps(nic, index, places)),
    ...(isFork ? warmMachineSteps(command, places) : [machineStep(plan, command)]),
  ]
}

function tpmFolderStep({ own }: Places): ExplainedStep {
  return step('its TPM keeps its state here', ['mkdir', '-p', '-m', '700', `${own}/tpm`])
}

function tpmStep(places: Places): ExplainedStep {
  return step('its TPM, which ends when the machine does', [...tpmCommand(places)])
}

function machineStep(plan: StartPlan, { file, args }: Command): ExplainedStep {
  return step(`the machine, ${acceleration(plan)}`, [file, ...args])
}

function networkSteps(nic: PlannedNic, index: number, places: Places): readonly ExplainedStep[] {
  const passt = passtCommand(nic, places, index)
  if (!passt) return []
  const reason = `the network of nic ${index}: ${guardReason[places.network.guard]}`
  const start = step(reason, [passt.file, ...passt.args], passt.readyBy === 'word')
  if (passt.readyBy === 'exit') return [start]
  return [
    start,
    step('QEMU connects only once, so it waits until passt listens', [...untilSocket, nicSocket(places, index)]),
  ]
}

const guardReason = {
  passt: 'passt, which leads to nothing on the loopback of this host',
  namespace: 'passt is old and would lead to the loopback of this host; in a namespace, joined by pasta, it cannot',
  none: 'passt; it is old, so a hostile guest can reach the loopback of this host (see `stroj doctor`)',
} as const

function acceleration({ acceleration: { kind, reason } }: StartPlan): string {
  return kind === 'kvm' ? 'accelerated by KVM' : `emulated (TCG): ${reason}`
}

const untilSocket = ['timeout', '10', 'sh', '-c', 'until test -S "$0"; do sleep 0.02; done']

function step(reason: string, command: string[], background = false): ExplainedStep {
  return { reason, command, background }
}
