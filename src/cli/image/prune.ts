import { askPerson, canAskPerson } from '../../host/ask-person.ts'
import { formatBytes } from '../../kit/bytes.ts'
import type { UnusedItem } from '../../model/image.ts'
import type { UnusedListing } from '../../model/listing.ts'
import { deleteUnusedImages, listUnusedImages } from '../../sdk/image.ts'
import { exitCodes } from '../exit-code.ts'
import type { Run } from '../loaders.ts'
import { printList } from '../render/print.ts'
import type { Column } from '../render/table.ts'
import type { Session } from '../session.ts'

const columns: readonly Column<UnusedItem>[] = [
  { header: 'KIND', text: ({ kind }) => kind },
  { header: 'NAME', text: ({ name }) => name, least: 12 },
  {
    header: 'SIZE',
    text: ({ sizeBytes }) => formatBytes(sizeBytes),
    plain: ({ sizeBytes }) => String(sizeBytes),
    align: 'right',
  },
]

export const run: Run<'image prune'> = async ({ all, dryRun, yes }, session) => {
  const { signal } = session
  const wire = await session.wire()
  const found = await listUnusedImages(wire, { all }, { signal })
  if (dryRun || found.items.length === 0) return await print(session, found)
  if (!yes && !(await isWanted(session, found))) return exitCodes.failure
  const removed = await deleteUnusedImages(wire, { all }, { signal })
  if (yes) await print(session, removed)
  session.screen.confirm(`${formatBytes(removed.sizeBytes)} are free again.`)
}

async function print(session: Session, { items }: UnusedListing): Promise<void> {
  await printList(session, items, { columns, name: ({ name }) => name, empty: 'There is nothing to remove.' })
}

/** Without somebody to ask it is only shown. */
async function isWanted(session: Session, found: UnusedListing): Promise<boolean> {
  await print(session, found)
  if (!session.input || !canAskPerson()) {
    session.screen.note('Nothing was removed: say --yes.')
    return false
  }
  const answer = await askPerson(`Remove all this, ${formatBytes(found.sizeBytes)}? [y/N] `, session.signal)
  return /^y(?:es)?$/i.test(answer.trim())
}
