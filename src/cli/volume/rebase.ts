import { rebaseVolume } from '../../sdk/volume.ts'
import type { Run } from '../loaders.ts'
import { finish } from '../operation/finish.ts'
import { printForPrograms } from '../render/print.ts'

export const run: Run<'volume rebase'> = async ({ volume, base, unsafe }, session) => {
  const want = { onto: base, unsafe }
  const { result } = await finish(session, `Rebasing ${volume}`, (wire) => rebaseVolume(wire, volume, want))
  session.screen.confirm(
    unsafe
      ? `${volume} stands on ${base} now; nothing was compared.`
      : `${volume} stands on ${base} now, and reads the same.`,
  )
  await printForPrograms(session, result)
}
