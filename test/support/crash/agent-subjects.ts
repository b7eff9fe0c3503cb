import type { Stroj } from '../../../src/sdk/client.ts'
import type { Subject } from './range.ts'
import { deleteWeb, forget, inOrder, mebibyte, pair, snapshot, start, wait, whole } from './steps.ts'
import { withTiny } from './tiny.ts'

const size = { memory: 128 * mebibyte, memoryMax: 256 * mebibyte }
const spec = { image: 'tiny', ...size, disks: [{ size: mebibyte }] }

const create = (client: Stroj) => whole(client, client.createInstance({ name: 'web', spec }, wait))
const untilItAnswers = (client: Stroj) => client.execInInstance('web', { command: ['true'] })
const boot = inOrder(create, start, untilItAnswers)
const running = inOrder(withTiny, boot)

const setSize = (count: number, memory: number) => (client: Stroj) =>
  client.setInstance('web', { spec: { cpus: { count }, memory: memory * mebibyte } })

const fork = (client: Stroj) => whole(client, client.forkInstance('web', { names: ['copy'] }, wait))
const deleteCopy = (client: Stroj) => whole(client, client.deleteInstance('copy', { ...wait, force: true }))
/** A layer that a fork shared, or was to share, goes with the next snapshot. */
const tidyUp = inOrder(snapshot, forget)

/** Operations that need the agent of a guest. */
export const agentSubjects: readonly Subject[] = [
  ...pair(['resize, running, larger', 'resize, running, smaller'], {
    prepare: running,
    run: setSize(2, 192),
    undo: setSize(1, 128),
  }),
  {
    name: 'fork',
    prepare: inOrder(running, tidyUp),
    run: fork,
    undo: inOrder(deleteCopy, tidyUp),
    settle: tidyUp,
  },
  {
    name: 'delete a fork',
    prepare: inOrder(running, tidyUp, fork),
    run: deleteCopy,
    undo: inOrder(tidyUp, fork),
  },
  {
    name: 'delete what was forked',
    prepare: inOrder(running, fork),
    run: deleteWeb,
    undo: inOrder(deleteCopy, boot, fork),
  },
]
