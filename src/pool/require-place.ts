import { systemReason } from '../host/errno.ts'
import { folderFacts } from '../host/folder-facts.ts'
import { Fault } from '../model/fault.ts'

/** Throws pool.unusable unless a folder is there, is ours, and nobody else can put anything into it. */
export async function requirePlace(path: string): Promise<void> {
  const unusable = (reason: string, cause?: unknown) => new Fault('pool.unusable', { path, reason }, { cause })
  const found = await folderFacts(path).catch((error: unknown) => {
    throw unusable(systemReason(error), error)
  })
  if (!found.isFolder) throw unusable('it is not a folder')
  if (!found.isOurs) throw unusable(`it belongs to user ${found.owner}, and the daemon runs as another`)
  if (found.othersMayWrite) throw unusable('others may write to it; `chmod go-w` takes that away')
  if (!found.isWritable) throw unusable('it cannot be written to')
}
