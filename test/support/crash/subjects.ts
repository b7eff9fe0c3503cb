import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Stroj } from '../../../src/sdk/client.ts'
import { newQcow2 } from '../../../src/disk/new-qcow2.ts'
import type { Subject } from './range.ts'
import {
  attach,
  createData,
  deleteWeb,
  detach,
  forget,
  inOrder,
  mebibyte,
  pair,
  small,
  snapshot,
  wait,
  whole,
} from './steps.ts'

const createWeb = (client: Stroj) =>
  whole(client, client.createInstance({ name: 'web', spec: { ...small, disk: mebibyte } }, wait))
const deleteData = (client: Stroj) => client.deleteVolume('data')
const restore = (client: Stroj) => whole(client, client.restoreSnapshot('web', 'kept', {}, wait))
const keepState = (client: Stroj) => whole(client, client.createVolumeSnapshot('data', 'kept', wait))
const forgetState = (client: Stroj) => whole(client, client.deleteVolumeSnapshot('data', 'kept', wait))

const nothing = async () => undefined

async function writeDisk(_client: Stroj, home: string): Promise<void> {
  await writeFile(join(home, '.disk.qcow2'), newQcow2(mebibyte, null))
}

const importImage = (client: Stroj, home: string) =>
  whole(client, client.createImage({ kind: 'import', path: join(home, '.disk.qcow2'), name: 'own:1' }, wait))
const setMemory = (memory: number) => (client: Stroj) => client.setInstance('web', { spec: { memory } })

/** Operations that start no guest. */
export const subjects: readonly Subject[] = [
  ...pair(['instance create', 'instance delete'], { prepare: nothing, run: createWeb, undo: deleteWeb }),
  {
    name: 'instance set',
    prepare: createWeb,
    run: setMemory(64 * mebibyte),
    undo: setMemory(32 * mebibyte),
  },
  {
    name: 'instance rename',
    prepare: createWeb,
    run: (client) => client.renameInstance('web', 'other'),
    undo: (client) => client.renameInstance('other', 'web'),
  },
  ...pair(['snapshot create', 'snapshot delete'], {
    prepare: inOrder(createWeb, snapshot, forget),
    run: snapshot,
    undo: forget,
  }),
  {
    name: 'snapshot restore',
    prepare: inOrder(createWeb, snapshot, setMemory(64 * mebibyte)),
    run: restore,
    undo: setMemory(64 * mebibyte),
  },
  ...pair(['volume create', 'volume delete'], { prepare: nothing, run: createData, undo: deleteData }),
  {
    name: 'volume clone',
    prepare: createData,
    run: (client) => whole(client, client.createVolume({ kind: 'clone', name: 'copy', from: 'data' }, wait)),
    undo: (client) => client.deleteVolume('copy'),
  },
  {
    name: 'volume import',
    prepare: writeDisk,
    run: (client, home) =>
      whole(client, client.createVolume({ kind: 'import', name: 'data', path: join(home, '.disk.qcow2') }, wait)),
    undo: deleteData,
  },
  ...pair(['volume resize, larger', 'volume resize, smaller'], {
    prepare: createData,
    run: (client) => whole(client, client.resizeVolume('data', { size: 2 * mebibyte }, wait)),
    undo: (client) => whole(client, client.resizeVolume('data', { size: mebibyte, shrink: true }, wait)),
  }),
  ...pair(['volume convert to raw', 'volume convert to qcow2'], {
    prepare: createData,
    run: (client) => whole(client, client.convertVolume('data', { format: 'raw' }, wait)),
    undo: (client) => whole(client, client.convertVolume('data', { format: 'qcow2' }, wait)),
  }),
  {
    name: 'volume rename',
    prepare: createData,
    run: (client) => client.renameVolume('data', 'other'),
    undo: (client) => client.renameVolume('other', 'data'),
  },
  {
    name: 'volume compact',
    prepare: createData,
    run: (client) => whole(client, client.compactVolume('data', wait)),
    undo: nothing,
  },
  ...pair(['volume snapshot', 'volume snapshot delete'], { prepare: createData, run: keepState, undo: forgetState }),
  ...pair(['volume attach', 'volume detach'], { prepare: inOrder(createWeb, createData), run: attach, undo: detach }),
  ...pair(['image import', 'image delete'], {
    prepare: writeDisk,
    run: importImage,
    undo: (client) => client.deleteImage('own:1'),
  }),
  ...pair(['pool create', 'pool delete'], {
    prepare: (_client, home) => mkdir(join(home, '.pool')),
    run: (client, home) => client.createPool({ name: 'second', path: join(home, '.pool') }),
    undo: (client) => client.deletePool('second'),
  }),
  ...pair(['token create', 'token delete'], {
    prepare: nothing,
    run: (client) => client.createToken({ name: 'laptop' }),
    undo: (client) => client.deleteToken('laptop'),
  }),
]
