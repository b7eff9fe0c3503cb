import { rm } from 'node:fs/promises'
import { openForeignDisk } from '../../src/disk/foreign-disk.ts'
import type { FileFormat } from '../../src/disk/inspect/inspection.ts'
import { RefusedDisk } from '../../src/disk/refused-disk.ts'
import { planTaking, takeIn } from '../../src/disk/take-in.ts'
import type { RefusalKind } from '../../src/model/refusal.ts'

export type Outcome = {
  readonly verdict: 'safe' | RefusalKind
  readonly reason: string
  /** Our own inspector had no objection, so qemu-img has seen the file. */
  readonly isInspected: boolean
  /** The file as the programs are given it. */
  readonly path: string | undefined
}

/** What becomes of a file on its way into a copy, which is left at `target` when there is one. */
export async function passGate(
  path: string,
  declared: FileFormat | undefined,
  target: string,
  signal: AbortSignal,
): Promise<Outcome> {
  let seen: string | undefined
  try {
    await using disk = await openForeignDisk(path, declared)
    seen = disk.layer.path
    const plan = await planTaking(disk, 'qcow2', { signal })
    await takeIn(disk, { path: target, format: 'qcow2' }, plan, { signal })
    return { verdict: 'safe', reason: '', isInspected: true, path: seen }
  } catch (error) {
    if (!(error instanceof RefusedDisk)) throw error
    await rm(target, { force: true })
    const { kind, reason } = error.objection
    return { verdict: kind, reason, isInspected: seen !== undefined, path: seen }
  }
}
