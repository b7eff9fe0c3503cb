import type { DiskLayer } from './layer.ts'
import { type Job, qemuImg } from './qemu-img.ts'

/** What `qemu-img info` says of one layer, as it says it (qapi/block-core.json, ImageInfo). `isShared`: a guest may be writing. */
export async function readInfo(
  layer: DiskLayer,
  { isShared = false }: { readonly isShared?: boolean },
  job: Job,
): Promise<Readonly<Record<string, unknown>>> {
  const options = ['--output=json', ...(isShared ? ['-U'] : [])]
  const call = { verb: 'info', options, disks: [layer], limits: { diskBytes: 0 } } as const
  return JSON.parse(await qemuImg(call, job)) as Readonly<Record<string, unknown>>
}
