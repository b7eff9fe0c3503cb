import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { hostChangeNames } from '../../../../../src/model/host/change-name.ts'
import { planChange } from '../../../../../src/plan/host/change/plan-change.ts'
import { after, card, type HostState, wishOn } from '../../../../support/changing-host.ts'

const range = '165536-231071'
const modules = [['kvm'], ['kvm_intel'], ['vboxdrv', 'vboxnetadp', 'vboxnetflt'], ['vfio-pci']]

/** Hosts of every kind, each without a trace of us. */
const hosts: fc.Arbitrary<HostState> = fc
  .record({
    loaded: fc
      .subarray(modules)
      .map((sets) => sets.flat())
      .filter((all) => all.includes('kvm') || !all.includes('kvm_intel')),
    groups: fc.subarray(['kvm']),
    memberOf: fc.constant([]),
    files: fc.constant({}),
    sysctl: fc.record({
      'vm.nr_hugepages': fc.nat(40).map(String),
      'kernel.apparmor_restrict_unprivileged_userns': fc.constantFrom('0', '1'),
    }),
    node: fc.record({
      owner: fc.constant('root'),
      group: fc.constantFrom('root', 'kvm'),
      mode: fc.constantFrom('0600', '0660', '0666'),
    }),
    nested: fc.constant(false),
    ksm: fc.constantFrom('0', '1'),
    uids: fc.subarray([range]),
    gids: fc.subarray([range]),
    packages: fc.subarray(['mmdebstrap', 'passt']),
    driver: fc.constantFrom('igb', 'vfio-pci'),
    override: fc.constant(''),
    functions: fc.nat(7),
    vfioNode: fc.constant('root'),
  })
  .map((host) => ({
    ...host,
    sysctl: { ...host.sysctl },
    node: { ...host.node },
    override: host.driver === 'vfio-pci' ? 'vfio-pci' : '',
  }))

const wishes = fc.record({
  name: fc.constantFrom(...hostChangeNames),
  count: fc.nat(7),
  device: fc.constant(card),
})

test('after its steps a change is in place', () => {
  fc.assert(
    fc.property(hosts, wishes, fc.boolean(), (host, wish, undo) => {
      const plan = planOn(host, { ...wish, undo })
      if (plan === undefined) return
      const there = plan.steps.reduce(after, host)
      assert.equal(planOn(there, { ...wish, undo }), undefined)
    }),
  )
})

test('what takes a change back brings the host back, however many of its steps were carried out', () => {
  fc.assert(
    fc.property(hosts, wishes, fc.boolean(), fc.nat(8), (host, wish, undo, some) => {
      const plan = planOn(host, { ...wish, undo })
      if (plan === undefined) return
      const done = Math.min(some, plan.steps.length)
      const there = plan.steps.slice(0, done).reduce(after, host)
      const back = plan.undo.filter(({ takesBack }) => takesBack < done).reduce(after, there)
      assert.deepEqual(back, host)
    }),
  )
})

/** By what stroj finds then, since it keeps no record of it. */
test('a change can be taken back after years', () => {
  fc.assert(
    fc.property(hosts, wishes, (host, wish) => {
      const plan = planOn(host, wish)
      // Nobody remembers the number of functions, or which packages and ids were there before.
      if (plan === undefined || ['tools', 'virtual-functions', 'subordinate-ids'].includes(wish.name)) return
      // A driver that has a device stays, and a device that somebody has bound is given back whole.
      if (['vfio', 'bind'].includes(wish.name) && host.driver === 'vfio-pci') return
      // KVM that was loaded by half becomes whole.
      if (host.loaded.includes('kvm') && !host.loaded.includes('kvm_intel')) return
      const there = plan.steps.reduce(after, host)
      const back = planOn(there, { ...wish, undo: true })?.steps.reduce(after, there)
      assert.deepEqual(withoutLeftovers(back ?? there), withoutLeftovers(host))
    }),
  )
})

/** The driver vfio-pci and the group kvm harm nobody, and others may have come to need them. */
function withoutLeftovers({ loaded, groups: _groups, vfioNode: _node, ...host }: HostState) {
  return { ...host, loaded: loaded.filter((name) => name !== 'vfio-pci') }
}

/** Undefined where nothing has to be done, or can be. */
function planOn(host: HostState, wish: Parameters<typeof wishOn>[1]) {
  const verdict = planChange(wishOn(host, wish))
  return verdict.ok && verdict.plan.state === 'needed' ? verdict.plan : undefined
}
