import { QmpError } from '../qmp/error.ts'
import type { Monitor } from './monitor.ts'

/** Processors of a machine: what it has now, and what it can come to have. */
type Fitted = { readonly fitted: number; readonly most: number }

/**
 * Whether one more processor can be put into a machine now; one that does not translate code always has room. Each processor
 * of another translates into a region of its own, and takes a further one when that is full. When none is left, QEMU throws
 * away all that is in them, but not for a processor that is new: there it ends with `tcg_region_initial_alloc__locked:
 * assertion failed`. Rejects with QmpError.
 */
export async function hasTranslationRoom(
  monitor: Pick<Monitor, 'call'>,
  processors: Fitted,
  signal: AbortSignal,
): Promise<boolean> {
  try {
    const told = await monitor.call('x-query-jit', {}, signal)
    return isRoomTold(told['human-readable-text'], processors)
  } catch (error) {
    if (error instanceof QmpError && error.why.kind === 'refused') return true
    throw error
  }
}

/** The least that QEMU makes a region of, in bytes, and the most regions for each processor that may come (tcg/region.c). */
const leastRegionBytes = 2 * 2 ** 20
const mostRegionsEach = 8

const translated = /^gen code size +(\d+)\/(\d+)$/m

/**
 * By the text for people in which QEMU tells of its translated code; true when that tells nothing of it. Every processor that is
 * there has a region besides those that are full, and may take another one before the new one comes.
 */
export function isRoomTold(text: string, { fitted, most }: Fitted): boolean {
  const [, bytes, roomBytes] = translated.exec(text) ?? []
  if (bytes === undefined) return true
  const regions = Math.min(Math.floor(Number(roomBytes) / leastRegionBytes), most * mostRegionsEach)
  const full = Math.floor((Number(bytes) / Number(roomBytes)) * regions)
  return full + 2 * fitted + 1 <= regions
}
