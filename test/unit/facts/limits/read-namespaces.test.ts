import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { readNamespaces } from '../../../../src/facts/limits/read-namespaces.ts'
import { filesAt, plant } from '../../../support/host-tree.ts'

const most = '/proc/sys/user/max_user_namespaces'
const clone = '/proc/sys/kernel/unprivileged_userns_clone'
const restrict = '/proc/sys/kernel/apparmor_restrict_unprivileged_userns'
const enabled = '/sys/module/apparmor/parameters/enabled'

type Case = readonly [when: string, files: Readonly<Record<string, string>>, user: boolean, restrictedBy: string | null]

const cases: readonly Case[] = [
  ['the kernel allows them', { [most]: '96365\n' }, true, null],
  ['Debian allows them', { [most]: '96365\n', [clone]: '1\n' }, true, null],
  ['Debian denies them', { [most]: '96365\n', [clone]: '0\n' }, false, 'kernel.unprivileged_userns_clone'],
  ['none may be made', { [most]: '0\n' }, false, 'user.max_user_namespaces'],
  [
    'AppArmor denies them',
    { [most]: '9\n', [restrict]: '1\n', [enabled]: 'Y\n' },
    false,
    'kernel.apparmor_restrict_unprivileged_userns',
  ],
  ['AppArmor would deny them and is off', { [most]: '9\n', [restrict]: '1\n', [enabled]: 'N\n' }, true, null],
  ['the kernel does not have them', {}, false, null],
]

describe('user namespaces of ordinary users', () => {
  for (const [when, files, user, restrictedBy] of cases) {
    test(`are ${user ? '' : 'not '}there when ${when}`, async () => {
      await using root = await plant(filesAt(files))
      const found = readNamespaces(root.path)
      assert.deepEqual([found.user, found.restrictedBy], [user, restrictedBy])
    })
  }
})
