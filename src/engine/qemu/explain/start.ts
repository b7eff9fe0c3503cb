import type { ExplainedStep } from '../../../model/explanation.ts'
import type { StartPlan } from '../../../plan/instance/plan-start.ts'
import { qemuCommand } from '../argv/command.ts'
import type { Places } from '../argv/places.ts'
import { nicSocket, passtCommand } from '../network/passt-command.ts'

/** What `launch` does: the very lines that it runs. */
export function explainStart(plan: StartPlan, places: Places): readonly ExplainedStep[] {
  const { file, args } = qemuCommand(plan, places)
  return [
    step('a folder for the sockets of this run', ['mkdir', '-p', '-m', '700', places.run.folder]),
    ...plan.nics.flatMap((nic, index) => {
      const passt = passtCommand(nic, places, index)
      if (!passt) return []
      return [
        step(`the network of nic ${index}: passt, closed towards the host`, [passt.file, ...passt.args], true),
        step('QEMU connects only once, so it waits until passt listens', [...untilSocket, nicSocket(places, index)]),
      ]
    }),
    step(`the machine, ${acceleration(plan)}`, [file, ...args]),
  ]
}

function acceleration({ acceleration: { kind, reason } }: StartPlan): string {
  return kind === 'kvm' ? 'accelerated by KVM' : `emulated (TCG): ${reason}`
}

const untilSocket = ['timeout', '10', 'sh', '-c', 'until test -S "$0"; do sleep 0.02; done']

function step(reason: string, command: string[], background = false): ExplainedStep {
  return { reason, command, background }
}
