import assert from 'node:assert/strict'
import { mkdir, writeFile } from 'node:fs/promises'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { asksElsewhere } from '../../../../src/facts/kvm/read-groups.ts'
import { readUser } from '../../../../src/facts/kvm/read-user.ts'
import { parseGroup, parsePasswd } from '../../../../src/facts/kvm/user-database.ts'
import { TempDir } from '../../../../src/host/temp-dir.ts'
import { HostUser } from '../../../../src/model/host/kvm.ts'

const anna = { name: 'anna', uid: 1000, gid: 1000, groups: [1000, 27] }

async function kvmGroup(group: string, user = anna): Promise<HostUser['kvmGroup']> {
  await using root = await TempDir.make('facts')
  await mkdir(`${root.path}/etc`)
  await writeFile(`${root.path}/etc/group`, group)
  const found = await readUser(root.path, new AbortController().signal, user)
  return HostUser.parse(found).kvmGroup
}

describe('the group kvm', () => {
  const table: readonly (readonly [string, string, typeof anna, HostUser['kvmGroup']])[] = [
    ['is missing', 'sudo:x:27:anna\n', anna, { exists: false, listed: false, active: false }],
    ['is without the user', 'kvm:x:104:otto\n', anna, { exists: true, listed: false, active: false }],
    ['has the user', 'kvm:x:104:otto,anna\n', { ...anna, groups: [104] }, { exists: true, listed: true, active: true }],
    // The user was added to it, and has not logged in again since.
    ['waits for the next login', 'kvm:x:104:anna\n', anna, { exists: true, listed: true, active: false }],
    // Someone was taken out of it, or got it with `newgrp` or SupplementaryGroups=.
    [
      'is there for this session',
      'kvm:x:104:\n',
      { ...anna, groups: [104] },
      { exists: true, listed: false, active: true },
    ],
    ['is the first of the user', 'kvm:x:104:\n', { ...anna, gid: 104 }, { exists: true, listed: true, active: false }],
    [
      'is not another one with a longer name',
      'kvmx:x:104:anna\n',
      anna,
      { exists: false, listed: false, active: false },
    ],
    ['has a member with a longer name', 'kvm:x:104:annabel', anna, { exists: true, listed: false, active: false }],
  ]
  for (const [name, text, user, expected] of table) {
    test(name, async () => assert.deepEqual(await kvmGroup(text, user), expected))
  }
})

test('a directory service is asked only where one is configured', () => {
  assert.equal(asksElsewhere('passwd: files\ngroup: files systemd\n'), false)
  assert.equal(asksElsewhere('group:          files [SUCCESS=merge] systemd\n'), false)
  assert.equal(asksElsewhere('group: files sss\n'), true)
  assert.equal(asksElsewhere('group: compat ldap [NOTFOUND=return]\n'), true)
  assert.equal(asksElsewhere('passwd: files ldap\n'), false)
  assert.equal(asksElsewhere(''), false)
})

test('databases of users are read line by line, and lines for other databases are passed over', () => {
  assert.deepEqual(parsePasswd('root:x:0:0:root:/root:/bin/bash\n+nis::::::\nbroken\na:x:1:x::\n'), [
    { name: 'root', uid: 0, gid: 0 },
  ])
  assert.deepEqual(parseGroup('kvm:x:104:a,b,\n+:::\n#c:x:1:\n'), [{ name: 'kvm', gid: 104, members: ['a', 'b'] }])
})

test('no text makes a parser of users throw, and ids are numbers', () => {
  const text = fc.array(fc.oneof(fc.constantFrom('a', ':', '\n', '1', ',', '-'), fc.string({ unit: 'binary' })))
  fc.assert(
    fc.property(text, (pieces) => {
      const whole = pieces.join('')
      for (const { uid, gid } of parsePasswd(whole)) assert.ok(Number.isSafeInteger(uid) && Number.isSafeInteger(gid))
      for (const { gid } of parseGroup(whole)) assert.ok(Number.isSafeInteger(gid))
      asksElsewhere(whole)
    }),
  )
})
