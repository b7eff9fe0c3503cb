import type { ExplainedStep } from '../../../model/explanation.ts'
import type { ForkPlan } from '../../../plan/fork/plan-fork.ts'
import type { StartPlan } from '../../../plan/instance/start-plan.ts'
import { confinedCommand } from '../argv/command.ts'
import type { Places } from '../argv/places.ts'
import { addLayers, createLayer, switchLayers } from '../snapshot/explain-layers.ts'
import { giveSteps, runFolderSteps } from '../explain/give-files.ts'
import { overlaysOf } from '../snapshot/take-layer.ts'
import { capabilities as withoutMemory } from '../warm/go-on.ts'
import { livePhases } from './send-copy.ts'

/** Where the parent and the machine that waits for its memory are. */
export type ForkPlaces = { readonly parent: Places; readonly receiver: Places }

/** What a fork does to its parent, and how its memory becomes a file. */
export function explainFork(
  plan: ForkPlan,
  receiver: StartPlan,
  { parent, receiver: waiting }: ForkPlaces,
): readonly ExplainedStep[] {
  const { file, args } = confinedCommand(receiver, waiting)
  const socket = `${waiting.runFolder}/memory.sock`
  const state = `${waiting.runFolder}/state.sock`
  return [
    ...runFolderSteps(waiting),
    step('a folder for what is kept of this moment', ['mkdir', '-p', '-m', '700', waiting.own]),
    step('a file that its memory will be', ['truncate', '-s', String(receiver.memoryBytes), waiting.memory]),
    ...giveSteps(receiver, waiting),
    step('a machine of the same shape, which never runs; its disks are empty ones', [file, ...args], true),
    said('it waits', [migrateIncoming(socket)], waiting),
    ...plan.parts.map(({ file: name, over }) =>
      step(`${over} stays as it is, for both; what is written goes here`, createLayer(over, `${parent.own}/${name}`)),
    ),
    said(
      'the memory goes over while the guest runs, until it stands still for the last of it',
      first(plan, parent, socket),
      parent,
    ),
    said('its disks get their new files, the rest goes over, and it goes on', last(plan), parent),
    step('what takes the state of the devices', ['socat', `UNIX-LISTEN:${state}`, `CREATE:${waiting.state}`], true),
    said(
      'the state of the devices without the memory; with it, forks begin as from a warm image',
      [
        { execute: 'migrate-set-capabilities', arguments: { capabilities: withoutMemory } },
        { execute: 'migrate', arguments: { uri: `unix:${state}` } },
      ],
      waiting,
    ),
  ]
}

function migrateIncoming(socket: string): object {
  return { execute: 'migrate-incoming', arguments: { uri: `unix:${socket}` } }
}

function first({ started, parts }: ForkPlan, { own }: Places, socket: string): readonly object[] {
  const { parameters, capabilities } = livePhases(true)
  return [
    ...addLayers(overlaysOf({ started, parts }), own),
    { execute: 'migrate-set-parameters', arguments: parameters },
    { execute: 'migrate-set-capabilities', arguments: { capabilities } },
    { execute: 'migrate', arguments: { uri: `unix:${socket}` } },
  ]
}

function last({ started, parts }: ForkPlan): readonly object[] {
  return [
    ...switchLayers(overlaysOf({ started, parts })),
    { execute: 'migrate-continue', arguments: { state: 'pre-switchover' } },
    { execute: 'cont' },
  ]
}

/** To the second monitor, since a running daemon holds the first. */
function said(reason: string, commands: readonly object[], { run }: Places): ExplainedStep {
  const text = ['{"execute":"qmp_capabilities"}', ...commands.map((command) => JSON.stringify(command))].join('')
  return step(reason, ['socat', '-t', '1', `SYSTEM:printf '%s' '${text}'`, `UNIX-CONNECT:${run.rescue}`])
}

function step(reason: string, command: string[], background = false): ExplainedStep {
  return { reason, command, background }
}
