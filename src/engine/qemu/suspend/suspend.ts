import type { SuspendedMemory, SuspendTo } from '../../../contract/suspend.ts'
import { shareWithFolder } from '../../../host/grant.ts'
import { removeTree } from '../../../host/files.ts'
import { hashFile } from '../../../host/hash-file.ts'
import { receiveFile } from '../../../host/receive-file.ts'
import { isMachineUser } from '../confine/machine-user.ts'
import { requireSpace } from '../disk/host-fault.ts'
import { endMigration } from '../machine/end-migration.ts'
import { letRun } from '../machine/let-run.ts'
import { type MemoryKeeping, refuseSecond, untilWritten } from '../snapshot/keep-memory.ts'

type Keeping = Pick<MemoryKeeping, 'monitor' | 'folder' | 'socket' | 'clock' | 'report'>

/** How long a guest may take to go on again, in milliseconds. */
const goOnMs = 30_000

/**
 * Makes a machine stand still and writes its memory and its devices to a file, whole and synced. Its disks are written out then,
 * and it stands still. When that does not come through it goes on, and nothing is left of the file.
 */
export async function suspend(to: SuspendTo, keeping: Keeping, signal: AbortSignal): Promise<SuspendedMemory> {
  const { monitor, folder, socket, report } = keeping
  const path = `${folder}/${to.file}`
  await requireSpace(folder, to.memoryBytes)
  await refuseSecond(monitor, signal)
  await using receiver = await receiveFile(socket, path)
  receiver.done.catch(() => {})
  await shareWithFolder(socket, isMachineUser)
  try {
    await monitor.call('migrate-set-parameters', { 'max-bandwidth': 0 }, signal)
    await monitor.call('stop', {}, signal)
    await monitor.call('migrate', { uri: `unix:${socket}` }, signal)
    await untilWritten(keeping, signal)
    const sizeBytes = await receiver.done
    report('reading it once more')
    return { sizeBytes, digest: await hashFile(path, signal) }
  } catch (error) {
    await endSuspend(to.file, keeping, AbortSignal.timeout(goOnMs))
    throw error
  }
}

/** Lets a machine go on that was being suspended, or was, and removes the file, in any case. No failure when it runs already. */
export async function endSuspend(
  file: string,
  { monitor, clock, folder }: Pick<Keeping, 'monitor' | 'clock' | 'folder'>,
  signal: AbortSignal,
): Promise<void> {
  try {
    await endMigration(monitor, clock, signal)
    await letRun(monitor, clock, signal)
  } finally {
    await removeTree(`${folder}/${file}`)
  }
}
