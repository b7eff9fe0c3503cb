import type { InstanceRecord } from '../../contract/store.ts'
import type { World } from '../deps.ts'

/** Ends what still runs of an instance and gives back what it had. What the host does not take back is for the log. */
export async function cleanUp(
  { engine, log }: Pick<World, 'engine' | 'log'>,
  { id, uuid, name }: Pick<InstanceRecord, 'id' | 'uuid' | 'name'>,
): Promise<void> {
  for (const { message: reason } of await engine.cleanUp(id, uuid)) {
    log.warn('a device of the host was not given back', { instance: name, reason })
  }
}
