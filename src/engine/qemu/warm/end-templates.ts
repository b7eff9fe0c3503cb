import { findProcesses, signalProcess, untilGone } from '../../../host/process.ts'
import { type Paths, warmImagesFolder } from '../../../host/paths.ts'

/** Ends templates of a daemon that is no more: a kept memory must never be written to again. */
export async function endTemplates(paths: Paths): Promise<void> {
  const begin = `"mem-path":${JSON.stringify(`${warmImagesFolder(paths)}/.`).slice(0, -1)}`
  const found = await findProcesses((words) => words.some((word) => word.includes(begin)), /^qemu-system-/)
  for (const identity of found) signalProcess(identity, 'SIGKILL')
  for (const identity of found) await untilGone(identity, 10_000)
}
