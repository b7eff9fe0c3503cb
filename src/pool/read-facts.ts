import { readStart } from '../host/durable-file.ts'
import { errorCode } from '../host/error-code.ts'
import { systemReason } from '../host/errno.ts'
import { fileSpace } from '../host/file-space.ts'
import { Fault } from '../model/fault.ts'
import type { VolumeFacts, VolumeKey } from '../plan/volume/scene.ts'
import { parsePoolFile, volumePath } from './files.ts'
import { luksPayloadOffset } from './luks-header.ts'
import { type OwnQcow2, parseOwnQcow2 } from './own-qcow2.ts'

/** Everything that a header may hold is in its first 64 KiB: the smallest cluster that has a long name in it is larger. */
const headBytes = 2 ** 16

/** What a volume tells of itself; throws volume.damaged. Only its own file is opened. */
export async function readFacts(key: VolumeKey, name: string): Promise<VolumeFacts> {
  const path = volumePath(key)
  try {
    const { sizeBytes, allocatedBytes } = await fileSpace(path)
    const plain = { allocatedBytes, backing: null, layout: null, snapshots: 0 } as const
    if (key.format === 'raw') return { ...plain, sizeBytes, encrypted: false }
    if (key.format === 'luks')
      return { ...plain, sizeBytes: sizeBytes - (await payloadOffset(path, name)), encrypted: true }
    const header = parseOwnQcow2(await readStart(path, headBytes))
    if (typeof header === 'string') throw new Fault('volume.damaged', { volume: name, reason: header })
    return { ...factsOf(header, name), allocatedBytes }
  } catch (error) {
    if (errorCode(error) === undefined) throw error
    const reason = errorCode(error) === 'ENOENT' ? `its file ${path} is gone` : systemReason(error)
    throw new Fault('volume.damaged', { volume: name, reason }, { cause: error })
  }
}

async function payloadOffset(path: string, name: string): Promise<number> {
  const offset = luksPayloadOffset(await readStart(path, 1024))
  if (typeof offset === 'number') return offset
  throw new Fault('volume.damaged', { volume: name, reason: offset })
}

function factsOf(
  { sizeBytes, backingFile, backingFormat, ...facts }: OwnQcow2,
  name: string,
): Omit<VolumeFacts, 'allocatedBytes'> {
  if (backingFile === null) return { sizeBytes, backing: null, ...facts }
  const below = parsePoolFile(backingFile)
  const damaged = (reason: string) => new Fault('volume.damaged', { volume: name, reason })
  if (below?.kind !== 'volume') throw damaged('it says that it stands on a file that is no volume')
  if (backingFormat !== below.format) throw damaged('it does not say in which format that is on which it stands')
  return { sizeBytes, backing: below.id, ...facts }
}
