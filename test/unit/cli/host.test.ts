import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { HostDeviceReport } from '../../../src/model/host/device-report.ts'
import type { HostReport } from '../../../src/model/host/report.ts'
import { FakeDaemon } from '../../fake/daemon.ts'
import { callCli } from '../../support/call-cli.ts'
import { amdWithoutGroup } from '../../support/inventory-kinds.ts'

describe('stroj host', () => {
  test('tells every section, and with words only those', async () => {
    await using daemon = await FakeDaemon.open()
    const whole = await callCli(daemon.home, ['host'])
    assert.equal(whole.code, 0)
    assert.match(whole.stdout, /\nProcessor\n.*\nKernel\n.*\nKVM\n.*\nTools\n.*tells what each means\.\n$/s)
    const part = await callCli(daemon.home, ['host', 'memory', 'kernel'])
    assert.deepEqual(part.stdout.match(/^[A-Z]\w+$/gm), ['Kernel', 'Memory'])
  })

  test('gives programs what was found, and what it means', async () => {
    await using daemon = await FakeDaemon.open()
    const { stdout } = await callCli(daemon.home, ['host', 'kvm', '-o', 'json'])
    const report = JSON.parse(stdout) as HostReport
    assert.equal(report.inventory.processor.extension, 'vmx')
    assert.deepEqual([...new Set(report.checks.map(({ section }) => section))], ['kvm'])
    const csv = await callCli(daemon.home, ['host', 'kvm', '-o', 'csv'])
    assert.match(csv.stdout, /^SECTION,NAME,VERDICT,FOUND,MEANING,FIX,CHANGE\nkvm,KVM,/)
  })

  test('knows its sections', async () => {
    await using daemon = await FakeDaemon.open()
    const { code, stderr } = await callCli(daemon.home, ['host', 'kvn'])
    assert.equal(code, 2)
    assert.match(stderr, /SECTION cannot be "kvn"\. Did you mean "kvm"\?/)
  })
})

describe('stroj host devices', () => {
  test('lists both buses, or one of them', async () => {
    await using daemon = await FakeDaemon.open()
    const addresses = async (...words: string[]) =>
      (await callCli(daemon.home, ['host', 'devices', '-q', ...words])).stdout.trim().split('\n')
    const [all, pci, usb] = [await addresses(), await addresses('--pci'), await addresses('--usb')]
    assert.deepEqual(usb, ['1-2', '1-3.1'])
    assert.deepEqual(all, [...pci, ...usb])
  })

  test('gives programs the groups, and what stands in the way', async () => {
    await using daemon = await FakeDaemon.open()
    const { stdout } = await callCli(daemon.home, ['host', 'devices', '--pci', '-o', 'json'])
    const { iommu, pci, usb } = JSON.parse(stdout) as HostDeviceReport
    assert.equal(iommu.kind, 'intel')
    assert.deepEqual(usb, [])
    const screen = pci.find(({ address }) => address === '0000:00:02.0')
    assert.deepEqual(screen?.obstacles, ['The host uses it: the boot screen.'])
  })
})

describe('stroj doctor', () => {
  test('tells only what does not work, and how it is mended', async () => {
    await using daemon = await FakeDaemon.open()
    const { bench } = daemon
    bench.computer.has = amdWithoutGroup.inventory
    bench.host.report = { facts: amdWithoutGroup.facts, checks: [] }
    const { code, stdout } = await callCli(daemon.home, ['doctor'])
    assert.equal(code, 0)
    assert.match(stdout, /\n! KVM {2}ana may not open \/dev\/kvm\n/)
    assert.match(stdout, /Fix: sudo usermod -a -G kvm ana\n +or: stroj host fix kvm-group\n/)
    assert.doesNotMatch(stdout, /swtpm/)
  })

  test('ends with 1 when the main job cannot be done', async () => {
    await using daemon = await FakeDaemon.open()
    const { host } = daemon.bench
    const check = { section: 'tools', name: 'qemu-img', found: 'not found', meaning: 'Disks need it.' } as const
    const missing = { ...check, verdict: 'missing', fix: 'sudo apt-get install qemu-utils', change: null } as const
    host.report = { ...host.report, checks: [missing] }
    const { code, stdout } = await callCli(daemon.home, ['doctor'])
    assert.equal(code, 1)
    assert.match(stdout, /This host cannot run instances yet\.\n$/)
  })
})
