import type { Clock } from '../../../contract/clock.ts'
import type { WarmStore } from '../../../contract/warm.ts'
import { DigestCache } from '../../../host/digest-cache.ts'
import { moveDurably } from '../../../host/durable-folder.ts'
import { fileStamp } from '../../../host/file-stamp.ts'
import { listFolder, removeTree } from '../../../host/files.ts'
import { hashFile } from '../../../host/hash-file.ts'
import { readKernelText } from '../../../host/kernel-files.ts'
import { parseMeminfo } from '../../../host/meminfo.ts'
import { type Paths, runFolder, warmFolder, warmImagesFolder } from '../../../host/paths.ts'
import { WarmId } from '../../../model/name.ts'
import type { WarmFacts } from '../../../model/warm.ts'
import type { Confiner } from '../confine/confiner.ts'
import { endLimits } from '../confine/limits.ts'
import type { Hold } from '../hostdev/take.ts'
import { memoryFile, placesOf, stateFile } from '../argv/places.ts'
import type { Limits } from '../machine/monitor.ts'
import { endPasst } from '../network/end-passt.ts'
import type { SurroundingsCache } from '../surroundings.ts'
import { endTpm } from '../tpm/tpm.ts'
import { giveDisks, takeDisks } from './disks.ts'
import { endTemplates, findTemplates } from './end-templates.ts'
import { groundOf } from './ground.ts'
import type { WaitingMachines } from './waiting-machines.ts'
import { draftFolder, isDraft, runTemplate } from './run-template.ts'

export type WarmPlace = {
  readonly paths: Paths
  readonly clock: Pick<Clock, 'sleep'>
  readonly limits: Limits
  readonly buses: Omit<Hold, 'file'>
  readonly surroundings: SurroundingsCache
  readonly confiner: Confiner
}

/** Paths that lead nowhere, for a command line that says only what a machine is. */
const nowhere: Paths = { state: '/state', runtime: '/run', cache: '/cache' }

/** Guests that were booted once, each in a folder of its own. */
export function openWarmStore(place: WarmPlace, waiting: WaitingMachines): WarmStore {
  const { paths, surroundings } = place
  const digests = new DigestCache()
  return {
    ground: async (plan, signal) => {
      const places = placesOf(nowhere, plan, await surroundings.get())
      return groundOf(plan, { ...places, network: { guard: 'passt', asRoot: false } }, digests, signal)
    },
    make: (template, report, signal) => runTemplate(template, place, report, signal),
    keep: async (id) => {
      const names = await listFolder(warmImagesFolder(paths))
      if (names.includes(`.${id}.new`)) await moveDurably(draftFolder(paths, id), warmFolder(paths, id))
    },
    discard: async (id) => {
      await removeTree(draftFolder(paths, id))
      await removeTree(warmFolder(paths, id))
    },
    isUntouched: async (id, facts) => (await fileStamp(memoryFile(warmFolder(paths, id)))) === facts.memoryStamp,
    damage: (id, facts) => damageOf(warmFolder(paths, id), facts),
    giveDisks: async (plan, disks) => {
      if (!(await waiting.giveFiles(plan.id))) await giveDisks(plan, disks, paths)
    },
    takeDisks: (plan, disks) => takeDisks(plan, disks, paths),
    templates: async () => new Set((await findTemplates(paths)).map(({ pid }) => pid)),
    endTemplates: () => endTemplates(paths),
    wait: (plan, disks, signal) => waiting.wait(plan, disks, signal),
    hostMemory: async () => parseMeminfo(readKernelText('/proc/meminfo') ?? ''),
    removeLeftovers: async (recorded) => {
      await endTemplates(paths)
      for (const name of await listFolder(warmImagesFolder(paths))) {
        const id = WarmId.safeParse(name)
        if (id.success && recorded.has(id.data)) continue
        const draft = isDraft(name)
        if (draft !== undefined && recorded.has(draft))
          await moveDurably(draftFolder(paths, draft), warmFolder(paths, draft))
        else await removeTree(warmFolder(paths, name))
        if (draft !== undefined) await forgetRun(runFolder(paths, draft))
      }
    },
  }
}

/** Its QEMU has ended, or was never begun: then its networks and its TPM wait for it for ever. */
async function forgetRun(folder: string): Promise<void> {
  await endPasst(folder)
  await endTpm(`${folder}/tpm.sock`)
  await endLimits(folder)
  await removeTree(folder)
}

/** The memory is too large to be read at each start; who writes to it leaves a mark in its times. */
async function damageOf(folder: string, facts: WarmFacts): Promise<string | undefined> {
  const stamp = await fileStamp(memoryFile(folder))
  if (stamp === 'missing') return 'its memory is gone'
  if (stamp !== facts.memoryStamp) return 'somebody has written to its memory'
  const digest = await hashFile(stateFile(folder), AbortSignal.timeout(10_000)).catch(() => undefined)
  if (digest === undefined) return 'the state of its devices cannot be read'
  return digest === facts.stateDigest ? undefined : 'the state of its devices is not what it was'
}
