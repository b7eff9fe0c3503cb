import assert from 'node:assert/strict'
import { truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import type { Machine } from '../../src/contract/engine.ts'
import { ExecRequest } from '../../src/model/instance.ts'
import type { PlannedDisk, StartPlan } from '../../src/plan/instance/start-plan.ts'
import { QemuBench } from '../support/qemu-bench.ts'
import { buildTiny } from '../support/tiny-image.ts'

const signal = AbortSignal.timeout(600_000)
const mac = '52:54:00:00:00:01'

/** Classes of devices on the PCI bus (PCI Code and ID Assignment, section 1): what the guest knows them by. */
const nvmeClass = '0x010802'
const e1000e = '0x8086 0x10d3'

describe('a guest', { timeout: 600_000 }, () => {
  let bench: QemuBench
  let kernel: NonNullable<StartPlan['kernel']>
  before(async () => {
    bench = await QemuBench.make()
    kernel = (await buildTiny(bench.paths, signal)).q35
  })
  after(() => bench[Symbol.asyncDispose]())

  async function rawDisk(name: string, more: Partial<PlannedDisk>): Promise<PlannedDisk> {
    const path = join(bench.paths.state, name)
    await writeFile(path, '')
    await truncate(path, 8 * 2 ** 20)
    return {
      source: { kind: 'file', path, format: 'raw' },
      readOnly: false,
      bus: 'virtio',
      virtualFunctions: 0,
      ...more,
    }
  }

  /** Boots it, asks it with a shell script, and ends it. */
  async function ask(own: Partial<StartPlan>, words: string, script: string): Promise<string> {
    const machine: Machine = await bench.start({
      ...bench.plan,
      firmware: 'direct',
      kernel: { ...kernel, arguments: `${kernel.arguments} ${words}`.trim() },
      memoryBytes: 256 * 2 ** 20,
      disks: [],
      ...own,
    })
    try {
      await machine.agentReady(AbortSignal.timeout(120_000))
      const command = ['sh', '-c', script]
      const { stdout, stderr } = await machine.exec(ExecRequest.parse({ command }), signal)
      const text = (base64: string) => Buffer.from(base64, 'base64').toString()
      assert.equal(text(stderr), '')
      return text(stdout)
    } finally {
      await machine.kill(signal)
      await machine[Symbol.asyncDispose]()
      await bench.engine.cleanUp(bench.plan.id, bench.plan.uuid)
    }
  }

  test('behind an Intel IOMMU has NVMe disks, a card of Intel, and virtualization of its own', async () => {
    const said = await ask(
      {
        iommu: 'intel',
        cpus: { count: 1, model: 'max', features: ['+svm', '-avx'], enforce: true },
        disks: [
          await rawDisk('virtio.raw', {}),
          await rawDisk('nvme.raw', { bus: 'nvme' }),
          await rawDisk('split.raw', { bus: 'nvme', virtualFunctions: 16, readOnly: true }),
        ],
        nics: [
          { network: 'isolated', model: 'e1000e', mac, forward: [] },
          { network: 'isolated', model: 'virtio', mac: '52:54:00:00:00:02', forward: [] },
        ],
      },
      '',
      `cd /sys/bus/pci/devices
       for one in *; do echo "$(cat $one/vendor) $(cat $one/device) $(cat $one/class) $(cat $one/sriov_totalvfs 2>/dev/null)"; done
       echo groups $(ls /sys/kernel/iommu_groups | wc -l)
       grep -o -m1 -w svm /proc/cpuinfo; grep -o -m1 -w avx /proc/cpuinfo
       cat /sys/block/vda/size; dd if=/dev/vda of=/dev/null bs=1M count=8 2>/dev/null && echo read`,
    )
    const lines = said.split('\n')
    assert.equal(lines.filter((line) => line.includes(nvmeClass)).length, 2, said)
    assert.equal(lines.filter((line) => line.endsWith(`${nvmeClass} 16`)).length, 1, said)
    assert.ok(
      lines.some((line) => line.startsWith(e1000e)),
      said,
    )
    assert.match(said, /groups [1-9]\d/)
    assert.match(said, /^svm$/m)
    assert.doesNotMatch(said, /^avx$/m)
    assert.match(said, /^16384\nread$/m)
  })

  test('with an IOMMU of AMD comes up, and sees no virtualization when it is to have none', async () => {
    const said = await ask(
      {
        iommu: 'amd',
        cpus: { count: 2, model: 'max', features: ['-vmx', '-svm'], enforce: false },
        disks: [await rawDisk('virtio.raw', {})],
        nics: [{ network: 'isolated', model: 'virtio', mac, forward: [] }],
      },
      '',
      `ls -d /sys/firmware/acpi/tables/IVRS
       grep -c -w -E "svm|vmx" /proc/cpuinfo
       cat /sys/block/vda/size; dd if=/dev/vda of=/dev/null bs=1M count=8 2>/dev/null && echo read`,
    )
    assert.equal(said, '/sys/firmware/acpi/tables/IVRS\n0\n16384\nread\n')
  })

  test('that wants a feature which is not there does not start, and the reason names it', async () => {
    const cpus = { count: 1, model: 'max', features: ['+avx512f', '+x2apic'], enforce: true }
    await assert.rejects(bench.start({ ...bench.plan, cpus }), /these features of its processor: x2apic, avx512f/)
    await bench.engine.cleanUp(bench.plan.id, bench.plan.uuid)
  })
})
