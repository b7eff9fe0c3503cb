import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { test } from 'node:test'
import { findProgram } from '../../../src/host/find-program.ts'
import { hashPassword } from '../../../src/kit/hash-password.ts'
import { PasswordHash } from '../../../src/model/spec-cloud.ts'

test('the test vector of the specification comes out', async () => {
  assert.equal(
    await hashPassword('Hello world!', 'saltstring'),
    '$6$saltstring$svn8UoSVapNtMuq1ukKS4tPQd8iKwSMHWjl/O817G3uBnIFNjnQJuesI68u4OTLiBFdcbYEdFCoEOfaS35inz1',
  )
})

test('openssl agrees, whatever the length and the letters', async (context) => {
  if ((await findProgram('openssl')) === undefined) return context.skip('openssl is not installed')
  for (const password of [
    'a',
    'ž'.repeat(20),
    'x'.repeat(63),
    'x'.repeat(64),
    'y'.repeat(65),
    '"$(reboot)`\\',
  ].values()) {
    const words = ['passwd', '-6', '-salt', 'abcdefgh1234', '-stdin']
    const theirs = execFileSync('openssl', words, { input: `${password}\n` })
      .toString()
      .trim()
    assert.equal(await hashPassword(password, 'abcdefgh1234'), theirs)
  }
})

test('the same password has another hash each time, and a spec takes it', async () => {
  const [one, other] = [await hashPassword('secret'), await hashPassword('secret')]
  assert.notEqual(one, other)
  assert.ok(PasswordHash.safeParse(one).success)
})
