import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { RemoteFault, type Stroj } from '../../src/sdk/client.ts'
import { startVictim } from '../support/crash/daemon.ts'
import { createGuest } from '../support/crash/guest-subjects.ts'
import { random, readShare } from '../support/crash/share.ts'
import { deleteWeb, kill, start, wait, whole } from '../support/crash/steps.ts'
import { type Act, isUp, leads, type State } from '../support/lifecycle-model.ts'
import { endMachines } from '../support/oracle/end-machines.ts'
import { holdingsOf } from '../support/oracle/holdings.ts'
import { assertNothingLeft } from '../support/oracle/nothing-left.ts'
import { untilFound } from '../support/until.ts'

/** Its guest knows no power button, so what waits for one ends by force. */
const stop = { timeoutMs: 50 }

const acts: Readonly<Record<Act, (client: Stroj) => Promise<unknown>>> = {
  start,
  kill,
  stop: (client) => whole(client, client.stopInstance('web', { ...stop, ...wait })),
  pause: (client) => whole(client, client.pauseInstance('web', wait)),
  resume: (client) => whole(client, client.resumeInstance('web', wait)),
  reset: (client) => whole(client, client.resetInstance('web', wait)),
  restart: (client) => whole(client, client.restartInstance('web', { ...stop, ...wait })),
}

async function stateOf(client: Stroj): Promise<string> {
  return (await client.showInstance('web')).state.kind
}

/** The state that the act leads to, when it is not refused as it should be. */
async function tryAct(client: Stroj, act: Act, state: State): Promise<State> {
  const next = leads[act][state]
  if (next === undefined) {
    const isRefusal = (error: unknown) => error instanceof RemoteFault && error.code === 'instance.wrong-state'
    await assert.rejects(acts[act](client), isRefusal, `${act} of what is ${state}`)
    return state
  }
  await acts[act](client)
  return next
}

async function killMachine(client: Stroj): Promise<State> {
  const { state } = await client.showInstance('web')
  assert.ok('pid' in state && state.pid !== undefined)
  process.kill(state.pid, 'SIGKILL')
  await untilFound(10_000, async () => ((await stateOf(client)) === 'failed' ? true : undefined))
  return 'failed'
}

test('a real machine is in the state that a person would think, whatever is asked for and whoever is killed', async (context) => {
  const share = readShare()
  const next = random(share.seed)
  const oneOf = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T
  const home = await mkdtemp(join(tmpdir(), 'stroj-crash-'))
  let victim = await startVictim(home)
  try {
    const before = await holdingsOf(home)
    await createGuest(victim.client, home)
    let state: State = 'stopped'
    for (let step = 0; step < 40; step++) {
      const chance = next()
      if (chance < 0.15) {
        await victim.kill()
        victim = await startVictim(home)
      } else if (chance < 0.25 && isUp(state)) state = await killMachine(victim.client)
      else state = await tryAct(victim.client, chance < 0.45 ? 'start' : oneOf(Object.keys(acts) as Act[]), state)
      assert.equal(await stateOf(victim.client), state, `seed ${share.seed}, step ${step}`)
    }
    context.diagnostic(`seed ${share.seed}`)
    await deleteWeb(victim.client)
    await assertNothingLeft(home, { ...before, files: ['.boot.iso'] })
  } finally {
    await victim.kill()
    await endMachines(home)
    await rm(home, { recursive: true, force: true })
  }
})
