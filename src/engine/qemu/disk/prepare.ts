import { copySparsely } from '../../../host/copy-sparsely.ts'
import { moveDurably, syncFolder } from '../../../host/durable-folder.ts'
import { listFolder, makeFolder, removeTree, writeWhole } from '../../../host/files.ts'
import { requireWritableFolder } from '../../../host/require-writable-folder.ts'
import { imageFolder, instanceFolder, instancesFolder, type Paths } from '../../../host/paths.ts'
import type { Architecture } from '../../../model/architecture.ts'
import { lackOfUefi } from '../../../model/board.ts'
import type { CreatePlan, NewDisk } from '../../../plan/instance/plan-create.ts'
import type { UefiFirmware } from '../firmware/choose.ts'
import { newQcow2 } from '../../../disk/new-qcow2.ts'
import { writeSeed } from '../seed/write-seed.ts'
import { requireSpace, toHostFault } from './host-fault.ts'

const provisional = (paths: Paths, id: string): string => instanceFolder(paths, `.${id}.new`)
const leaving = (paths: Paths, id: string): string => instanceFolder(paths, `.${id}.gone`)
const provisionalName = /^\.([a-z0-9]{10})\.new$/
const leavingName = /^\.[a-z0-9]{10}\.gone$/

/**
 * Makes the folder of an instance with its disks, under a provisional name. All or nothing, and durable.
 * Throws host.disk-full, host.unwritable, host.no-firmware.
 */
export async function prepareInstance(
  plan: CreatePlan,
  paths: Paths,
  uefi: UefiFirmware | undefined,
  signal: AbortSignal,
): Promise<void> {
  const folder = provisional(paths, plan.id)
  try {
    // mkdir(2) would tell why, but Node's recursive form calls a read-only file system ENOENT.
    await requireWritableFolder(paths.state)
    await makeFolder(instancesFolder(paths))
    await requireSpace(instancesFolder(paths))
    // What an earlier attempt has left is not ours.
    await removeTree(folder)
    await makeFolder(folder)
    for (const disk of plan.disks) await writeWhole(`${folder}/${disk.file}`, diskBytes(disk, paths))
    if (plan.seed) await writeSeed(folder, plan.seed)
    if (plan.nvram) await makeVariables(`${folder}/nvram.fd`, plan.arch, uefi)
    signal.throwIfAborted()
    await syncFolder(folder)
  } catch (error) {
    await removeTree(folder).catch(() => {})
    throw await toHostFault(error, paths.state)
  }
}

/** Gives the folder its final name. */
export async function keepInstance(id: string, paths: Paths): Promise<void> {
  const names = await listFolder(instancesFolder(paths))
  if (names.includes(`.${id}.new`)) await moveDurably(provisional(paths, id), instanceFolder(paths, id))
}

/**
 * Takes the final name away again, before the record goes: whatever a crash leaves then, `removeLeftovers` knows by the record
 * whether the folder is wanted.
 */
export async function releaseInstance(id: string, paths: Paths): Promise<void> {
  const names = await listFolder(instancesFolder(paths))
  if (names.includes(id)) await moveDurably(instanceFolder(paths, id), provisional(paths, id))
}

/** Deletes everything of an instance. It has lost its name before its files go, so that a crash leaves no half of it. */
export async function discardInstance(id: string, paths: Paths): Promise<void> {
  await removeTree(provisional(paths, id))
  const names = await listFolder(instancesFolder(paths))
  if (names.includes(id)) await moveDurably(instanceFolder(paths, id), leaving(paths, id))
  await removeTree(leaving(paths, id))
}

/** Finishes what a crash has left half done; gives the names of folders that nobody knows, which are left alone. */
export async function removeLeftovers(recorded: ReadonlySet<string>, paths: Paths): Promise<readonly string[]> {
  const unknown: string[] = []
  for (const name of await listFolder(instancesFolder(paths))) {
    const fresh = provisionalName.exec(name)?.[1]
    if (fresh !== undefined && recorded.has(fresh)) await keepInstance(fresh, paths)
    else if (fresh !== undefined || leavingName.test(name)) await removeTree(instanceFolder(paths, name))
    else if (!recorded.has(name)) unknown.push(name)
  }
  return unknown
}

/** The kept folders that have no record. */
export async function unknownFolders(recorded: ReadonlySet<string>, paths: Paths): Promise<readonly string[]> {
  const names = await listFolder(instancesFolder(paths))
  return names.filter((name) => !name.startsWith('.') && !recorded.has(name))
}

/** UEFI variables, for an instance that was made without and is to be started with UEFI. */
export async function makeVariables(file: string, arch: Architecture, uefi: UefiFirmware | undefined): Promise<void> {
  if (uefi === undefined) throw lackOfUefi(arch)
  await copySparsely(uefi.variables, file)
}

/** A new disk as a file. */
export function diskBytes({ sizeBytes, base }: NewDisk, paths: Paths): Uint8Array {
  return newQcow2(sizeBytes, base && { path: `${imageFolder(paths, base.digest)}/${base.file}`, format: base.format })
}
