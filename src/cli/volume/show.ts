import { mapVolume, showVolume } from '../../sdk/volume.ts'
import type { Run } from '../loaders.ts'
import { printOne } from '../render/print.ts'
import { mapText } from '../render/volume-map-text.ts'
import { volumeText } from '../render/volume-text.ts'
import { lookOf } from '../screen.ts'

export const run: Run<'volume show'> = async ({ volume, map }, session) => {
  const wire = await session.wire()
  const { signal } = session
  const shown = await showVolume(wire, volume, { signal })
  const look = lookOf(session.screen)
  if (!map) return printOne(session, shown, (value) => volumeText(value, session.now(), look))
  const extents = await mapVolume(wire, volume, { signal })
  await printOne(session, { ...shown, map: extents }, (value) => {
    return `${volumeText(value, session.now(), look)}\n${mapText(value.map)}`
  })
}
