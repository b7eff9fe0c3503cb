import { checkVolume } from '../../sdk/volume.ts'
import { exitCodes } from '../exit-code.ts'
import type { Run } from '../loaders.ts'
import { finish } from '../operation/finish.ts'
import { printForPrograms } from '../render/print.ts'

export const run: Run<'volume check'> = async ({ volume, repair }, session) => {
  const { result } = await finish(session, `Checking ${volume}`, (wire) => checkVolume(wire, volume, { repair }))
  const isMended = result?.['repaired'] === true
  session.screen.confirm(`${volume} ${wordsFor(result?.['state'], isMended)}.`)
  await printForPrograms(session, result)
  return result?.['state'] === 'damaged' && !isMended ? exitCodes.failure : exitCodes.ok
}

function wordsFor(state: unknown, isMended: boolean): string {
  if (isMended)
    return state === 'leaks' ? 'had lost clusters, and is sound now' : 'was damaged, and a mended copy is in its place'
  if (state === 'leaks') return 'has lost clusters: they take space and do no harm; --repair gives them back'
  return state === 'damaged' ? 'is damaged; --repair mends a copy' : 'is sound'
}
