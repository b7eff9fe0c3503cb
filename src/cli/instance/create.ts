import type { InstanceCreateInput } from '../../model/instance.ts'
import { mediumImage } from '../../model/medium-name.ts'
import { createInstance, showInstance } from '../../sdk/instance.ts'
import { ensureImage } from '../image/ensure.ts'
import type { Run } from '../loaders.ts'
import { finish } from '../operation/finish.ts'
import { printOne } from '../render/print.ts'
import type { Session } from '../session.ts'
import { explainWanted } from './explain-wanted.ts'
import { type SpecOptions, type Wanted, wantedFrom } from '../spec/from-options.ts'

export const run: Run<'create'> = async (input, session) => {
  const want = await wanted(input, session)
  if (input.explain) return explainWanted(want, { start: false }, session)
  const name = await create(want, session)
  if (session.format === 'table') return session.screen.write(`${name}\n`)
  await printOne(session, await showInstance(await session.wire(), name, { signal: session.signal }), () => '')
}

/** What options and the spec file say together. */
export async function wanted(input: SpecOptions, session: Session): Promise<Wanted> {
  if (input.file === undefined) return wantedFrom(input, undefined, session.signal)
  const { wantedFromFile } = await import('../spec/read-file.ts')
  return wantedFrom(input, await wantedFromFile(input.file, input.name, session.signal), session.signal)
}

/** Makes an instance, and before it its image and its medium where they can be built or pulled. Gives its name. */
export async function create({ name, spec, temporary }: Wanted, session: Session): Promise<string> {
  const { image, arch, cdrom } = spec
  const wantedArch = typeof arch === 'string' ? arch : undefined
  const medium = typeof cdrom === 'string' ? mediumImage(cdrom) : undefined
  for (const wanted of [image, medium]) {
    if (typeof wanted === 'string') await ensureImage(wanted, wantedArch, session)
  }
  const made = { ...(name !== undefined && { name }), ...(temporary && { temporary }) }
  const want = { ...made, spec } as InstanceCreateInput
  const title = name === undefined ? 'Making an instance' : `Making ${name}`
  const { target } = await finish(session, title, (wire) => createInstance(wire, want))
  return target
}
