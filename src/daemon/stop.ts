import type { Deps } from '../service/deps.ts'

/** How long work that goes on may take to end or to undo itself, in milliseconds. */
const patienceMs = 5000

/** Ends the services: work is cancelled or finished, machines are let go without being touched. */
export async function endWell({ operations, fleet, usage, log }: Deps): Promise<void> {
  const deadline = AbortSignal.timeout(patienceMs)
  const running = operations.running()
  for (const { id, kind } of running) if (kind.startsWith('image.')) operations.abort(id)
  await Promise.all(
    running
      .filter(({ kind }) => kind !== 'instance.stop')
      .map(async ({ id }) => {
        for await (const operation of operations.watch(id, deadline)) if (operation.state !== 'running') return
      }),
  ).catch(() => log.warn('work is left for the next daemon', { operations: operations.running().map(({ id }) => id) }))
  await usage.keep()
  await fleet.release()
}
