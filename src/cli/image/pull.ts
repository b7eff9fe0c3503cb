import { showImage } from '../../sdk/image.ts'
import type { Input } from '../command.ts'
import type { Commands } from '../commands.ts'
import type { Run } from '../loaders.ts'
import { printForPrograms } from '../render/print.ts'
import { UsageError } from '../usage-error.ts'
import { pullImage } from './ensure.ts'

export const run: Run<'image pull'> = async (input, session) => {
  const { what: from, name: wanted, mirror, again, arch: architecture, diskFormat } = input
  const digest = digestOf(input)
  const { name, pulled } = await pullImage(
    {
      from,
      again,
      mirrors: [...mirror],
      ...(digest !== undefined && { digest }),
      ...(wanted !== undefined && { name: wanted }),
      ...(architecture !== undefined && { architecture }),
      ...(diskFormat !== undefined && { format: diskFormat }),
    },
    session,
  )
  session.screen.confirm(pulled ? `${name} is here.` : `${name} is here already; --again gets what is published now.`)
  if (session.format === 'table') return
  await printForPrograms(session, await showImage(await session.wire(), name, { signal: session.signal }))
}

function digestOf({ what, name, sha256, sha512 }: Input<Commands['image pull']>): string | undefined {
  if (sha256 !== undefined && sha512 !== undefined) throw new UsageError('--sha256 and --sha512 exclude each other.')
  const digest = sha256 ?? sha512
  if (!what.includes('://')) {
    if (digest === undefined) return undefined
    throw new UsageError('A digest goes with a URL; the catalog has its own.')
  }
  if (digest === undefined) {
    throw new UsageError(
      'A URL needs the digest of what it has.',
      'Give --sha256 or --sha512, as its publisher tells it.',
    )
  }
  if (name === undefined) throw new UsageError('--name is missing.', 'Give the image a name: --name NAME.')
  return digest
}
