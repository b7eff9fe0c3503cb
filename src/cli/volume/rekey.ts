import { rekeyVolume } from '../../sdk/volume.ts'
import type { Run } from '../loaders.ts'
import { finish } from '../operation/finish.ts'
import { printForPrograms } from '../render/print.ts'
import { readPassphrase } from './passphrase.ts'

export const run: Run<'volume rekey'> = async ({ volume }, session) => {
  const passphrase = await readPassphrase(session, volume, true)
  const { result } = await finish(session, `Rekeying ${volume}`, (wire) => rekeyVolume(wire, volume, { passphrase }))
  session.screen.confirm(`${volume} has another passphrase.`)
  await printForPrograms(session, result)
}
