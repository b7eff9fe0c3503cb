import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { dueAt, expiryOf, firstLifetime, renewed } from '../../../../src/plan/temporary/lifetime.ts'

const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1) + seconds * 1000)
const iso = (seconds: number) => at(seconds).toISOString()

describe('a temporary instance', () => {
  test('stays for its time, and from each renewal on for the same time', () => {
    const first = firstLifetime({ unattended: 100 }, at(0))
    assert.equal(expiryOf(first), iso(100))
    const later = renewed(first, at(60))
    assert.equal(expiryOf(later), iso(160))
    assert.equal(dueAt(later, at(-1000)), at(160).getTime())
  })

  test('goes at its limit, however often it is renewed', () => {
    const lifetime = renewed(firstLifetime({ unattended: 100, limit: 150 }, at(0)), at(140))
    assert.equal(expiryOf(lifetime), iso(150))
    assert.equal(dueAt(lifetime, at(0)), at(150).getTime())
    assert.equal(dueAt(lifetime, at(149)), at(150).getTime())
  })

  test('is not blamed for the time in which there was no daemon to renew it at', () => {
    const minute = firstLifetime({ unattended: 300 }, at(0))
    assert.equal(dueAt(minute, at(1000)), at(1060).getTime())
    const short = firstLifetime({ unattended: 10 }, at(0))
    assert.equal(dueAt(short, at(1000)), at(1010).getTime())
  })
})
