import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { readKernel } from '../../../../src/facts/kernel/read-kernel.ts'
import { readKernelLog } from '../../../../src/host/kernel-log.ts'
import { HostKernel } from '../../../../src/model/host/kernel.ts'
import { rootOf } from '../fixture.ts'

async function kernelOf(computer: string): Promise<HostKernel> {
  const root = rootOf(computer)
  const found = await readKernel(root, await readKernelLog(root))
  return HostKernel.parse(found)
}

/** What is not absent, as "state", "state: file" or "state, used n times by others". */
function told({ modules }: HostKernel): Readonly<Record<string, string>> {
  return Object.fromEntries(
    modules
      .filter(({ state }) => state !== 'absent')
      .map(({ name, state, users, usedBy, configuredIn }) => {
        const use = users === null ? '' : ` ${users} ${usedBy.join('+')}`.trimEnd()
        return [name, `${state}${use}${configuredIn === null ? '' : ` (${configuredIn})`}`]
      }),
  )
}

describe('the kernel', () => {
  test('of Debian with KVM of AMD has its modules loaded', async () => {
    const kernel = await kernelOf('captured-amd-in-qemu')
    assert.equal(kernel.release, '6.1.0-50-amd64')
    assert.match(kernel.commandLine, /intel_iommu=on$/)
    assert.equal(kernel.firmwareLocked, false)
    assert.deepEqual(told(kernel), { kvm: 'loaded 1 kvm_amd', kvm_amd: 'loaded 0' })
  })

  test('on a laptop keeps modules out by files, by the command line, and for VirtualBox', async () => {
    const kernel = await kernelOf('intel-laptop')
    assert.equal(kernel.firmwareLocked, true)
    assert.deepEqual(told(kernel), {
      kvm: 'blacklisted (/etc/modprobe.d/virtualbox.conf)',
      kvm_intel: 'blacklisted (/etc/modprobe.d/virtualbox.conf)',
      kvm_amd: 'disabled (/etc/modprobe.d/virtualbox.conf)',
      vfio: 'loadable',
      vfio_pci: 'blacklisted (/proc/cmdline)',
      vfio_iommu_type1: 'built-in',
      vhost_net: 'loadable',
      tun: 'loaded 4',
      vboxdrv: 'loaded 2 vboxnetadp+vboxnetflt',
      vboxnetflt: 'loaded 0',
      vboxnetadp: 'loaded 0',
    })
  })

  test('obeys module_blacklist= for every wish, and its log may be kept from us', async () => {
    const kernel = await kernelOf('amd-desktop')
    assert.equal(kernel.firmwareLocked, null)
    assert.deepEqual(told(kernel), {
      kvm: 'loaded 7 kvm_amd',
      kvm_amd: 'loaded 8',
      vboxdrv: 'disabled (/proc/cmdline)',
      vmmon: 'loaded 0',
    })
  })

  test('without modules has what it shows in /sys and in /proc/misc', async () => {
    assert.deepEqual(told(await kernelOf('captured-firecracker')), { kvm: 'built-in', tun: 'built-in' })
  })
})
