import { unlockVolume } from '../../sdk/volume.ts'
import type { Run } from '../loaders.ts'
import { finish } from '../operation/finish.ts'
import { printForPrograms } from '../render/print.ts'
import { readPassphrase } from './passphrase.ts'

export const run: Run<'volume unlock'> = async ({ volume }, session) => {
  const passphrase = await readPassphrase(session, volume, false)
  const { result } = await finish(session, `Unlocking ${volume}`, (wire) => unlockVolume(wire, volume, { passphrase }))
  session.screen.confirm(`${volume} is unlocked.`)
  await printForPrograms(session, result)
}
