import { entryExists } from '../../../host/entry-exists.ts'
import { bootId, type ProcessIdentity } from '../../../host/process.ts'
import type { Exit } from '../../../host/process-spawn.ts'
import { readTail } from '../../../host/read-tail.ts'
import { lackOfMemory } from '../confine/limits.ts'
import { lastWordsOf, type Traces } from './ending.ts'
import type { RunFiles } from './run-files.ts'

type Known = Pick<Traces, 'asked' | 'shutdown'> & {
  readonly process: ProcessIdentity
  /** Undefined when it was not our child. */
  readonly exited: Promise<Exit> | undefined
}

/** Looks at what a run that is over has left. */
export async function tracesOf(files: RunFiles, { asked, shutdown, process, exited }: Known): Promise<Traces> {
  const [exit, socketLeft, log, noMemory] = await Promise.all([
    // The kernel tells us of a child some moments after it is gone.
    exited ? Promise.race([exited, moment()]) : null,
    entryExists(files.qmp),
    readTail(files.engineLog, 8192),
    lackOfMemory(files.folder),
  ])
  const otherBoot = process.bootId !== bootId()
  return { asked, shutdown, exit, otherBoot, noMemory, socketLeft, lastWords: lastWordsOf(log) }
}

function moment(): Promise<null> {
  return new Promise((resolve) => setTimeout(() => resolve(null), 1000))
}
