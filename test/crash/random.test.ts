import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Stroj } from '../../src/sdk/client.ts'
import { bootMedium } from '../support/boot-media.ts'
import { startVictim, type Victim } from '../support/crash/daemon.ts'
import { random, readShare } from '../support/crash/share.ts'
import { endMachines } from '../support/oracle/end-machines.ts'
import { holdingsOf } from '../support/oracle/holdings.ts'
import { assertNothingLeft } from '../support/oracle/nothing-left.ts'

const share = readShare()
const next = random(share.seed)
const mebibyte = 2 ** 20
const wait = { waitMs: 60_000 }
const guests = Array.from({ length: 20 }, (_, at) => `guest${at}`)

/** What a client has been told: its volume is there, is not, or nobody knows, since its last request was not answered. */
type Known = 'there' | 'absent' | 'unknown'

/** Makes and deletes a volume of its own until the daemon is gone. */
async function work(client: Stroj, name: string, known: Map<string, Known>): Promise<void> {
  for (;;) {
    const isThere = known.get(name) === 'there'
    known.set(name, 'unknown')
    try {
      if (isThere) await client.deleteVolume(name)
      else
        await client.waitForOperation(
          await client.createVolume({ kind: 'empty', name, size: mebibyte, format: 'raw' }, wait),
        )
      known.set(name, isThere ? 'absent' : 'there')
    } catch {
      return
    }
  }
}

async function compare(client: Stroj, known: Map<string, Known>): Promise<void> {
  const there = new Set((await client.listVolumes()).items.map(({ name }) => String(name)))
  for (const [name, state] of known) {
    if (state !== 'unknown') assert.equal(there.has(name), state === 'there', `${name} was answered to be ${state}`)
    known.set(name, there.has(name) ? 'there' : 'absent')
  }
}

async function pids(client: Stroj): Promise<readonly string[]> {
  const { items } = await client.listInstances()
  return items.map(({ name, state }) => `${name} ${state.kind} ${'pid' in state ? state.pid : ''}`)
}

async function startGuests({ client }: Victim, home: string): Promise<void> {
  const cdrom = join(home, '.boot.iso')
  await writeFile(cdrom, bootMedium('C'))
  for (const name of guests) {
    const spec = {
      memory: 32 * mebibyte,
      nics: [],
      console: { screen: false },
      cdrom,
      boot: { order: ['cdrom' as const] },
    }
    await client.waitForOperation(await client.createInstance({ name, spec }, wait))
    await client.waitForOperation(await client.startInstance(name, wait))
  }
}

async function quiet(client: Stroj): Promise<void> {
  for (const { id } of (await client.listOperations({ state: 'running' })).items) await client.showOperation(id, wait)
}

test('F-03: killed at random moments under load, a daemon with 20 running instances loses nothing that it answered', async (context) => {
  const home = await mkdtemp(join(tmpdir(), 'stroj-crash-'))
  let victim = await startVictim(home)
  try {
    const before = await holdingsOf(home)
    await startGuests(victim, home)
    const running = await pids(victim.client)
    const known = new Map<string, Known>(Array.from({ length: 4 }, (_, at) => [`volume${at}`, 'absent']))
    const end = performance.now() + share.minutes * 60_000
    let [kills, longestMs] = [0, 0]
    while (performance.now() < end) {
      const clients = [...known.keys()].map((name) => work(victim.client, name, known))
      await sleep(50 + next() * 450)
      await victim.kill()
      await Promise.all(clients)
      const begun = performance.now()
      victim = await startVictim(home)
      longestMs = Math.max(longestMs, performance.now() - begun)
      kills += 1
      await quiet(victim.client)
      await compare(victim.client, known)
      assert.deepEqual(await pids(victim.client), running)
    }
    context.diagnostic(
      `seed ${share.seed}: ${kills} kills, longest start with 20 instances ${Math.round(longestMs)} ms`,
    )
    for (const { name } of (await victim.client.listVolumes()).items) await victim.client.deleteVolume(name)
    for (const name of guests) {
      await victim.client.waitForOperation(await victim.client.deleteInstance(name, { ...wait, force: true }))
    }
    await assertNothingLeft(home, { ...before, files: ['.boot.iso'] })
  } finally {
    await victim.kill()
    await endMachines(home)
    await rm(home, { recursive: true, force: true })
  }
})
