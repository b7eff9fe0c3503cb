import { showImage } from '../../sdk/image.ts'
import type { Run } from '../loaders.ts'
import { imageText } from '../render/image-text.ts'
import { lookOf } from '../screen.ts'
import { printOne } from '../render/print.ts'

export const run: Run<'image show'> = async ({ image }, session) => {
  const shown = await showImage(await session.wire(), image, { signal: session.signal })
  await printOne(session, shown, (value) => imageText(value, session.now(), lookOf(session.screen)))
}
