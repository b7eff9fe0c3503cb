import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { InstanceSpec, type InstanceSpecInput } from '../../../../src/model/spec.ts'
import { parseYaml } from '../../../../src/model/yaml-text.ts'
import { planSeed } from '../../../../src/plan/instance/plan-seed.ts'
import { imageChoice } from '../../../support/facts.ts'

const subject = { name: 'web', uuid: 'u', macs: ['52:54:00:00:00:01', '52:54:00:00:00:02'] }
const key = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl'

function seedOf(spec: InstanceSpecInput) {
  return planSeed(subject, InstanceSpec.parse({ image: 'debian:12', ...spec }), imageChoice())
}

function valueOf(text: string | undefined): Record<string, unknown> {
  const yaml = parseYaml(text ?? '')
  assert.ok(yaml.ok)
  return yaml.value as Record<string, unknown>
}

test('without `cloud` there is no seed', () => assert.equal(seedOf({}), null))

test('a user of ones own gets keys and a shell; the user of the image gets the keys alone', () => {
  const own = valueOf(seedOf({ cloud: { user: 'me', keys: [key] } })?.userData)
  assert.deepEqual(own['users'], [
    { name: 'me', sudo: 'ALL=(ALL) NOPASSWD:ALL', shell: '/bin/bash', lock_passwd: true, ssh_authorized_keys: [key] },
  ])
  assert.deepEqual(valueOf(seedOf({ cloud: { keys: [key] } })?.userData), { ssh_authorized_keys: [key] })
})

test('cards are known by their addresses, and an isolated one waits for nobody', () => {
  const nics = [{}, { network: 'isolated' as const, mac: '52:54:00:00:00:09' }]
  assert.deepEqual(valueOf(seedOf({ nics, cloud: {} })?.networkConfig)['ethernets'], {
    nic0: { match: { macaddress: '52:54:00:00:00:01' }, dhcp4: true, dhcp6: true, optional: false },
    nic1: { match: { macaddress: '52:54:00:00:00:09' }, dhcp4: false, dhcp6: false, optional: true },
  })
})

test('nothing that a person writes becomes a key, and every line comes out as it went in', () => {
  const line = fc.string({ minLength: 1, maxLength: 80, unit: 'grapheme' }).filter((text) => !/\p{Cc}/u.test(text))
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 5 }), (run) => {
      const text = seedOf({ cloud: { user: 'me', run } })?.userData ?? ''
      assert.ok(text.startsWith('#cloud-config\n'))
      const value = valueOf(text)
      assert.deepEqual(Object.keys(value), ['users', 'runcmd'])
      assert.deepEqual(value['runcmd'], run)
    }),
  )
})

const refused: readonly (readonly [string, object])[] = [
  ['a key with a second line', { keys: [`${key}\nssh-ed25519 AAAA`] }],
  ['a key with options before it', { keys: [`command="x" ${key}`] }],
  ['a line with a line break', { run: ['a\nb'] }],
  ['a password that is not hashed', { user: 'me', passwordHash: 'secret' }],
  ['a password for nobody', { passwordHash: '$6$a$b' }],
  ['a user that is none', { user: 'a:b' }],
  ['a package that is an option', { packages: ['--allow'] }],
  ['an unknown key', { usr: 'me' }],
]
for (const [what, cloud] of refused) {
  test(`${what} is refused`, () => {
    assert.equal(InstanceSpec.safeParse({ image: 'debian:12', cloud }).success, false)
  })
}
