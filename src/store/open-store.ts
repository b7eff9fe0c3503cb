import type { Store } from '../contract/store.ts'
import { fileKind, requireWritable } from '../host/durable-file.ts'
import { createDatabase } from './create-database.ts'
import { Database } from './database.ts'
import { inspect } from './inspect.ts'
import { SqliteStore } from './sqlite-store.ts'
import { toStoreFault } from './store-fault.ts'

export type StoreOptions = {
  /** How long to wait for another program that holds the database, in milliseconds; everything waits with us. */
  readonly busyTimeoutMs?: number
}

/**
 * Opens the database, and makes it when there is none. The caller holds the lock of the daemon.
 * Rejects with daemon.store-damaged, host.unwritable or host.disk-full, and then leaves the file as it is: a bad file
 * is never replaced by an empty one.
 */
export async function openStore(file: string, { busyTimeoutMs = 1000 }: StoreOptions = {}): Promise<Store> {
  try {
    if ((await fileKind(file)) === 'missing') await createDatabase(file)
    await requireWritable(file)
    await inspect(file)
    return new SqliteStore(new Database(file, busyTimeoutMs))
  } catch (error) {
    throw await toStoreFault(error, file)
  }
}
