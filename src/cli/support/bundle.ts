import { absolutePath } from '../../host/absolute-path.ts'
import { entryExists } from '../../host/entry-exists.ts'
import { writeWhole } from '../../host/files.ts'
import { tar } from '../../kit/tar.ts'
import type { Run } from '../loaders.ts'
import { printOne } from '../render/print.ts'
import { progressOn } from '../render/progress-on.ts'
import type { Session } from '../session.ts'
import { UsageError } from '../usage-error.ts'
import { bundleParts } from './bundle-parts.ts'
import { gather } from './gather.ts'
import { meaningOf } from './readme-text.ts'
import { Tries } from './tries.ts'

type Written = {
  readonly file: string
  readonly bytes: number
  readonly parts: readonly { readonly path: string; readonly bytes: number; readonly meaning: string }[]
  readonly troubles: readonly string[]
}

export const run: Run<'support bundle'> = async ({ output }, session) => {
  const folder = `stroj-support-${stamp(session.now())}`
  const file = absolutePath(output ?? `${folder}.tar.gz`, '.')
  if (await entryExists(file)) throw new UsageError(`${file} is there already.`, 'Name another file with --output.')
  const written = await write(file, folder, session)
  await printOne(session, written, text)
}

async function write(file: string, folder: string, session: Session): Promise<Written> {
  using progress = progressOn(session, 'Gathering what is known')
  progress.show({ phase: '', progress: null })
  const found = await gather(session, new Tries(session.signal))
  const parts = bundleParts(found)
  const members = parts.map(({ path, bytes }) => ({ path: `${folder}/${path}`, bytes }))
  const { gzipped } = await import('../../host/gzip.ts')
  const archive = await gzipped(tar(members, found.at))
  await writeWhole(file, archive)
  const listed = parts.map(({ path, bytes }) => ({ path, bytes: bytes.length, meaning: meaningOf(path) }))
  return { file, bytes: archive.length, parts: listed, troubles: found.troubles }
}

function text({ file, parts, troubles }: Written): string {
  const width = Math.max(...parts.map(({ path }) => path.length))
  const lines = parts.map(({ path, meaning }) => `  ${path.padEnd(width)}  ${meaning}`.trimEnd())
  const lacking = troubles.map((trouble) => `Not found out: ${trouble}\n`)
  return `${file} has, without passwords, keys and tokens:\n${lines.join('\n')}\n${lacking.join('')}Look into it before you give it to somebody: tar -xzf ${file}\n`
}

/** 20260201-093000, in UTC. */
function stamp(now: Date): string {
  return now.toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-')
}
