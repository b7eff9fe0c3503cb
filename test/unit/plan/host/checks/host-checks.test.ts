import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import type { HostInventory } from '../../../../../src/model/host/inventory.ts'
import { HostCheck, type HostSection } from '../../../../../src/model/host/report.ts'
import { hostChecks, joinChecks } from '../../../../../src/plan/host/checks/host-checks.ts'
import { hostsOfAllKinds } from '../../../../support/arbitrary-inventory.ts'
import * as kinds from '../../../../support/inventory-kinds.ts'
import { intelDesktop } from '../../../../support/inventories.ts'

const { desktop, amdWithoutGroup, cloud, container, armBoard } = kinds

function named(kind: kinds.Kind, name: string): HostCheck {
  const check = hostChecks(kind.inventory, kind.facts).find((each) => each.name === name)
  assert.ok(check !== undefined, name)
  return check
}

const withInventory = (changed: Partial<HostInventory>): kinds.Kind => ({
  ...desktop,
  inventory: { ...intelDesktop, ...changed },
})

describe('the checks of a host', () => {
  test('find nothing wrong with a desktop on which all is well', () => {
    const wrong = hostChecks(desktop.inventory, desktop.facts).filter(({ verdict }) => !/^(?:ok|note)$/.test(verdict))
    assert.deepEqual(wrong, [])
  })

  test('find one thing wrong where only the group is missing', () => {
    const checks = hostChecks(amdWithoutGroup.inventory, amdWithoutGroup.facts)
    assert.deepEqual(
      checks.filter(({ verdict }) => verdict === 'warning' || verdict === 'missing').map(({ name }) => name),
      ['KVM'],
    )
  })

  test('tell a fix once in the section of KVM', () => {
    for (const kind of [amdWithoutGroup, cloud, container]) {
      const fixes = hostChecks(kind.inventory, kind.facts)
        .filter(({ section, fix }) => section === 'kvm' && fix !== null)
        .map(({ fix }) => fix)
      assert.equal(new Set(fixes).size, fixes.length)
    }
  })

  test('say only of Intel that the kernel has to be told to use the IOMMU', () => {
    const off = { ...intelDesktop.devices.iommu, enabled: false, groups: [] }
    const devices = { ...intelDesktop.devices, iommu: off }
    const intel = named(withInventory({ devices }), 'IOMMU')
    assert.match(intel.meaning, /intel_iommu=on/)
    assert.equal(intel.change, 'iommu')
    assert.doesNotMatch(named(amdWithoutGroup, 'IOMMU').meaning, /iommu=on/)
  })

  test('tell a firmware without an IOMMU from a kernel that was told not to use it', () => {
    const off = { ...intelDesktop.devices.iommu, enabled: false, announced: false, groups: [] }
    const devices = { ...intelDesktop.devices, iommu: off }
    assert.match(named(withInventory({ devices }), 'IOMMU').fix ?? '', /firmware-setup/)
    const kernel = { ...intelDesktop.kernel, commandLine: 'ro intel_iommu=off quiet' }
    assert.match(named(withInventory({ devices, kernel }), 'IOMMU').meaning, /`intel_iommu=off`/)
  })

  test('name what denies user namespaces, and allow it', () => {
    const deniedBy = (restrictedBy: string) =>
      named(withInventory({ namespaces: { user: false, most: 1000, restrictedBy } }), 'user namespaces')
    assert.equal(
      deniedBy('kernel.apparmor_restrict_unprivileged_userns').fix,
      'sudo sysctl kernel.apparmor_restrict_unprivileged_userns=0',
    )
    assert.equal(deniedBy('something else').fix, null)
  })

  test('warn where an instance of the usual size would make the host swap', () => {
    assert.equal(named(cloud, 'memory').verdict, 'warning')
    assert.equal(named(desktop, 'memory').verdict, 'ok')
  })

  test('warn of guests of another hypervisor, and only note its modules', () => {
    const vmware = { name: 'VMware', modules: ['vmmon', 'vmnet'], holders: [] } as const
    const found = (holders: { pid: number; program: string; instance: null }[]) =>
      named(withInventory({ otherHypervisors: [{ ...vmware, modules: [...vmware.modules], holders }] }), 'VMware')
    assert.equal(found([]).verdict, 'note')
    assert.equal(found([]).fix, 'sudo modprobe -r vmnet vmmon')
    assert.equal(found([{ pid: 7, program: 'vmware-vmx', instance: null }]).verdict, 'warning')
  })

  test('say nothing of modules that are not for this processor', () => {
    const names = hostChecks(armBoard.inventory, armBoard.facts).map(({ name }) => name)
    assert.ok(names.includes('kvm') && !names.includes('kvm_intel'))
  })

  test('offer no command within a container that would change the kernel', () => {
    const offered = hostChecks(container.inventory, container.facts).filter(({ fix }) => fix !== null)
    assert.deepEqual([...new Set(offered.map(({ section }) => section))], ['tools'])
  })

  test('keep the schema, have a meaning in sentences, and a command in one line, whatever is found', () => {
    fc.assert(
      fc.property(
        hostsOfAllKinds,
        fc.constantFrom(desktop.facts, amdWithoutGroup.facts, cloud.facts),
        (found, facts) => {
          for (const check of hostChecks(found, facts)) {
            assert.deepEqual(HostCheck.parse(check), check)
            assert.match(check.meaning, /^[A-Z`/].*[.]$/, check.name)
            assert.doesNotMatch(`${check.found}${check.meaning}${check.fix}`, /\n|undefined/)
            assert.ok(check.verdict !== 'ok' || check.fix === null)
          }
        },
      ),
    )
  })
})

describe('checks of the host and of an engine', () => {
  const check = (section: HostSection, name: string, found: string): HostCheck => ({
    section,
    name,
    verdict: 'ok',
    found,
    meaning: 'It is.',
    fix: null,
    change: null,
  })

  test('stand section by section, and of the same thing the engine is asked', () => {
    const host = [check('tools', 'qemu-img', 'by the host'), check('processor', 'model', 'a processor')]
    const engine = [check('images', 'space', 'much'), check('tools', 'qemu-img', 'by the engine')]
    assert.deepEqual(
      joinChecks(host, engine).map(({ found }) => found),
      ['a processor', 'by the engine', 'much'],
    )
  })
})
