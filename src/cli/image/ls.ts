import { listImages } from '../../sdk/image.ts'
import type { Run } from '../loaders.ts'
import { imageColumns, imageName, imageRows } from '../render/image-text.ts'
import { printList } from '../render/print.ts'

export const run: Run<'image ls'> = async ({ available }, session) => {
  const listing = await listImages(await session.wire(), { signal: session.signal })
  await printList(session, imageRows(listing, available), {
    columns: imageColumns(session.now()),
    name: imageName,
    empty: 'There are no images.',
  })
}
