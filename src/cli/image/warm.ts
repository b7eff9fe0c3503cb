import type { WarmCreateInput } from '../../model/warm.ts'
import { createWarmImage, listWarmImages } from '../../sdk/warm.ts'
import type { Run } from '../loaders.ts'
import { finish } from '../operation/finish.ts'
import { printForPrograms } from '../render/print.ts'
import { parseAssignment, patchOf } from '../spec/assignment.ts'
import { count } from '../spec/from-options.ts'
import { UsageError } from '../usage-error.ts'
import { ensureImage } from './ensure.ts'

export const run: Run<'image warm'> = async ({ image, cpus, memory, disk, accel, set, keep }, session) => {
  const patch = patchOf(await Promise.all(set.map(parseAssignment)))
  const given = { image, cpus: cpus === undefined ? undefined : count(cpus), memory, disk, accel }
  const plain = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
  await ensureImage(image, undefined, session)
  const want = { spec: { ...plain, ...patch }, ...(keep !== undefined && { keep: machines(keep) }) } as WarmCreateInput
  const { result } = await finish(session, `Keeping ${image} warm`, (wire) => createWarmImage(wire, want))
  const id = String(result?.['id'])
  const { items } = await listWarmImages(await session.wire(), { signal: session.signal })
  session.screen.confirm(
    result?.['made'] === false
      ? `${image} is kept warm already (${id}).`
      : `${image} is kept warm (${id}): \`stroj run ${image}\` need not boot.`,
  )
  const item = items.find((each) => each.id === id)
  if (item && keep !== undefined) session.screen.confirm(waitingText(item.pool.keep))
  await printForPrograms(session, item ?? null)
}

function machines(text: string): number {
  if (/^\d{1,3}$/.test(text)) return Number(text)
  throw new UsageError(`--keep is a number of machines, not "${text}".`)
}

function waitingText(keep: number): string {
  if (keep === 0) return 'No machine waits for its instances.'
  return `${keep === 1 ? '1 machine waits' : `${keep} machines wait`} for its instances from now on: see \`stroj warm ls\`.`
}
