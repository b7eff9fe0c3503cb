import { convertVolume } from '../../sdk/volume.ts'
import type { Run } from '../loaders.ts'
import { finish } from '../operation/finish.ts'
import { printForPrograms } from '../render/print.ts'
import { UsageError } from '../usage-error.ts'
import { layoutFrom } from './layout.ts'
import { readPassphrase } from './passphrase.ts'
import { tookText } from './took.ts'

export const run: Run<'volume convert'> = async (input, session) => {
  const { volume, to, compress, decrypt } = input
  if (to === undefined)
    throw new UsageError('--to is missing.', 'Say what it shall be: --to qcow2, --to raw or --to luks.')
  const secret = input.encrypt ? { passphrase: await readPassphrase(session, volume, true) } : {}
  const want = { format: to, compress, decrypt, ...layoutFrom(input), ...secret }
  const { result } = await finish(session, `Converting ${volume}`, (wire) => convertVolume(wire, volume, want))
  session.screen.confirm(`${volume} is ${to} now; ${tookText(result)}.`)
  await printForPrograms(session, result)
}
