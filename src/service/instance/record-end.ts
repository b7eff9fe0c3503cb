import type { Ending } from '../../contract/engine.ts'
import type { EndRecord, InstanceRecord } from '../../contract/store.ts'
import type { InstanceName } from '../../model/name.ts'
import type { World } from '../deps.ts'

/** Makes the end of a run durable. The new record, or undefined when the instance is gone. */
export async function recordEnd(
  { store, clock }: Pick<World, 'store' | 'clock'>,
  name: InstanceName,
  ending: Ending,
  asked: boolean,
): Promise<InstanceRecord | undefined> {
  const at = clock.now().toISOString()
  const end: EndRecord = asked
    ? { at, kind: 'stopped', reason: null }
    : { at, kind: ending.kind === 'crashed' ? 'failed' : 'stopped', reason: ending.reason }
  for (;;) {
    const found = await store.get('instance', name)
    if (!found) return undefined
    const record = { ...found.value, run: null, end }
    const written = await store.commit([
      { kind: 'instance', put: record, expected: found.revision },
      { kind: 'parked', delete: record.id },
    ])
    if (written !== 'conflict') return record
  }
}
