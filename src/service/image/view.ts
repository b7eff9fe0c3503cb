import type { ImageRecord, InstanceRecord } from '../../contract/store.ts'
import type { Image } from '../../model/image.ts'
import { mediumImage } from '../../model/medium-name.ts'
import type { Deps } from '../deps.ts'

/** Images as callers see them, each with the instances that stand on it. */
export async function viewImages(
  { store }: Pick<Deps, 'store'>,
  records: readonly ImageRecord[],
): Promise<readonly Image[]> {
  const users = await usersOf(store, records)
  return records.map(({ digest, names, manifest, createdAt }) => ({
    digest,
    names: [...names],
    manifest,
    sizeBytes: manifest.files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    createdAt,
    usedBy: [...(users.get(digest) ?? [])],
  }))
}

/** The names of the instances that need an image, by its digest: as what their disk stands on, as what is in their drive, or as what was when their memory was kept or they were suspended. */
async function usersOf(
  store: Deps['store'],
  records: readonly ImageRecord[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const users = new Map<string, readonly string[]>()
  const [instances, kept] = await Promise.all([allInstances(store), keptMedia(store)])
  for (const { value } of instances) {
    const now = [value.image?.digest, value.run?.medium, value.suspended?.plan.medium, wantedMedium(value, records)]
    const digests = new Set([...now, ...(kept.get(value.id) ?? [])])
    for (const digest of digests) {
      if (digest !== undefined && digest !== null) users.set(digest, [...(users.get(digest) ?? []), value.name])
    }
  }
  return users
}

/** The media that guests go on with when their memory is restored, by the id of the instance. */
async function keptMedia(store: Deps['store']) {
  const found = await store.list('snapshots', { limit: await store.count('snapshots') })
  return new Map(
    found.map(({ value: { instance, tree } }) => [
      instance,
      tree.snapshots.flatMap(({ memory }) => memory?.machine.plan.medium ?? []),
    ]),
  )
}

function wantedMedium({ spec }: InstanceRecord, records: readonly ImageRecord[]): string | undefined {
  const wanted = spec.cdrom === undefined ? undefined : mediumImage(spec.cdrom)
  if (wanted === undefined) return undefined
  return records.find(({ digest, names }) => digest.startsWith(wanted) || names.some((name) => name === wanted))?.digest
}

async function allInstances(store: Deps['store']) {
  return store.list('instance', { limit: await store.count('instance') })
}
