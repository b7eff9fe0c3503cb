import type { QmpArguments } from '../qmp/commands.ts'
import { mediumNode } from '../argv/cdrom.ts'
import { QmpError } from '../qmp/error.ts'
import type { Monitor } from './monitor.ts'

/** What came of asking for another medium. */
export type DriveChange = 'changed' | 'no-drive' | 'locked'

const id = 'cdrom0'

const node = 'cdrom0-image'

/**
 * Takes out what is in the drive and puts in what is named, if anything. A guest that has locked the tray is asked for it,
 * and keeps its medium, unless it is forced. Rejects with QmpError.
 */
export async function changeMedium(
  monitor: Pick<Monitor, 'call'>,
  path: string | null,
  isForced: boolean,
  signal: AbortSignal,
): Promise<DriveChange> {
  const opened = await refusal(() => monitor.call('blockdev-open-tray', { id, force: isForced }, signal))
  if (opened !== undefined) return /locked/i.test(opened) ? 'locked' : 'no-drive'
  await refusal(() => monitor.call('blockdev-remove-medium', { id }, signal))
  await refusal(() => monitor.call('blockdev-del', { 'node-name': node }, signal))
  if (path !== null) {
    await monitor.call('blockdev-add', mediumNode(path) as QmpArguments['blockdev-add'], signal)
    await monitor.call('blockdev-insert-medium', { id, 'node-name': node }, signal)
  }
  await monitor.call('blockdev-close-tray', { id }, signal)
  return 'changed'
}

/** What QEMU says against it; undefined when it has done it. */
async function refusal(act: () => Promise<unknown>): Promise<string | undefined> {
  try {
    await act()
    return undefined
  } catch (error) {
    if (error instanceof QmpError && error.why.kind === 'refused') return error.why.description
    throw error
  }
}
