import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { intelDesktop as desktop, module } from '../../../../support/inventories.ts'
import { ana, instructions, outcome } from '../../../../support/planned-change.ts'

const modules = (...all: readonly ReturnType<typeof module>[]) => ({ kernel: { ...desktop.kernel, modules: [...all] } })
const kept = (state: 'blacklisted' | 'disabled') =>
  modules(module('kvm', 'loaded'), { ...module('kvm_intel', state), configuredIn: '/etc/modprobe.d/vbox.conf' })
const held = (instance: string | null) => ({
  kvm: { ...desktop.kvm, holders: [{ pid: 7, program: 'qemu-system-x86', instance }] },
})

describe('kvm-group', () => {
  const members = { ...ana, groups: ['ana', 'kvm'] }

  test('makes a user a member of the group, and the group where there is none', () => {
    assert.deepEqual(outcome('kvm-group'), ['needed', 'usermod --append --groups kvm ana'])
    const user = { ...desktop.user, kvmGroup: { exists: false, listed: false, active: false } }
    assert.deepEqual(outcome('kvm-group', { inventory: { user } }), [
      'needed',
      'groupadd --system kvm',
      'usermod --append --groups kvm ana',
    ])
  })

  test('of a member is in place, and tells that the login is older than the group', () => {
    assert.deepEqual(outcome('kvm-group', { account: members }), ['in-place'])
    assert.equal(instructions('kvm-group', { account: members }), '')
    const user = { ...desktop.user, kvmGroup: { exists: true, listed: true, active: false } }
    assert.match(instructions('kvm-group', { account: members, inventory: { user } }), /logs out and in again/)
  })

  test('is taken back from members only', () => {
    const request = { undo: true }
    assert.deepEqual(outcome('kvm-group', { request, account: members }), ['needed', 'gpasswd --delete ana kvm'])
    assert.deepEqual(outcome('kvm-group', { request }), ['in-place'])
  })

  test('needs a user that exists, and root needs no group', () => {
    const [code, text] = outcome('kvm-group', { request: { user: 'eva' }, account: null })
    assert.deepEqual([code, text], ['host.user-unknown', 'This host has no user "eva".'])
    assert.deepEqual(outcome('kvm-group', { account: { ...ana, name: 'root', uid: 0 } }), ['in-place'])
  })
})

describe('kvm-module', () => {
  const file = '/etc/modules-load.d/stroj-kvm.conf'

  test('loads what is missing, now and at each boot', () => {
    const inventory = modules(module('kvm', 'loadable'), module('kvm_intel', 'loadable'))
    assert.deepEqual(outcome('kvm-module', { inventory }), [
      'needed',
      'modprobe kvm',
      'modprobe kvm_intel',
      `tee ${file}`,
    ])
    assert.deepEqual(outcome('kvm-module'), ['in-place'])
    assert.deepEqual(
      outcome('kvm-module', { inventory: modules(module('kvm', 'built-in'), module('kvm_intel', 'built-in')) }),
      ['in-place'],
    )
  })

  test('a blacklisted module is loaded by its name, and the file that keeps it out at boot is named', () => {
    assert.deepEqual(outcome('kvm-module', { inventory: kept('blacklisted') }), [
      'needed',
      'modprobe kvm_intel',
      `tee ${file}`,
    ])
    assert.match(
      instructions('kvm-module', { inventory: kept('blacklisted') }),
      /vbox\.conf has the line "blacklist kvm_intel"/,
    )
  })

  test('what somebody has switched off is switched on by a person: an install line, or the firmware', () => {
    assert.deepEqual(outcome('kvm-module', { inventory: kept('disabled') }), ['instructions'])
    assert.match(
      instructions('kvm-module', { inventory: kept('disabled') }),
      /vbox\.conf keeps the module kvm_intel out/,
    )
    const locked = {
      kernel: {
        ...desktop.kernel,
        modules: [module('kvm', 'loadable'), module('kvm_intel', 'loadable')],
        firmwareLocked: true,
      },
    }
    assert.match(instructions('kvm-module', { inventory: locked }), /firmware setup/)
  })

  test('is impossible without the extension or the module, and says which', () => {
    const processor = { ...desktop.processor, extension: 'none', hypervisor: 'vmware' } as const
    assert.match(outcome('kvm-module', { inventory: { processor } }).join(), /impossible.*guest of vmware/)
    const [code, text] = outcome('kvm-module', {
      inventory: modules(module('kvm', 'loaded'), module('kvm_intel', 'absent')),
    })
    assert.deepEqual([code, /does not have the module kvm_intel/.test(text ?? '')], ['host.change-impossible', true])
  })

  test('is taken back where it was made', () => {
    assert.deepEqual(outcome('kvm-module', { request: { undo: true } }), ['in-place'])
    assert.deepEqual(
      outcome('kvm-module', { request: { undo: true }, ownFiles: [{ path: file, text: 'kvm_intel\n' }] }),
      ['needed', `rm --force ${file}`, 'modprobe --remove kvm_intel', 'modprobe --remove kvm'],
    )
  })
})

describe('release-kvm', () => {
  test('ends a guest that is being kept warm, which is nobody, and says so', () => {
    const users = modules({ ...module('kvm', 'loaded'), users: 4 }, { ...module('kvm_intel', 'loaded'), users: 4 })
    const wish = { inventory: { ...users, ...held('kz3x0abcde') }, templates: new Set([7]) }
    assert.deepEqual(outcome('release-kvm', wish), ['needed', 'modprobe --remove kvm_intel', 'modprobe --remove kvm'])
    assert.match(instructions('release-kvm', wish), /being kept warm uses KVM. It is nobody's, and is ended first/)
    assert.match(outcome('release-kvm', { ...wish, templates: new Set([8]) }).join(), /instance kz3x0abcde/)
  })

  test('unloads the driver of the processor, then what it stands on; use-kvm loads them the other way round', () => {
    assert.deepEqual(outcome('release-kvm'), ['needed', 'modprobe --remove kvm_intel', 'modprobe --remove kvm'])
    const inventory = modules(module('kvm', 'loadable'), module('kvm_intel', 'loadable'))
    assert.deepEqual(outcome('use-kvm', { inventory }), ['needed', 'modprobe kvm', 'modprobe kvm_intel'])
    assert.deepEqual(outcome('release-kvm', { inventory }), ['in-place'])
    assert.deepEqual(outcome('use-kvm'), ['in-place'])
  })

  test('is refused with everybody who uses KVM, also those who are hidden', () => {
    const mine = outcome('release-kvm', { inventory: held('web') })
    assert.deepEqual(mine, [
      'host.kvm-in-use',
      'KVM is in use by instance web (qemu-system-x86, pid 7); nothing was changed.',
    ])
    const inventory = modules(module('kvm', 'loaded', 1), module('kvm_intel', 'loaded', 3))
    assert.match(outcome('release-kvm', { inventory }).join(), /in-use.*processes that this user may not see/)
    const stranger = modules(
      { ...module('kvm', 'loaded', 2), usedBy: ['kvm_intel', 'kvmgt'] },
      module('kvm_intel', 'loaded'),
    )
    assert.match(outcome('release-kvm', { inventory: stranger }).join(), /in-use.*the module kvmgt/)
  })

  test('is impossible where KVM is part of the kernel', () => {
    assert.match(
      outcome('release-kvm', { inventory: modules(module('kvm', 'built-in'), module('kvm_intel', 'loaded')) }).join(),
      /cannot be unloaded/,
    )
  })
})

describe('release-virtualbox', () => {
  const loaded = modules(module('vboxdrv', 'loaded', 2), module('vboxnetflt', 'loaded'), module('vboxnetadp', 'loaded'))
  const virtualBox = (pids: readonly number[]) => ({
    ...loaded,
    otherHypervisors: [
      {
        name: 'VirtualBox' as const,
        modules: ['vboxdrv'],
        holders: pids.map((pid) => ({ pid, program: 'VBoxHeadless', instance: null })),
      },
    ],
  })

  test('unloads its modules in order, unless a guest of it runs', () => {
    const steps = ['vboxnetadp', 'vboxnetflt', 'vboxdrv'].map((name) => `modprobe --remove ${name}`)
    assert.deepEqual(outcome('release-virtualbox', { inventory: virtualBox([]) }), ['needed', ...steps])
    assert.match(
      outcome('release-virtualbox', { inventory: virtualBox([9]) }).join(),
      /hypervisor-in-use.*VBoxHeadless \(pid 9\)/,
    )
    assert.deepEqual(outcome('release-virtualbox'), ['in-place'])
  })
})

describe('nested', () => {
  const off = { processor: { ...desktop.processor, nested: false } }

  test('is an option of the module, which is loaded anew', () => {
    assert.deepEqual(outcome('nested', { inventory: off }), [
      'needed',
      'modprobe --remove kvm_intel',
      'tee /etc/modprobe.d/stroj-nested.conf',
      'modprobe kvm_intel',
    ])
    assert.deepEqual(outcome('nested'), ['in-place'])
  })

  test('waits until nobody uses KVM', () => {
    assert.match(
      outcome('nested', { inventory: { ...off, ...held(null) } }).join(),
      /kvm-in-use.*qemu-system-x86 \(pid 7\)/,
    )
  })
})
