import { touchPrivate } from '../../../host/block-device.ts'
import { listFolder, makeFolder } from '../../../host/files.ts'
import { grantTo, handOver } from '../../../host/grant.ts'
import { folderOf, ownersOf } from '../../../host/owners.ts'
import type { StartPlan } from '../../../plan/instance/start-plan.ts'
import type { Places } from '../argv/places.ts'
import { giveVolume } from './give-volume.ts'
import { isMachineUser, machinesGroup } from './machine-user.ts'

/**
 * Gives the user of a machine what its QEMU opens, and nothing else. Folders and files stay ours: the group may write into files
 * and make sockets, and cannot put one file in place of another. Files of an earlier version become its own here.
 */
export async function giveFiles(plan: StartPlan, places: Places): Promise<void> {
  const { user, own, run, memory } = places
  if (user === undefined) return
  const { uid } = user
  if (plan.needs?.tpm === true) await makeFolder(`${own}/tpm`)
  for (const log of [run.serialLog, run.shellLog]) await touchPrivate(log)
  await giveFolder(own, uid)
  const given = (await listFolder(own)).filter((name) => !notOpened.has(name))
  for (const name of given) await giveOwn(`${own}/${name}`, uid)
  await grantTo(run.folder, { gid: uid, rights: 0o070, marks: 0o3000 })
  if (memory !== '' && folderOf(memory) !== own) await giveWarm(folderOf(memory), user.groups)
  for (const disk of plan.disks)
    if (disk.source.kind === 'volume') await giveVolume({ ...disk, source: disk.source }, uid)
}

/** What is made in it from now on goes to the user, too. */
async function giveFolder(own: string, uid: number): Promise<void> {
  await grantTo(own, { gid: uid, rights: 0o010, marks: 0o2000 })
}

/** Gives a folder to the user that another one belongs to, whose files come into it. */
export async function giveFolderAs(own: string, other: string): Promise<void> {
  const found = await ownersOf(other)
  if (found && isMachineUser(found.gid)) await giveFolder(own, found.gid)
}

/** What lies in the folder of an instance and is for the daemon alone. */
const notOpened: ReadonlySet<string> = new Set(['usage.json', 'engine.log'])

/** A file in the folder of a machine. One that others have, too, it only reads. */
export async function giveOwn(path: string, uid: number): Promise<void> {
  const found = await ownersOf(path)
  if (found === undefined) return
  if (found.isFolder) {
    // Only the state of a TPM is in a folder, and swtpm changes the rights of its files itself.
    await handOver(path, uid)
    for (const name of await listFolder(path)) await handOver(`${path}/${name}`, uid)
  } else if (found.links > 1) {
    const gid = isMachineUser(found.gid) ? found.gid : machinesGroup
    await grantTo(path, { gid, rights: 0o040 })
  } else await grantTo(path, { gid: uid, rights: 0o060 })
}

/** QEMU opens the memory for writing although it maps it privately (softmmu/physmem.c, file_ram_open). */
async function giveWarm(folder: string, groups: readonly number[]): Promise<void> {
  const found = await ownersOf(folder)
  const gid = found && isMachineUser(found.gid) ? found.gid : groups.find(isMachineUser)
  if (gid === undefined) return
  await grantTo(folder, { gid, rights: 0o010 })
  for (const name of await listFolder(folder)) {
    await grantTo(`${folder}/${name}`, { gid, rights: name === 'memory' ? 0o060 : 0o040 })
  }
}
