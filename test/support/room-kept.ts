import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { untilFound } from './until.ts'

/** Waits until the daemon of a home has taken room for a full disk, which it does a moment after its start. */
export async function untilRoomIsKept(home: string): Promise<void> {
  await untilFound(30_000, async () => {
    const { size } = await stat(join(home, 'state/stroj.db-wal'))
    return size > 2 ** 20 ? true : undefined
  })
}
