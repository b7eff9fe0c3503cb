import type { ForkStore } from '../../../contract/fork.ts'
import { copySparsely } from '../../../host/copy-sparsely.ts'
import { syncFolder } from '../../../host/durable-folder.ts'
import { makeFolder, removeTree } from '../../../host/files.ts'
import { linkOrCopy } from '../../../host/link-or-copy.ts'
import { instanceFolder, type Paths, warmFolder } from '../../../host/paths.ts'
import { filesWithNames, type NamedFile } from '../../../host/second-names.ts'
import type { InstanceId, WarmId } from '../../../model/name.ts'
import { memoryFile, placesOf, stateFile } from '../argv/places.ts'
import { requireSpace, toHostFault } from '../disk/host-fault.ts'
import { draftFolder, draftPlaces } from '../warm/run-template.ts'
import type { WarmPlace } from '../warm/warm-store.ts'
import { explainFork } from './explain.ts'
import { keepMoment } from './keep-moment.ts'

/** Disks, UEFI variables, and the memory of one that is suspended, under the names that instances have for them. */
const diskName = /^(?:disk\d+|nvram|suspended)\./

/** Moments in folders beside the warm images, and disks that several instances have as names of the same files. */
export function openForkStore(place: WarmPlace): ForkStore {
  const { paths } = place
  const disksOf = async (id: InstanceId) =>
    (await filesWithNames(instanceFolder(paths, id))).filter(({ name }) => diskName.test(name))
  return {
    keep: (moment, send, report, signal) => keepMoment(moment, send, place, report, signal),
    copy: (from, to) => copyMoment(from, to, paths),
    discard: async (id) => {
      await removeTree(draftFolder(paths, id))
      await removeTree(warmFolder(paths, id))
    },
    explain: async (plan, receiver) => {
      const surroundings = await place.surroundings.get()
      const parent = placesOf(paths, plan.started, surroundings)
      const draft = draftPlaces(placesOf(paths, receiver, surroundings), draftFolder(paths, receiver.warm?.id ?? ''))
      const { user, view } = await place.confiner.expectedPlaces(plan.started, parent)
      return explainFork(plan, receiver, {
        parent,
        receiver: { ...draft, ...(user && { user }), ...(view && { view }) },
      })
    },
    share: (from, to, files) => share(from, to, files, paths),
    shared: async (id) => new Set((await disksOf(id)).flatMap(({ name, hasOthers }) => (hasOthers ? [name] : []))),
    use: async (id) => {
      const files = await disksOf(id)
      return { ownBytes: sum(files.filter(isOwn)), sharedBytes: sum(files.filter((file) => !isOwn(file))) }
    },
  }
}

const isOwn = ({ hasOthers }: NamedFile): boolean => !hasOthers

function sum(files: readonly NamedFile[]): number {
  return files.reduce((all, { bytes }) => all + bytes, 0)
}

async function copyMoment(from: WarmId, to: WarmId, paths: Paths): Promise<void> {
  const [source, target] = [warmFolder(paths, from), warmFolder(paths, to)]
  try {
    await requireSpace(source)
    await makeFolder(target)
    await copySparsely(memoryFile(source), memoryFile(target))
    await linkOrCopy(stateFile(source), stateFile(target))
  } catch (error) {
    await removeTree(target)
    throw await toHostFault(error, paths.state)
  }
}

async function share(from: InstanceId, to: InstanceId, files: readonly string[], paths: Paths): Promise<void> {
  const [source, target] = [instanceFolder(paths, from), instanceFolder(paths, to)]
  try {
    for (const file of files) await linkOrCopy(`${source}/${file}`, `${target}/${file}`)
    await syncFolder(target)
  } catch (error) {
    throw await toHostFault(error, paths.state)
  }
}
