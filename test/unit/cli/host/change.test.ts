import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { HostChange } from '../../../../src/model/host/change.ts'
import { hostChangeText } from '../../../../src/cli/render/host-change-text.ts'
import { FakeDaemon } from '../../../fake/daemon.ts'
import { callCli, cliProgram } from '../../../support/call-cli.ts'
import { assertGolden } from '../../../support/golden.ts'
import { intelDesktop, module } from '../../../support/inventories.ts'
import { card, planOf } from '../../../support/planned-change.ts'
import { Terminal } from '../../../support/terminal.ts'
import { plain } from '../models.ts'

/** As an ordinary user sees it. */
function shown(...wish: Parameters<typeof planOf>): string {
  const verdict = planOf(...wish)
  const undo = wish[1]?.request?.undo ?? false
  return verdict.ok ? hostChangeText(verdict.plan, { paint: plain, prefix: ['sudo'], undo }) : verdict.refusal.message
}

const blacklisted = {
  kernel: {
    ...intelDesktop.kernel,
    modules: [
      module('kvm', 'loadable'),
      { ...module('kvm_intel', 'blacklisted'), configuredIn: '/etc/modprobe.d/virtualbox.conf' },
    ],
  },
}
const bare = { devices: { ...intelDesktop.devices, iommu: { ...intelDesktop.devices.iommu, enabled: false } } }

const shownChanges: readonly (readonly [file: string, ...Parameters<typeof planOf>])[] = [
  ['kvm-group', 'kvm-group'],
  ['kvm-module', 'kvm-module', { inventory: blacklisted }],
  ['release-kvm', 'release-kvm'],
  ['use-kvm', 'use-kvm', { inventory: blacklisted }],
  ['nested', 'nested', { inventory: { processor: { ...intelDesktop.processor, nested: false } } }],
  ['huge-pages', 'huge-pages', { request: { count: 512 } }],
  ['iommu', 'iommu', { inventory: { ...bare, kernel: { ...intelDesktop.kernel, commandLine: 'ro' } } }],
  ['virtual-functions', 'virtual-functions', { request: { device: card, count: 4 } }],
  ['bind', 'bind', { request: { device: card } }],
  ['kvm-group-undo', 'kvm-group', { request: { undo: true } }],
]

for (const [name, ...wish] of shownChanges) {
  test(`the change ${name} is shown as it can be typed by hand`, () => {
    assertGolden(`cli/host-change/${name}.txt`, shown(...wish))
  })
}

/** A daemon on a computer that does what the switch of KSM says. */
async function withKsm(): Promise<FakeDaemon> {
  const daemon = await FakeDaemon.open()
  const { computer } = daemon.bench
  computer.whenDone = ({ input }) => {
    computer.has = { ...computer.has, memory: { ...computer.has.memory, ksm: input === '1\n' ? 'running' : 'stopped' } }
  }
  return daemon
}

function commandsOf({ bench }: FakeDaemon): readonly string[] {
  return bench.computer.steps.map(({ command, input }) => `${command.join(' ')} < ${input?.trim()}`)
}

describe('stroj host fix', () => {
  test('lists the changes, each with its state', async () => {
    await using daemon = await FakeDaemon.open()
    const { stdout } = await callCli(daemon.home, ['host', 'fix'])
    assert.match(stdout, /^kvm-group +in place +Let a user use KVM/m)
    assert.match(stdout, /^huge-pages +not now .* say how many$/m)
    assert.match((await callCli(daemon.home, ['host', 'fix', '-q'])).stdout, /^kvm-group\nkvm-module\n/)
  })

  test('without a terminal shows what it would do, and does it only with --yes', async () => {
    await using daemon = await withKsm()
    const only = await callCli(daemon.home, ['host', 'fix', 'ksm'])
    assert.deepEqual([only.code, only.stderr], [1, 'Nothing was done. With --yes it is.\n'])
    assert.match(only.stdout, /echo 1 \| .*tee \/sys\/kernel\/mm\/ksm\/run/)
    assert.deepEqual(commandsOf(daemon), [])
    const done = await callCli(daemon.home, ['host', 'fix', 'ksm', '--yes', '--format', 'json'])
    assert.deepEqual([done.code, (JSON.parse(done.stdout) as HostChange).state], [0, 'made'])
    assert.match((await callCli(daemon.home, ['host', 'fix', 'ksm', '-y'])).stdout, /It is so already/)
    assert.equal((await callCli(daemon.home, ['host', 'fix', 'ksm', '--undo', '-y'])).code, 0)
    assert.deepEqual(commandsOf(daemon), ['tee /sys/kernel/mm/ksm/run < 1', 'tee /sys/kernel/mm/ksm/run < 0'])
  })

  test('with --dry-run shows it and is content', async () => {
    await using daemon = await withKsm()
    const { code, stdout, stderr } = await callCli(daemon.home, ['host', 'release-kvm', '--dry-run', '--yes'])
    assert.deepEqual([code, stderr], [0, ''])
    assert.match(stdout, /modprobe --remove kvm_intel\n(?:.*\n)+.*modprobe --remove kvm\n/)
    assert.deepEqual(commandsOf(daemon), [])
  })

  test('tells of a change that it does not know which one was meant, and of one that fails why', async () => {
    await using daemon = await FakeDaemon.open()
    const unknown = await callCli(daemon.home, ['host', 'fix', 'kvm-grup'])
    assert.deepEqual([unknown.code, /Did you mean "kvm-group"\?/.test(unknown.stderr)], [2, true])
    const still = await callCli(daemon.home, ['host', 'fix', 'ksm', '-y'])
    assert.deepEqual([still.code, /yet it is not in place/.test(still.stderr)], [1, true])
  })

  test('on a terminal asks first, and takes everything but yes for a no', async () => {
    await using daemon = await withKsm()
    const { PATH } = process.env
    const at = (words: string) =>
      new Terminal(`'${process.execPath}' '${cliProgram}' ${words}`, { PATH, STROJ_HOME: daemon.home })
    await using no = at('host fix ksm')
    await no.sees(/Do this now\? \[y\/N\]/)
    no.type('\r')
    await no.sees(/Nothing was done\./)
    assert.equal(await no.ended(), 1)
    await using left = at('host fix ksm')
    await left.sees(/Do this now\? \[y\/N\]/)
    left.type('\u0003')
    assert.equal(await left.ended(), 130)
    await using yes = at('host fix ksm')
    await yes.sees(/Do this now\? \[y\/N\]/)
    yes.type('y\r')
    await yes.sees(/It is done, and this host was looked at again\./)
    assert.equal(await yes.ended(), 0)
    assert.deepEqual(commandsOf(daemon), ['tee /sys/kernel/mm/ksm/run < 1'])
  })
})

describe('devices', () => {
  test('are named as lspci writes them, and counts are numbers', async () => {
    await using daemon = await FakeDaemon.open()
    const { stdout } = await callCli(daemon.home, ['host', 'virtual-functions', '03:00.0', '2', '-n'])
    assert.match(stdout, /echo 2 \| .*tee \/sys\/bus\/pci\/devices\/0000:03:00\.0\/sriov_numvfs/)
    assert.equal((await callCli(daemon.home, ['host', 'virtual-functions', '03:00.0', 'some'])).code, 2)
    assert.match((await callCli(daemon.home, ['host', 'bind', '03:00.0', '-n'])).stdout, /driver_override/)
    assert.match((await callCli(daemon.home, ['host', 'give-back', '03:00.0'])).stdout, /nothing to take back/)
    assert.match((await callCli(daemon.home, ['host', 'bind', '0000:09:00.0'])).stderr, /no device "0000:09:00\.0"/)
  })
})
