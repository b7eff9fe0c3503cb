import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { parseLoadedModules } from '../../../../src/facts/kernel/loaded-modules.ts'
import { modulesKeptOut } from '../../../../src/facts/kernel/modprobe-settings.ts'
import { modulesInList } from '../../../../src/facts/kernel/module-name.ts'

const path = '/etc/modprobe.d/a.conf'
const keptOut = (text: string, commandLine = '') =>
  [...modulesKeptOut([{ path, text }], commandLine)].map(([name, { how }]) => `${name} ${how}`)

const table: readonly (readonly [string, readonly string[]])[] = [
  ['blacklist kvm-intel', ['kvm_intel blacklisted']],
  ['  blacklist\tkvm_intel  ', ['kvm_intel blacklisted']],
  ['install kvm /bin/true', ['kvm disabled']],
  ['install kvm /usr/bin/false', ['kvm disabled']],
  ['install kvm false', ['kvm disabled']],
  ['install kvm /sbin/modprobe --ignore-install kvm', []],
  ['install kvm /bin/falsehood', []],
  ['install kvm', []],
  ['# blacklist kvm', []],
  ['blacklist', []],
  ['blacklist \\\nkvm', ['kvm blacklisted']],
  ['options kvm nested=1\nalias blacklist kvm', []],
  ['install kvm /bin/false\nblacklist kvm', ['kvm disabled']],
]
for (const [text, expected] of table) {
  test(`modprobe.d with ${JSON.stringify(text)} keeps out ${expected.join(', ') || 'nothing'}`, () => {
    assert.deepEqual(keptOut(text), expected)
  })
}

test('the command line keeps modules out in two ways, and nothing else on it does', () => {
  assert.deepEqual(keptOut('', 'ro module_blacklist=kvm,kvm-intel modprobe.blacklist=nouveau x.module_blacklist=tun'), [
    'nouveau blacklisted',
    'kvm disabled',
    'kvm_intel disabled',
  ])
})

test('a module is found in a list by its whole name, however it is written and packed', () => {
  const list =
    'kernel/kvm/kvm-intel.ko.xz: kernel/kvm/kvm.ko.xz\nkernel/vfio.ko:\nvmnet.ko\nkernel/xtun.ko:\nkernel/tun/a.ko:\n'
  assert.deepEqual(
    [...modulesInList(list, ['kvm', 'kvm_intel', 'vfio', 'vmnet', 'tun'])],
    ['kvm_intel', 'vfio', 'vmnet'],
  )
})

test('no text makes a parser of modules throw, and each finding has its type', () => {
  const piece = fc.constantFrom(
    'blacklist ',
    'install ',
    'kvm',
    ' 12 ',
    '-',
    ',',
    '\\\n',
    '\n',
    '/bin/false',
    ' Live 0x0',
    '.ko:',
    '=',
  )
  const text = fc.array(fc.oneof(piece, fc.string({ unit: 'binary', maxLength: 8 }))).map((pieces) => pieces.join(''))
  fc.assert(
    fc.property(text, text, (one, other) => {
      for (const { how, where } of modulesKeptOut([{ path, text: one }], other).values()) {
        assert.match(how, /^(?:blacklisted|disabled)$/)
        assert.match(where, /^\/(?:etc\/modprobe\.d\/a\.conf|proc\/cmdline)$/)
      }
      for (const { users } of parseLoadedModules(one).values()) assert.ok(users >= 0)
      for (const name of modulesInList(one, ['kvm', 'kvm_intel'])) assert.match(name, /^kvm(?:_intel)?$/)
    }),
  )
})
