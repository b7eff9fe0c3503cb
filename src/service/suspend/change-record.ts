import type { InstanceRecord } from '../../contract/store.ts'
import type { InstanceName } from '../../model/name.ts'
import type { Deps } from '../deps.ts'

/** Changes what is recorded of an instance, whoever else changes it meanwhile. Nothing when the instance is gone. */
export async function changeRecord(
  { store }: Pick<Deps, 'store'>,
  name: InstanceName,
  change: (record: InstanceRecord) => InstanceRecord,
): Promise<void> {
  for (;;) {
    const found = await store.get('instance', name)
    if (!found) return
    const put = change(found.value)
    if ((await store.commit([{ kind: 'instance', put, expected: found.revision }])) !== 'conflict') return
  }
}
