import assert from 'node:assert/strict'
import { test } from 'node:test'
import { shouldAutostart } from '../../../../src/plan/instance/autostart.ts'
import { restartDelayMs, shouldRestart } from '../../../../src/plan/instance/restart.ts'

for (const [policy, asked, kind, again] of [
  ['never', false, 'crashed', false],
  ['on-failure', false, 'crashed', true],
  ['on-failure', false, 'guest-shutdown', false],
  ['always', false, 'guest-shutdown', true],
  ['always', false, 'crashed', true],
  ['always', true, 'guest-shutdown', false],
  ['on-failure', true, 'crashed', false],
] as const) {
  test(`restart ${policy}: after it ${asked ? 'was ended by a person' : kind} it is ${again ? '' : 'not '}started again`, () => {
    assert.equal(shouldRestart(policy, { asked, ending: { kind } }), again)
  })
}

test('the pause before a restart doubles up to a minute and never overflows', () => {
  const delays = [0, 1, 2, 5, 6, 7, 100, 1e9].map(restartDelayMs)
  assert.deepEqual(delays, [1000, 2000, 4000, 32_000, 60_000, 60_000, 60_000, 60_000])
})

const booted = new Date('2026-01-02T00:00:00Z')
const before = '2026-01-01T00:00:00Z'
const after = '2026-01-03T00:00:00Z'

for (const [what, autostart, restart, run, end, createdAt, lost, starts] of [
  ['with autostart, after the host was booted', true, 'never', null, before, before, false, true],
  ['with autostart, but stopped since the host was booted', true, 'never', null, after, before, false, false],
  ['with autostart, made since the host was booted', true, 'never', null, null, after, false, false],
  ['without autostart', false, 'never', null, before, before, false, false],
  ['that runs already', true, 'always', {}, null, before, false, false],
  ['that was lost with the daemon and shall be restarted', false, 'on-failure', null, after, before, true, true],
  ['that was lost with the daemon and has autostart', true, 'never', null, after, before, true, true],
  ['that was lost with the daemon, without either', false, 'never', null, after, before, true, false],
] as const) {
  test(`an instance ${what} is ${starts ? '' : 'not '}started by a new daemon`, () => {
    const subject = { spec: { autostart, restart }, run, end: end === null ? null : { at: end }, createdAt }
    assert.equal(shouldAutostart(subject, booted, lost), starts)
  })
}
