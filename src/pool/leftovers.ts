import { fileKind } from '../host/durable-file.ts'
import { moveDurably } from '../host/durable-folder.ts'
import { listFolder, removeTree } from '../host/files.ts'
import type { VolumeId } from '../model/name.ts'
import type { PoolPlace } from '../model/pool.ts'
import type { VolumeFormat } from '../model/volume.ts'
import { draftPath, keyOfFile, leavingPath, parsePoolFile, type PoolFile, volumePath } from './files.ts'

type Recorded = ReadonlyMap<VolumeId, VolumeFormat>

/** Finishes or takes back what a crash has left half done; gives the names of volumes that nobody knows. */
export async function removeLeftovers(place: PoolPlace, recorded: Recorded): Promise<readonly string[]> {
  const unknown: string[] = []
  const files = (await listFolder(place.path)).flatMap((name) => {
    const file = parsePoolFile(name)
    return file === undefined ? [] : [{ ...file, name }]
  })
  for (const { name, ...file } of inOrder(files)) {
    if (file.kind !== 'volume') await settleHidden(place, file, recorded)
    else if (!recorded.has(file.id)) unknown.push(name)
    // A volume that has got another format: this is how it was before.
    else if (recorded.get(file.id) !== file.format) await removeTree(`${place.path}/${name}`)
  }
  return unknown
}

/** What is hidden first, so that what has its place after it is seen as it will be. */
function inOrder<F extends PoolFile>(files: readonly F[]): readonly F[] {
  return [...files.filter(({ kind }) => kind !== 'volume'), ...files.filter(({ kind }) => kind === 'volume')]
}

async function settleHidden(place: PoolPlace, file: PoolFile, recorded: Recorded): Promise<void> {
  const key = keyOfFile(place, file)
  const from = file.kind === 'draft' ? draftPath(key) : leavingPath(key)
  const isWanted = recorded.get(file.id) === file.format && (await fileKind(volumePath(key))) === 'missing'
  if (isWanted) await moveDurably(from, volumePath(key))
  else await removeTree(from)
}
