import { daemonStatus } from '../../sdk/daemon.ts'
import { listInstanceFields, listInstances } from '../../sdk/instance.ts'
import type { Run } from '../loaders.ts'
import { instanceColumns, type InstanceRow, rowFields } from '../render/instance-row.ts'
import { printList } from '../render/print.ts'
import type { Session } from '../session.ts'
import { allPages, pageSize } from './all-pages.ts'
import { parseFilters } from './filter.ts'

export const run: Run<'ls'> = async ({ filter }, session) => {
  const [rows, alarm] = await Promise.all([rowsFor(session, parseFilters(filter)), alarmOf(session)])
  if (alarm !== null) session.screen.note(session.screen.paintError(`Alarm: ${alarm}`, 'bad'))
  await printList(session, rows, {
    columns: instanceColumns(session.now()),
    name: ({ name }) => name,
    empty: filter.length > 0 ? 'No instance fits.' : 'There are no instances. Make one with `stroj run debian`.',
  })
}

/** Why nothing can be changed now; null when all is well. Asked for beside the list, so that nobody waits longer. */
async function alarmOf({ wire, signal }: Session): Promise<string | null> {
  return (await daemonStatus(await wire(), { signal })).alarm
}

/** Programs get everything; a table needs less, and much less is sent then. */
async function rowsFor(
  { wire, signal, format }: Session,
  filters: ReturnType<typeof parseFilters>,
): Promise<readonly InstanceRow[]> {
  const line = await wire()
  const options = { ...filters, signal, limit: pageSize }
  if (format === 'json' || format === 'yaml') return allPages((after) => listInstances(line, { ...options, after }))
  return allPages((after) => listInstanceFields(line, rowFields, { ...options, after }))
}
