import { removeTree } from '../../../host/files.ts'
import { signalProcess, untilGone } from '../../../host/process.ts'
import type { Fault } from '../../../model/fault.ts'
import { endLimits } from '../confine/limits.ts'
import { giveBack } from '../hostdev/give-back.ts'
import type { Hold } from '../hostdev/take.ts'
import { endTpm } from '../tpm/tpm.ts'
import { endPasst } from '../network/end-passt.ts'
import { findQemu } from './find.ts'

/**
 * Ends by force what still runs of an instance, gives its devices back to the host, and removes its sockets. No failure when
 * there is nothing; host.device-stuck for each device that stays.
 */
export async function cleanUp(uuid: string, runFolder: string, hold: Hold): Promise<readonly Fault[]> {
  const left = await findQemu(uuid)
  for (const identity of left) signalProcess(identity, 'SIGKILL')
  const gone = await Promise.all(left.map((identity) => untilGone(identity, 10_000)))
  await endPasst(runFolder)
  await endTpm(`${runFolder}/tpm.sock`)
  await endLimits(runFolder)
  await removeTree(runFolder)
  // The kernel would wait for QEMU, and we for the kernel.
  return gone.every(Boolean) ? giveBack(hold) : []
}
