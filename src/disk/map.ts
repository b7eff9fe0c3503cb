import type { DiskLayer } from './layer.ts'
import { type Job, qemuImg } from './qemu-img.ts'

/** A stretch as `qemu-img map` tells it (qapi/block-core.json, MapEntry). */
export type MapEntry = {
  readonly start: number
  readonly length: number
  /** In which layer it lies; 0 is the top one. */
  readonly depth: number
  readonly present: boolean
  readonly zero: boolean
  readonly data: boolean
}

/** What of a disk is allocated, from an offset on, in order and without gaps. */
export async function mapDisk(
  layer: DiskLayer,
  { fromBytes, diskBytes }: { readonly fromBytes: number; readonly diskBytes: number },
  job: Job,
): Promise<readonly MapEntry[]> {
  const options = ['--output=json', `--start-offset=${fromBytes}`]
  const call = { verb: 'map', options, disks: [layer], limits: { diskBytes } } as const
  return JSON.parse(await qemuImg(call, job)) as readonly MapEntry[]
}
