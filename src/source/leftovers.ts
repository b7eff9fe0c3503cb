import type { Leftover } from '../contract/image-source.ts'
import { listFolder, removeTree } from '../host/files.ts'
import { downloadsFolder, imagesFolder, type Paths } from '../host/paths.ts'
import { treeUse } from '../host/tree-use.ts'
import type { ImageDigest } from '../model/name.ts'

/** Packages that no build has looked at for so long are stale, in milliseconds. */
const staleMs = 30 * 24 * 3_600_000

/** What lies in our folders and is of no image that is known. */
export async function findLeftovers(paths: Paths, known: ReadonlySet<ImageDigest>): Promise<readonly Leftover[]> {
  const folders = (await listFolder(imagesFolder(paths))).filter(
    (name) => /^[0-9a-f]{64}$/.test(name) && !known.has(`sha256:${name}` as ImageDigest),
  )
  const downloads = (await listFolder(downloadsFolder(paths))).filter((name) => name.endsWith('.part'))
  return [
    ...(await Promise.all(folders.map((name) => leftover('folder', name, paths)))),
    ...(await Promise.all(downloads.map((name) => leftover('download', name, paths)))),
    ...(await staleCaches(paths)),
  ]
}

/** No failure when it is gone already. */
export async function removeLeftover(paths: Paths, { kind, name }: Leftover): Promise<void> {
  const path = pathOf(paths, kind, name)
  await removeTree(path)
  if (kind === 'download') await removeTree(`${path}.json`)
}

async function staleCaches(paths: Paths): Promise<readonly Leftover[]> {
  const names = (await listFolder(paths.cache)).filter((name) => /^(?:packages|apt)-/.test(name))
  const uses = await Promise.all(names.map((name) => treeUse(pathOf(paths, 'cache', name))))
  return names.flatMap((name, index) => {
    const use = uses[index]
    return use && Date.now() - use.lastUsedMs > staleMs ? [{ kind: 'cache' as const, name, sizeBytes: use.bytes }] : []
  })
}

async function leftover(kind: Leftover['kind'], name: string, paths: Paths): Promise<Leftover> {
  return { kind, name, sizeBytes: (await treeUse(pathOf(paths, kind, name))).bytes }
}

function pathOf(paths: Paths, kind: Leftover['kind'], name: string): string {
  if (kind === 'folder') return `${imagesFolder(paths)}/${name}`
  return kind === 'download' ? `${downloadsFolder(paths)}/${name}` : `${paths.cache}/${name}`
}
