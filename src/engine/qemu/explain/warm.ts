import type { ExplainedStep } from '../../../model/explanation.ts'
import type { StartPlan } from '../../../plan/instance/start-plan.ts'
import type { Command } from '../argv/command.ts'
import type { Places } from '../argv/places.ts'
import { capabilities, stateUri } from '../warm/go-on.ts'

/** The disks of a fork: what the kept guest had written under another name, and an empty one on top of it. */
export function warmDiskSteps({ disks }: StartPlan, { own, state }: Places): readonly ExplainedStep[] {
  const kept = state.slice(0, state.lastIndexOf('/'))
  return disks.flatMap(({ source }) => {
    const below = source.kind === 'own' ? source.below?.[0] : undefined
    if (source.kind !== 'own' || below === undefined) return []
    const [lower, upper] = [`${own}/${below}`, `${own}/${source.file}`]
    return [
      step('what the kept guest had written, which nobody changes', ['ln', '-f', `${kept}/${source.file}`, lower]),
      step('a disk on top of it', ['qemu-img', 'create', '-q', '-f', 'qcow2', '-b', lower, '-F', 'qcow2', upper]),
    ]
  })
}

/** A machine that waits for the state of its devices, and what lets it go on. Its memory is there already. */
export function warmMachineSteps({ file, args }: Command, { run, state }: Places): readonly ExplainedStep[] {
  const said = [
    { execute: 'qmp_capabilities' },
    { execute: 'migrate-set-capabilities', arguments: { capabilities } },
    { execute: 'migrate-incoming', arguments: { uri: stateUri } },
  ]
  const goOn = `printf '%s' '${said.map((each) => JSON.stringify(each)).join('')}'; sleep 1; printf '{"execute":"cont"}'; sleep 1`
  return [
    step(
      'the machine, as a fork of a guest that was booted before: its memory is copied page by page as it writes',
      ['env', `STATE=${state}`, 'sh', '-c', 'exec "$0" "$@" 3< "$STATE"', file, ...args],
      true,
    ),
    step('lets it go on where that guest stood', [
      'sh',
      '-c',
      `{ ${goOn}; } | socat -t 2 - "$0"`,
      `UNIX-CONNECT:${run.rescue},retry=50,interval=0.1`,
    ]),
  ]
}

function step(reason: string, command: string[], background = false): ExplainedStep {
  return { reason, command, background }
}
