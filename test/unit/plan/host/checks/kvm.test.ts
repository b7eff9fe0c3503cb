import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { HostFacts } from '../../../../../src/model/host/facts.ts'
import type { HostInventory } from '../../../../../src/model/host/inventory.ts'
import type { HostModule } from '../../../../../src/model/host/kernel.ts'
import { hostChecks } from '../../../../../src/plan/host/checks/host-checks.ts'
import { desktop, type Kind } from '../../../../support/inventory-kinds.ts'
import { intelDesktop, module } from '../../../../support/inventories.ts'

const { processor, kernel, kvm, user } = intelDesktop
const noExtension = { ...processor, extension: 'none', nestedPaging: null, nested: null } as const
const missing = { ...kvm, exists: false, owner: null, group: null, mode: null, opening: 'missing' } as const
const denied = { ...kvm, opening: 'denied', reason: 'EACCES' } as const

function without(obstacle: Exclude<HostFacts['kvm']['obstacle'], null>, changed: Partial<HostInventory>): Kind {
  const facts = { ...desktop.facts, kvm: { usable: false, obstacle, reason: 'what the engine says' } }
  return { inventory: { ...intelDesktop, ...changed }, facts }
}

function withModule(changed: HostModule): HostInventory['kernel'] {
  const others = kernel.modules.filter(({ name }) => name !== changed.name)
  return { ...kernel, modules: [...others, changed] }
}

function inGroup(exists: boolean, listed: boolean, active: boolean): HostInventory['user'] {
  return { ...user, kvmGroup: { exists, listed, active } }
}

function verdict({ inventory, facts }: Kind) {
  const [check, ...more] = hostChecks(inventory, facts).filter(({ name }) => name === 'KVM')
  assert.ok(check !== undefined && more.length === 0)
  return check
}

const reboot = 'sudo systemctl reboot --firmware-setup'
const notLoaded = withModule(module('kvm_intel', 'loadable'))
const vbox = { name: 'VirtualBox', modules: ['vboxdrv', 'vboxnetflt', 'vboxnetadp'], holders: [] } as const
const vboxHeld = {
  ...vbox,
  modules: [...vbox.modules],
  holders: [{ pid: 12, program: 'VBoxHeadless', instance: null }],
}

type Case = readonly [when: string, kind: Kind, found: RegExp, fix: string | null, change: string | null]

const cases: readonly Case[] = [
  [
    'virtualization is off on bare metal',
    without('no-extension', { processor: noExtension, kvm: missing, kernel: notLoaded }),
    /^neither vmx nor svm$/,
    reboot,
    null,
  ],
  [
    'the host is itself a guest of VirtualBox',
    without('no-extension', { processor: { ...noExtension, hypervisor: 'virtualbox' }, kvm: missing }),
    /^VirtualBox, in which this host runs, does not pass virtualization on$/,
    'VBoxManage modifyvm NAME --nested-hw-virt on',
    null,
  ],
  [
    'an ARM kernel was started too low',
    without('no-extension', { processor: { ...noExtension, architecture: 'aarch64' }, kvm: missing }),
    /exception level 2/,
    null,
    null,
  ],
  [
    'the kernel is from before KVM',
    without('no-device', { kernel: { ...kernel, release: '2.6.18-6-686' }, kvm: missing }),
    /^Linux 2\.6\.18/,
    null,
    null,
  ],
  [
    'the module is not loaded',
    without('no-device', { kernel: notLoaded, kvm: missing }),
    /^the module kvm_intel is not loaded$/,
    'sudo modprobe kvm_intel',
    'kvm-module',
  ],
  [
    'the module is blacklisted',
    without('no-device', {
      kernel: withModule({ ...module('kvm_intel', 'blacklisted'), configuredIn: '/etc/modprobe.d/no-kvm.conf' }),
      kvm: missing,
    }),
    /^the module kvm_intel is blacklisted$/,
    'sudo modprobe kvm_intel',
    'kvm-module',
  ],
  [
    'the module is disabled by an install line',
    without('no-device', {
      kernel: withModule({ ...module('kvm_intel', 'disabled'), configuredIn: '/etc/modprobe.d/no-kvm.conf' }),
      kvm: missing,
    }),
    /^the module kvm_intel is disabled$/,
    "sudo sed -Ei '/^[[:space:]]*install[[:space:]]+kvm[-_]intel([[:space:]]|$)/d' /etc/modprobe.d/no-kvm.conf && sudo modprobe kvm_intel",
    null,
  ],
  [
    'the kernel does not have the module',
    without('no-device', { kernel: withModule(module('kvm_intel', 'absent')), kvm: missing }),
    /^this kernel has no module kvm_intel$/,
    'sudo apt-get install linux-image-amd64',
    null,
  ],
  [
    'the firmware keeps the module from being loaded',
    without('no-device', { kernel: { ...notLoaded, firmwareLocked: true }, kvm: missing }),
    /^the firmware has switched virtualization off$/,
    reboot,
    null,
  ],
  [
    'VirtualBox runs a guest',
    without('failed-test', { otherHypervisors: [vboxHeld] }),
    /^VirtualBox has the processors \(VBoxHeadless \(pid 12\)\)$/,
    'sudo modprobe -r vboxnetflt vboxnetadp vboxdrv',
    'release-virtualbox',
  ],
  [
    'the node is missing',
    without('no-device', { kvm: missing }),
    /^there is no \/dev\/kvm$/,
    'sudo mknod -m 0660 /dev/kvm c 10 232 && sudo chgrp kvm /dev/kvm',
    'kvm-device',
  ],
  [
    'the node is a dead one',
    without('no-device', { kvm: { ...kvm, opening: 'no-device' } }),
    /no driver answers/,
    'sudo rm /dev/kvm && sudo mknod -m 0660 /dev/kvm c 10 232 && sudo chgrp kvm /dev/kvm',
    'kvm-device',
  ],
  [
    'a container was not given the device',
    without('no-device', { kvm: missing, processor: { ...processor, container: 'docker' } }),
    /^the container has no \/dev\/kvm$/,
    null,
    null,
  ],
  [
    'the user is not in the group',
    without('denied', { kvm: denied, user: inGroup(true, false, false) }),
    /^ana may not open \/dev\/kvm$/,
    'sudo usermod -a -G kvm ana',
    'kvm-group',
  ],
  [
    'the login is older than the membership',
    without('denied', { kvm: denied, user: inGroup(true, true, false) }),
    /^ana may not open \/dev\/kvm$/,
    'sg kvm -c "stroj daemon restart"',
    null,
  ],
  [
    'there is no group',
    without('denied', { kvm: denied, user: inGroup(false, false, false) }),
    /may not open/,
    'sudo groupadd --system kvm && sudo usermod -a -G kvm ana',
    'kvm-group',
  ],
  [
    'the node belongs to root alone',
    without('denied', { kvm: { ...denied, group: 'root', mode: '0600' } }),
    /may not open/,
    'sudo chgrp kvm /dev/kvm && sudo chmod 0660 /dev/kvm',
    'kvm-device',
  ],
  ['something else denies it', without('denied', { kvm: denied }), /may not open/, null, null],
  [
    'QEMU is not installed',
    without('no-emulator', {}),
    /^what the engine says$/,
    'sudo apt-get install qemu-system-x86',
    'tools',
  ],
  ['the test guest fails', without('failed-test', {}), /^what the engine says$/, null, null],
]

describe('the one reason why KVM is not usable', () => {
  for (const [when, kind, found, fix, change] of cases) {
    test(`is told when ${when}`, () => {
      const check = verdict(kind)
      assert.equal(check.verdict, 'warning')
      assert.match(check.found, found)
      assert.deepEqual([check.fix, check.change], [fix, change])
      assert.match(check.meaning, /emulated \(TCG\)/)
    })
  }

  test('is not asked for when it is usable', () => {
    assert.deepEqual(verdict(desktop).verdict, 'ok')
    assert.deepEqual(
      verdict({ ...desktop, inventory: { ...intelDesktop, otherHypervisors: [vboxHeld] } }).verdict,
      'ok',
    )
  })

  test('tells the order to a login that is too old: log out, or start the daemon within the group', () => {
    const { meaning } = verdict(without('denied', { kvm: denied, user: inGroup(true, true, false) }))
    assert.match(meaning, /Log out and in again/)
  })

  test('has commands for the outside where a container cannot make the change', () => {
    const inside = { ...processor, container: 'lxc' }
    const { meaning, fix } = verdict(without('no-device', { kernel: notLoaded, kvm: missing, processor: inside }))
    assert.equal(fix, null)
    assert.match(meaning, /Outside of this container: `sudo modprobe kvm_intel`/)
  })

  test('a file of modprobe.d with a name for shells has no command', () => {
    const odd = { ...module('kvm_intel', 'disabled'), configuredIn: "/etc/modprobe.d/it's $(here).conf" } as const
    assert.equal(verdict(without('no-device', { kernel: withModule(odd), kvm: missing })).fix, null)
  })
})
