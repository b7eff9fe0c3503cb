import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Clock, Random } from '../../src/contract/clock.ts'

/** What every clock must do. `pass` lets so many milliseconds go by on it. */
export function clockContract(name: string, clock: Clock, pass: (ms: number) => Promise<void>): void {
  describe(`${name} keeps the clock contract`, () => {
    const never = new AbortController().signal

    test('who sleeps wakes when the time has come, and sees it', async () => {
      const before = clock.now().getTime()
      const slept = clock.sleep(20, never)
      await pass(20)
      await slept
      // Timers and clocks may differ by a millisecond.
      assert.ok(clock.now().getTime() - before >= 19)
    })

    test('what is steady goes on as time does', async () => {
      const before = clock.steady()
      await pass(20)
      const passed = clock.steady() - before
      assert.ok(passed >= 19 && passed < 10_000, String(passed))
    })

    test('sleep ends with the reason of its signal, before and while it sleeps', async () => {
      const before = new Error('before')
      await assert.rejects(clock.sleep(60_000, AbortSignal.abort(before)), before)
      const stop = new AbortController()
      const sleeping = clock.sleep(60_000, stop.signal)
      const reason = new Error('changed my mind')
      stop.abort(reason)
      await assert.rejects(sleeping, reason)
    })
  })
}

/** What every source of randomness must do. */
export function randomContract(name: string, random: Random): void {
  describe(`${name} keeps the contract of randomness`, () => {
    test('a token has its length, begins with a letter and is of a-z and 0-9', () => {
      for (const length of [4, 10, 16]) assert.match(random.token(length), new RegExp(`^[a-z][a-z0-9]{${length - 1}}$`))
    })

    test('a uuid is one of version 4', () => {
      assert.match(random.uuid(), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    })

    test('a MAC address is a local one of QEMU', () => {
      assert.match(random.mac(), /^52:54:00(?::[0-9a-f]{2}){3}$/)
    })

    test('nothing comes twice', () => {
      const all = Array.from({ length: 100 }, () => [random.token(10), random.uuid(), random.mac()]).flat()
      assert.equal(new Set(all).size, 300)
    })
  })
}
