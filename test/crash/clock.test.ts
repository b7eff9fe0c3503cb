import assert from 'node:assert/strict'
import { test } from 'node:test'
import { TempDir } from '../../src/host/temp-dir.ts'
import type { Stroj } from '../../src/sdk/client.ts'
import { createGuest } from '../support/crash/guest-subjects.ts'
import { startVictim } from '../support/crash/daemon.ts'
import { deleteWeb, small, start, wait, whole } from '../support/crash/steps.ts'
import { fakeClock, withoutFakedClock } from '../support/faked-clock.ts'
import { Home } from '../support/home.ts'
import { untilFound } from '../support/until.ts'

const hour = 3_600_000
/** From the true time, in milliseconds. */
const jumps = [hour, -hour, -Date.now()]
const parkAfter = 10
const unattended = 30

/** What the daemon takes for the present. */
async function timeOf(client: Stroj): Promise<number> {
  const { token } = await client.createToken({ name: 'now' })
  await client.deleteToken('now')
  return Date.parse(token.createdAt)
}

const scheduled = async (client: Stroj) =>
  (await client.listSnapshots('web')).items.filter(({ automatic }) => automatic).map(({ createdAt }) => createdAt)

const isThere = async (client: Stroj, name: string) =>
  (await client.listInstances()).items.some((instance) => instance.name === name)

async function untilParked(client: Stroj): Promise<void> {
  await untilFound(60_000, async () => ((await client.showInstance('web')).state.kind === 'parked' ? true : undefined))
}

test('F-11: whatever the clock of the host is set to, parking, schedules and lifetimes go on as time does', {
  skip: withoutFakedClock,
}, async () => {
  await using home = await Home.fresh()
  await using folder = await TempDir.make('clock')
  const clock = await fakeClock(folder.path)
  const daemon = await startVictim(home.path, clock.environment)
  const { client } = daemon
  try {
    await createGuest(client, folder.path)
    await client.setInstance('web', { spec: { park: { after: parkAfter }, snapshots: { every: '1h', keep: 9 } } })
    await start(client)
    const temporary = { unattended }
    await whole(client, client.createInstance({ name: 'ci', spec: { ...small, disk: 1 << 20 }, temporary }, wait))
    const begun = performance.now()
    const seconds = () => (performance.now() - begun) / 1000

    for (const [at, ms] of jumps.entries()) {
      await clock.set(ms)
      assert.ok(Math.abs((await timeOf(client)) - (Date.now() + ms)) < 10_000)
      // It waits for an hour, or nobody knows how long ago the last one was: one is taken now. That wakes the guest.
      await untilFound(60_000, async () => ((await scheduled(client)).length > at ? true : undefined))
      const awake = performance.now()
      await untilParked(client)
      assert.ok(performance.now() - awake > (parkAfter - 2) * 1000, 'a guest is parked before its time')
      if (seconds() < unattended - 2)
        assert.ok(await isThere(client, 'ci'), 'a temporary instance goes before its time')
    }

    await untilFound(60_000, async () => ((await isThere(client, 'ci')) ? undefined : true))
    assert.ok(seconds() >= unattended - 1)
    assert.equal((await scheduled(client)).length, jumps.length)
    await client.resumeInstance('web', wait)
    await deleteWeb(client)
  } finally {
    await daemon.kill()
  }
})

test('F-11: a daemon that is started in 1970 knows what one of today has left, and the other way round', {
  skip: withoutFakedClock,
}, async () => {
  await using home = await Home.fresh()
  await using folder = await TempDir.make('clock')
  const clock = await fakeClock(folder.path)
  const today = await startVictim(home.path, clock.environment)
  await createGuest(today.client, folder.path)
  await start(today.client)
  await whole(
    today.client,
    today.client.createInstance(
      { name: 'ci', spec: { ...small, disk: 1 << 20 }, temporary: { unattended: 3600 } },
      wait,
    ),
  )
  await today.kill()
  for (const ms of [-Date.now(), 0]) {
    await clock.set(ms)
    const daemon = await startVictim(home.path, clock.environment)
    const { items } = await daemon.client.listInstances()
    assert.deepEqual(
      items.map(({ name, state }) => [name, state.kind]),
      [
        ['ci', 'stopped'],
        ['web', 'running'],
      ],
    )
    if (ms === 0) await deleteWeb(daemon.client)
    if (ms === 0) await whole(daemon.client, daemon.client.deleteInstance('ci', wait))
    await daemon.kill()
  }
})
