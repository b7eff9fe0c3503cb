import { placeDurably, readStart } from '../../../host/durable-file.ts'
import { listFolder, removeTree, sizeOf, writeWhole } from '../../../host/files.ts'
import { shareWithFolder } from '../../../host/grant.ts'
import { instanceFolder, type Paths } from '../../../host/paths.ts'
import type { LayerPlan } from '../../../plan/snapshot/layer-plan.ts'
import type { LayerPart } from '../../../plan/snapshot/tree.ts'
import { requireSpace, toHostFault } from '../disk/host-fault.ts'
import { isMachineUser } from '../confine/machine-user.ts'
import { formatOf } from '../argv/frozen-layer.ts'
import { newQcow2 } from '../../../disk/new-qcow2.ts'

/** A file is made under this name and gets its own when it is whole. */
const provisional = (path: string): string => `${path}.new`

/** What we make for snapshots, and no other. */
const ownName = /^(?:(?<part>disk\d+|nvram)(?:\.[a-z0-9]{8})?\.(?:qcow2|fd)|memory\.[a-z0-9]{8})(?<unfinished>\.new)?$/

/** Makes the files of a new layer. All or nothing, and durable. Throws host.disk-full, host.unwritable. */
export async function makeLayer({ id, parts }: LayerPlan, paths: Paths, signal: AbortSignal): Promise<void> {
  const folder = instanceFolder(paths, id)
  try {
    await requireSpace(folder)
    for (const { file, over } of parts) {
      signal.throwIfAborted()
      const bytes = newQcow2(await virtualSize(`${folder}/${over}`), { path: over, format: formatOf(over) })
      await writeWhole(provisional(`${folder}/${file}`), bytes)
      await shareWithFolder(provisional(`${folder}/${file}`), isMachineUser)
      await placeDurably(provisional(`${folder}/${file}`), `${folder}/${file}`)
    }
  } catch (error) {
    await removeFiles(
      id,
      parts.flatMap(({ file }) => [file, provisional(file)]),
      paths,
    ).catch(() => {})
    throw await toHostFault(error, paths.state)
  }
}

/** Whether something was written to a layer since it was made. What is not there was not. */
export async function isLayerUsed(id: string, parts: readonly LayerPart[], paths: Paths): Promise<boolean> {
  const folder = instanceFolder(paths, id)
  for (const { file, over } of parts) {
    const size = await sizeOf(`${folder}/${file}`)
    const fresh = newQcow2(await virtualSize(`${folder}/${over}`), null).length
    if (size !== undefined && size !== fresh) return true
  }
  return false
}

async function removeFiles(id: string, files: readonly string[], paths: Paths): Promise<void> {
  for (const file of files) await removeTree(`${instanceFolder(paths, id)}/${file}`)
}

/** Removes what has such a name and is not among those `kept`. Of a part that is not among them nothing is touched. */
export async function removeUnnamed(id: string, kept: ReadonlySet<string>, paths: Paths): Promise<void> {
  const parts = new Set([...kept].map((file) => file.split('.')[0]))
  const names = await listFolder(instanceFolder(paths, id))
  const surplus = names.filter((name) => {
    const groups = ownName.exec(name)?.groups
    if (groups === undefined || kept.has(name)) return false
    return groups['part'] === undefined || groups['unfinished'] !== undefined || parts.has(groups['part'])
  })
  await removeFiles(id, surplus, paths)
}

/** Bytes of the disk in a file, as a guest sees it: from the header of qcow2 (QEMU, docs/interop/qcow2.txt). */
export async function virtualSize(path: string): Promise<number> {
  const bytes = await sizeOf(path)
  if (bytes === undefined) throw new Error(`${path} is not there`)
  if (formatOf(path) === 'raw') return bytes
  const { buffer, byteOffset } = await readStart(path, 32)
  return Number(new DataView(buffer, byteOffset).getBigUint64(24))
}
