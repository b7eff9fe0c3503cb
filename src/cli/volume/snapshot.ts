import {
  createVolumeSnapshot,
  deleteVolumeSnapshot,
  listVolumeSnapshots,
  restoreVolumeSnapshot,
} from '../../sdk/volume-snapshot.ts'
import type { Run } from '../loaders.ts'
import { finish } from '../operation/finish.ts'
import { printForPrograms, printList } from '../render/print.ts'
import { ago } from '../render/time.ts'
import { visible } from '../render/visible.ts'
import type { Session } from '../session.ts'
import { UsageError } from '../usage-error.ts'

export const run: Run<'volume snapshot'> = async ({ volume, state, restore, remove }, session) => {
  if (restore && remove) throw new UsageError('--restore and --remove are two wishes.', 'Give one of them.')
  if (state !== undefined) return change(volume, state, restore ? 'restore' : remove ? 'remove' : 'create', session)
  if (restore || remove) throw new UsageError('Which state?', `\`stroj volume snapshot ${volume}\` lists them.`)
  await list(volume, session)
}

async function list(volume: string, session: Session): Promise<void> {
  const { items } = await listVolumeSnapshots(await session.wire(), volume, { signal: session.signal })
  await printList(session, items, {
    columns: [
      { header: 'STATE', text: ({ name }) => visible(name), least: 12 },
      { header: 'KEPT', text: ({ createdAt }) => ago(createdAt, session.now()), plain: ({ createdAt }) => createdAt },
    ],
    name: ({ name }) => name,
    empty: `${volume} keeps no states.`,
  })
}

const acts = {
  create: { title: 'Keeping', call: createVolumeSnapshot, done: 'keeps what it has as' },
  restore: { title: 'Restoring', call: restoreVolumeSnapshot, done: 'is again as it was at' },
  remove: { title: 'Forgetting', call: deleteVolumeSnapshot, done: 'keeps no more' },
} as const

async function change(volume: string, state: string, act: keyof typeof acts, session: Session): Promise<void> {
  const { title, call, done } = acts[act]
  const { result } = await finish(session, `${title} ${state}`, (wire) => call(wire, volume, state))
  session.screen.confirm(`${volume} ${done} ${state}.`)
  await printForPrograms(session, result)
}
