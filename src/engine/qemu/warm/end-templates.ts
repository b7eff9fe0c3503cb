import { findProcesses, type ProcessIdentity, signalProcess, untilGone } from '../../../host/process.ts'
import { type Paths, warmImagesFolder } from '../../../host/paths.ts'

/** Machines whose guest is being kept: their memory lies in a draft. */
export async function findTemplates(paths: Paths): Promise<readonly ProcessIdentity[]> {
  const begin = `"mem-path":${JSON.stringify(`${warmImagesFolder(paths)}/.`).slice(0, -1)}`
  return findProcesses((words) => words.some((word) => word.includes(begin)), /^(?:qemu-system-|setpriv|nsenter)/)
}

/** Ends them: those of a daemon that is no more, since a kept memory must never be written to again, and those in the way. */
export async function endTemplates(paths: Paths): Promise<void> {
  const found = await findTemplates(paths)
  for (const identity of found) signalProcess(identity, 'SIGKILL')
  for (const identity of found) await untilGone(identity, 10_000)
}
