import type { Stroj } from '../../../src/sdk/client.ts'
import type { Operation } from '../../../src/model/operation.ts'
import type { Subject } from './range.ts'

export const mebibyte = 2 ** 20
export const wait = { waitMs: 60_000 }

/** Waits for its end, and throws its fault. */
export const whole = async (client: Stroj, begun: Promise<Operation>) => client.waitForOperation(await begun)

type Step = Subject['run']

/** One after the other. */
export function inOrder(...steps: readonly Step[]): Step {
  return async (client, home) => {
    for (const step of steps) await step(client, home)
  }
}

/** Both ways between two states. */
export function pair(
  [there, back]: readonly [string, string],
  ways: Omit<Subject, 'name'>,
): readonly [Subject, Subject] {
  const { prepare, run, undo } = ways
  return [
    { ...ways, name: there },
    { ...ways, name: back, prepare: inOrder(prepare, run), run: undo, undo: run },
  ]
}

/** An instance that takes little. */
export const small = { memory: 32 * mebibyte, nics: [], console: { screen: false } }
export const deleteWeb = (client: Stroj) => whole(client, client.deleteInstance('web', { ...wait, force: true }))
export const createData = (client: Stroj) =>
  whole(client, client.createVolume({ kind: 'empty', name: 'data', size: mebibyte }, wait))
export const attach = (client: Stroj) => whole(client, client.attachVolume('data', { instance: 'web' }, wait))
export const detach = (client: Stroj) => whole(client, client.detachVolume('data', 'web', wait))
export const snapshot = (client: Stroj) => whole(client, client.createSnapshot('web', { name: 'kept' }, wait))
export const forget = (client: Stroj) => whole(client, client.deleteSnapshot('web', 'kept', wait))
export const start = (client: Stroj) => whole(client, client.startInstance('web', wait))
export const kill = (client: Stroj) => whole(client, client.killInstance('web', wait))
