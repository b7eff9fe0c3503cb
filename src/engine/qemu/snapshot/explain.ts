import type { ExplainedStep } from '../../../model/explanation.ts'
import type { StartPlan } from '../../../plan/instance/start-plan.ts'
import type { SnapshotPlan } from '../../../plan/snapshot/plan-create.ts'
import type { RunFiles } from '../machine/run-files.ts'
import { addLayers, createLayer, switchLayers } from './explain-layers.ts'
import { overlaysOf } from './take-layer.ts'

type Files = Pick<RunFiles, 'own' | 'rescue' | 'memory'>

/** What a snapshot does. */
export function explainSnapshot(plan: SnapshotPlan, files: Files): readonly ExplainedStep[] {
  const made = plan.parts.map(({ file, over }) =>
    step(`${over} stays as it is from now on; what is written goes here`, createLayer(over, `${files.own}/${file}`)),
  )
  const { started } = plan
  return started ? [...made, ...liveSteps({ ...plan, started }, files)] : made
}

function liveSteps(plan: SnapshotPlan & { readonly started: StartPlan }, files: Files): readonly ExplainedStep[] {
  const { started, memoryFile, parts } = plan
  const overlays = overlaysOf({ started, parts })
  const [add, change] = [addLayers(overlays, files.own), switchLayers(overlays)]
  if (memoryFile === null) return [said('all disks at one instant', [...add, ...change], files)]
  const capabilities = [{ capability: 'background-snapshot', state: true }]
  const memory = [
    { execute: 'migrate-set-capabilities', arguments: { capabilities } },
    { execute: 'stop' },
    ...change,
    { execute: 'migrate', arguments: { uri: `unix:${files.memory}` } },
  ]
  return [
    step('what takes the memory', ['socat', `UNIX-LISTEN:${files.memory}`, `CREATE:${files.own}/${memoryFile}`], true),
    said('all disks and the memory of one instant; the guest goes on by itself', [...add, ...memory], files),
  ]
}

/** To the second monitor, since a running daemon holds the first. */
function said(reason: string, commands: readonly object[], { rescue }: Files): ExplainedStep {
  const text = ['{"execute":"qmp_capabilities"}', ...commands.map((command) => JSON.stringify(command))].join('')
  return step(reason, ['socat', '-t', '1', `SYSTEM:printf '%s' '${text}'`, `UNIX-CONNECT:${rescue}`])
}

function step(reason: string, command: string[], background = false): ExplainedStep {
  return { reason, command, background }
}
