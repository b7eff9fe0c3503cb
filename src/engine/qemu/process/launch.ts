import { spawnDetached, type DetachedProcess } from '../../../host/process-spawn.ts'
import { entryExists } from '../../../host/entry-exists.ts'
import { errorCode } from '../../../host/error-code.ts'
import { findProgram } from '../../../host/find-program.ts'
import { signalProcess } from '../../../host/process.ts'
import { Undo } from '../../../kit/undo.ts'
import { type Architecture, emulators } from '../../../model/architecture.ts'
import { Fault } from '../../../model/fault.ts'
import type { StartPlan } from '../../../plan/instance/start-plan.ts'
import { bootIndexChanges } from '../argv/boot.ts'
import { machineCommand } from '../argv/command.ts'
import type { Places } from '../argv/places.ts'
import { enterView } from '../confine/enter-view.ts'
import { giveFiles } from '../confine/give-files.ts'
import { limitMachine } from '../confine/limits.ts'
import { makeVariables } from '../disk/prepare.ts'
import { startPasst } from '../network/start-passt.ts'
import { noteAfterStart, type Notes } from './after-start.ts'
import { type Hold, takeDevices } from '../hostdev/take.ts'
import { cleanUp } from './clean-up.ts'
import { startTpm } from '../tpm/tpm.ts'
import { giveInstaller } from '../installer/give-installer.ts'
import { writeSeed } from '../seed/write-seed.ts'
import { makeRunFolder } from './run-folder.ts'

/**
 * Starts the networks of a machine and then QEMU, and returns as soon as its process exists. When it fails or is aborted,
 * nothing is left. Throws host.tool-missing, instance.port-in-use, instance.path-too-long, host.device-stuck,
 * instance.start-failed.
 */
export async function launch(
  plan: StartPlan,
  places: Places,
  buses: Omit<Hold, 'file'>,
  signal: AbortSignal,
): Promise<DetachedProcess> {
  const { run } = places
  const hold = { ...buses, file: run.devices }
  refuseLongPath(run.shell)
  signal.throwIfAborted()
  await makeRunFolder(plan.name, run)
  await using undo = new Undo()
  undo.push('remove what the start has left', async () => void (await cleanUp(plan.uuid, run.folder, hold)))
  await requireVariables(plan, places)
  if (plan.seed) await writeSeed(places.own, plan.seed)
  if (plan.installer) await giveInstaller(plan.name, places.own, plan.installer, signal)
  await giveFiles(plan, places)
  if (plan.needs?.tpm === true) await startTpm(plan.name, places, signal)
  await takeDevices(hold, plan.hostdevs, signal)
  await noteAfterStart(run.afterStart, notesFor(plan, places))
  // All of them have settled before anything is undone, so that none comes up after it.
  const [entrance, networks] = await Promise.all([
    enterView(places),
    Promise.allSettled(plan.nics.map((nic, index) => startPasst(plan.name, nic, places, index, signal))),
  ])
  await using view = entrance
  for (const network of networks) if (network.status === 'rejected') throw network.reason
  signal.throwIfAborted()
  const { file, args } = view.inside(machineCommand(plan, places))
  if (places.user && (await findProgram(emulators[plan.arch].program)) === undefined) throw lacking(plan.arch)
  const input = inputOf(plan, places)
  const started = await spawnDetached(file, args, run.engineLog, input).catch((error: unknown) => {
    throw toFault(error, plan.arch)
  })
  const why = { noUser: places.whyNoUser ?? null, noView: view.whyNone }
  await Promise.all([limitMachine(plan, run.folder, started.identity.pid, why), view.entered(started.identity)])
  if (signal.aborted) signalProcess(started.identity, 'SIGKILL')
  signal.throwIfAborted()
  undo.keep()
  return started
}

function notesFor(plan: StartPlan, { own }: Places): Notes {
  const { incoming, incomingOnce = false } = plan
  const goesOn = incoming !== undefined
  return {
    bootIndexes: bootIndexChanges(plan),
    goesOn,
    ...(goesOn && incomingOnce && { spends: `${own}/${incoming}` }),
  }
}

/** What QEMU reads as descriptor 3: the devices of a warm image, or the kept memory of a snapshot. */
function inputOf({ warm, incoming }: StartPlan, { state, own }: Places): string | undefined {
  if (warm?.as === 'fork') return state
  return incoming === undefined ? undefined : `${own}/${incoming}`
}

/** An instance that was made for another firmware has no UEFI variables yet. */
async function requireVariables({ firmware, arch, variables = [] }: StartPlan, places: Places): Promise<void> {
  // Where there is a pile of files, its lowest is there since the first of them was made.
  if (firmware !== 'uefi' || variables.length > 1) return
  const [first] = variables
  const file = first === undefined ? places.nvram : `${places.own}/${first}`
  if (!(await entryExists(file))) await makeVariables(file, arch, places.uefi)
}

/** The longest of our socket paths; sun_path holds 108 bytes with its final zero (unix(7)). */
function refuseLongPath(path: string): void {
  const bytes = new TextEncoder().encode(path).length
  if (bytes > 107) throw new Fault('instance.path-too-long', { path, bytes })
}

function toFault(cause: unknown, arch: Architecture): unknown {
  // A file that QEMU is to read is opened before, and may be missing, too.
  const isProgram = cause instanceof Error && 'path' in cause && cause.path === emulators[arch].program
  return errorCode(cause) === 'ENOENT' && isProgram ? lacking(arch, cause) : cause
}

function lacking(arch: Architecture, cause?: unknown): Fault {
  const { program, package: debianPackage } = emulators[arch]
  return new Fault('host.tool-missing', { tool: program, package: debianPackage }, { cause })
}
