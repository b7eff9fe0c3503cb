import type { ImageRecord } from '../../contract/store.ts'
import type { Image } from '../../model/image.ts'
import type { Deps } from '../deps.ts'

/** Images as callers see them, each with the instances that stand on it. */
export async function viewImages(
  { store }: Pick<Deps, 'store'>,
  records: readonly ImageRecord[],
): Promise<readonly Image[]> {
  const users = new Map<string, string[]>()
  for (const { value } of await allInstances(store)) {
    if (!value.image) continue
    const names = users.get(value.image.digest) ?? []
    users.set(value.image.digest, [...names, value.name])
  }
  return records.map(({ digest, names, manifest, createdAt }) => ({
    digest,
    names: [...names],
    manifest,
    sizeBytes: manifest.files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    createdAt,
    usedBy: users.get(digest) ?? [],
  }))
}

async function allInstances(store: Deps['store']) {
  return store.list('instance', { limit: await store.count('instance') })
}
