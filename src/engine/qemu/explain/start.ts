import type { ExplainedStep } from '../../../model/explanation.ts'
import type { StartPlan } from '../../../plan/instance/plan-start.ts'
import { qemuCommand } from '../argv/command.ts'
import type { Places } from '../argv/places.ts'
import { passtCommand } from '../network/passt.ts'

/** What `launch` does: the very lines that it runs. */
export function explainStart(plan: StartPlan, places: Places): readonly ExplainedStep[] {
  const { file, args } = qemuCommand(plan, places)
  return [
    step('a folder for the sockets of this run', ['mkdir', '-p', '-m', '700', places.run.folder]),
    ...plan.nics.flatMap((nic, index) => {
      const passt = passtCommand(nic, places, index)
      return passt
        ? [step(`the network of nic ${index}: passt, closed towards the host`, [passt.file, ...passt.args])]
        : []
    }),
    step(`the machine, ${acceleration(plan)}`, [file, ...args]),
  ]
}

function acceleration({ acceleration: { kind, reason } }: StartPlan): string {
  return kind === 'kvm' ? 'accelerated by KVM' : `emulated (TCG): ${reason}`
}

function step(reason: string, command: string[]): ExplainedStep {
  return { reason, command, background: false }
}
