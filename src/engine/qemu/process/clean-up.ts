import { removeTree } from '../../../host/files.ts'
import { signalProcess, untilGone } from '../../../host/process.ts'
import { endPasst } from '../network/end-passt.ts'
import { findQemu } from './find.ts'

/** Ends by force what still runs of an instance, and removes its sockets. No failure when there is nothing. */
export async function cleanUp(uuid: string, runFolder: string): Promise<void> {
  const left = await findQemu(uuid)
  for (const identity of left) signalProcess(identity, 'SIGKILL')
  await Promise.all(left.map((identity) => untilGone(identity, 10_000)))
  await endPasst(runFolder)
  await removeTree(runFolder)
}
