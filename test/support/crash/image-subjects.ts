import type { Stroj } from '../../../src/sdk/client.ts'
import { untilFound } from '../until.ts'
import type { Subject } from './range.ts'
import { buildTiny, takeDownloads, withTiny } from './tiny.ts'
import { attach, createData, deleteWeb, detach, inOrder, kill, mebibyte, pair, start, wait, whole } from './steps.ts'

const spec = { image: 'tiny', memory: 128 * mebibyte } as const

const deleteTiny = (client: Stroj) => client.deleteImage('tiny')
const create = (client: Stroj) => whole(client, client.createInstance({ name: 'web', spec }, wait))
const keepWarm = (client: Stroj) => whole(client, client.createWarmImage({ spec }, wait))

async function endWarm(client: Stroj): Promise<void> {
  for (const { id } of (await client.listWarmImages()).items) await client.deleteWarmImage(id)
}

/** As many processes wait as shall wait. */
async function untilFilled(client: Stroj): Promise<void> {
  await untilFound(30_000, async () => {
    const { items } = await client.listWarmImages()
    return items.every(({ pool }) => pool.waiting === pool.keep) ? true : undefined
  })
}

/** It is enough to look again for a while. */
const untilSame = async () => undefined

const keepWaiting = (keep: number) =>
  inOrder((client: Stroj) => whole(client, client.createWarmImage({ spec, keep }, wait)), untilFilled)

const waiting = inOrder(withTiny, keepWaiting(1))

/** Operations on images, and on guests that have an agent or begin from a kept one. */
export const imageSubjects: readonly Subject[] = [
  ...pair(['create from an image', 'delete what was made of an image'], {
    prepare: withTiny,
    run: create,
    undo: deleteWeb,
  }),
  ...pair(['start from a kept guest', 'kill what began from a kept guest'], {
    prepare: inOrder(withTiny, keepWarm, create, start, kill),
    run: start,
    undo: kill,
  }),
  ...pair(['volume attach, running', 'volume detach, running'], {
    prepare: inOrder(withTiny, keepWarm, create, start, createData),
    run: attach,
    undo: detach,
  }),
  ...pair(['keep a process waiting', 'keep none waiting'], {
    prepare: inOrder(withTiny, keepWaiting(0)),
    run: keepWaiting(1),
    undo: keepWaiting(0),
    settle: untilFilled,
  }),
  ...pair(['create with a process that waits', 'delete with a process that waits'], {
    prepare: waiting,
    run: create,
    undo: deleteWeb,
    settle: untilSame,
  }),
  ...pair(['start in a process that waited', 'kill, and another one waits'], {
    prepare: inOrder(waiting, create, start, untilFilled, kill),
    run: inOrder(start, untilFilled),
    undo: inOrder(kill, untilFilled),
    settle: untilSame,
  }),
  ...pair(['image build', 'image delete'], { prepare: takeDownloads, run: buildTiny, undo: deleteTiny }),
  ...pair(['keep a guest warm', 'delete a guest that is kept warm'], {
    prepare: withTiny,
    run: keepWarm,
    undo: endWarm,
  }),
]
