import type { InstanceName } from '../../model/name.ts'
import type { Deps } from '../deps.ts'
import { readInstance } from './read.ts'

/** What the guest has written on its serial line, or what QEMU itself has said. */
export async function instanceLog(
  deps: Deps,
  name: InstanceName,
  which: 'serial' | 'engine',
  options: { readonly tailBytes: number; readonly follow: boolean },
  signal: AbortSignal,
): Promise<AsyncIterable<Uint8Array>> {
  const { value: record } = await readInstance(deps, name)
  return deps.engine.log(record.id, which, options, signal)
}
