import { RefusedDisk } from '../../disk/refused-disk.ts'
import { Fault } from '../../model/fault.ts'

/** What is wrong with a file that was to become an image, as what a person reads; anything else stays as it is. */
export function refusedFile(path: string, error: unknown): unknown {
  return error instanceof RefusedDisk
    ? new Fault('image.refused', { path, ...error.objection }, { cause: error })
    : error
}
