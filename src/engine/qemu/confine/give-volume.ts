import { grantTo } from '../../../host/grant.ts'
import { folderOf, ownersOf } from '../../../host/owners.ts'
import { type Asker, hindrance, realPath } from '../../../host/reach.ts'
import { type VolumeDisk, volumeFiles } from './files-of.ts'
import { machinesGroup } from './machine-user.ts'

/** A volume, before QEMU is told of it. What several machines read goes to the group of all. */
export async function giveVolume(disk: VolumeDisk, uid: number): Promise<void> {
  for (const { path, wish, isKey } of volumeFiles(disk)) {
    const file = await realPath(path)
    if (await isClosed(folderOf(file))) await grantTo(folderOf(file), { gid: machinesGroup, rights: 0o010 })
    const gid = wish === 'write' || isKey ? uid : machinesGroup
    await grantTo(file, { gid, rights: wish === 'write' ? 0o060 : 0o040 })
  }
}

/** The folder that keeps a machine from a volume, whatever may be given to it; undefined when none does. */
export async function closedAbove(disk: VolumeDisk, asker: Asker): Promise<string | undefined> {
  for (const { path } of volumeFiles(disk)) {
    const folder = folderOf(await realPath(path))
    const closed = await hindrance(folder, 'enter', asker)
    // A folder that its owner has shared with a group is not taken from that group.
    if (closed !== undefined && (closed !== folder || !(await isClosed(folder)))) return closed
  }
  return undefined
}

/** A folder of ours that nobody else may enter. */
async function isClosed(folder: string): Promise<boolean> {
  const found = await ownersOf(folder)
  return found?.isOurs === true && found.isPrivate
}
