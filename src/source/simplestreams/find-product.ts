import { type Digest, digestFrom } from '../download/digest.ts'

/** One disk of an image server, and where it lies below the address of the server. */
export type FoundDisk = { readonly path: string; readonly digest: Digest; readonly os: string }

type Json = Readonly<Record<string, unknown>>

/** Disks for virtual machines, the best first (Incus, shared/simplestreams). */
const diskTypes = ['disk-kvm.img', 'uefi1.img', 'disk1.img'] as const

/** The paths of the lists of products that have images, of streams/v1/index.json. Hostile input: anything else is passed over. */
export function productPaths(index: unknown): readonly string[] {
  return Object.values(record(record(index)['index'])).flatMap((each) => {
    const { datatype, path } = record(each)
    return datatype === 'image-downloads' && typeof path === 'string' ? [path] : []
  })
}

/** The newest disk of the product that an alias means, for an architecture by its Debian name; undefined when there is none. */
export function findDisk(products: unknown, alias: string, architecture: string): FoundDisk | undefined {
  for (const each of Object.values(record(record(products)['products']))) {
    const { aliases, arch, versions, os, release } = record(each)
    const isWanted = typeof aliases === 'string' && aliases.split(',').some((own) => own.trim() === alias)
    if (!isWanted || arch !== architecture) continue
    const disk = newestDisk(record(versions))
    if (disk !== undefined) return { ...disk, os: `${String(os).toLowerCase()}:${String(release)}` }
  }
  return undefined
}

/** Versions begin with their day, 20261122_05:24, so that they sort as texts. */
function newestDisk(versions: Json): Omit<FoundDisk, 'os'> | undefined {
  for (const version of Object.keys(versions).toSorted().toReversed()) {
    const items = Object.values(record(record(versions[version])['items'])).map(record)
    for (const type of diskTypes) {
      const { path, sha256 } = items.find(({ ftype }) => ftype === type) ?? {}
      const digest = typeof sha256 === 'string' ? digestFrom(sha256) : undefined
      if (typeof path === 'string' && digest !== undefined) return { path, digest }
    }
  }
  return undefined
}

function record(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {}
}
