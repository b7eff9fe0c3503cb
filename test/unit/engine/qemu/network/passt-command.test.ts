import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { passtCommand } from '../../../../../src/engine/qemu/network/passt-command.ts'
import { chooseStyle, dropsLoopback, type NetworkStyle } from '../../../../../src/engine/qemu/network/style.ts'
import type { PlannedNic } from '../../../../../src/plan/instance/start-plan.ts'

const nic: PlannedNic = {
  network: 'user',
  model: 'virtio',
  mac: '52:54:00:00:00:01',
  forward: [
    { address: '127.0.0.1', hostPort: 8080, guestPort: 80, protocol: 'tcp' },
    { address: '0.0.0.0', hostPort: 5353, guestPort: 53, protocol: 'udp' },
  ],
}

function lineOf(network: NetworkStyle, changed: Partial<PlannedNic> = {}, index = 0): readonly string[] {
  const command = passtCommand({ ...nic, ...changed }, { runFolder: '/run/i', network }, index)
  assert.ok(command)
  return [command.file, ...command.args]
}

function valueOf(line: readonly string[], option: string): string | undefined {
  return line[line.indexOf(option) + 1]
}

describe('the command line of passt', () => {
  test('never maps the gateway to the host, whatever passt it is', () => {
    for (const guard of ['passt', 'namespace', 'none'] as const) {
      const line = lineOf({ guard, asRoot: false })
      const programs = line.filter((word) => ['passt', 'pasta'].includes(word)).length
      assert.equal(line.filter((word) => word === '--no-map-gw').length, programs)
      assert.equal(line.filter((word) => word === '--ipv4-only').length, programs)
    }
  })

  test('forwards to the ports of the guest when passt stands alone', () => {
    const line = lineOf({ guard: 'passt', asRoot: true })
    assert.equal(line[0], 'passt')
    assert.equal(valueOf(line, '--tcp-ports'), '127.0.0.1/8080:80')
    assert.equal(valueOf(line, '--udp-ports'), '0.0.0.0/5353:53')
    assert.ok(!line.includes('--runas'))
  })

  test('forwards through the namespace, and nothing out of it', () => {
    const line = lineOf({ guard: 'namespace', asRoot: false })
    const cut = line.indexOf('--')
    const [outer, inner] = [line.slice(0, cut), line.slice(cut + 1)]
    assert.deepEqual([outer[0], inner[0]], ['pasta', 'passt'])
    assert.equal(valueOf(outer, '--tcp-ports'), '127.0.0.1/8080:20000')
    assert.equal(valueOf(inner, '--tcp-ports'), '20000:80')
    assert.equal(valueOf(outer, '--udp-ports'), '0.0.0.0/5353:20001')
    assert.equal(valueOf(inner, '--udp-ports'), '20001:53')
    assert.deepEqual([valueOf(outer, '--tcp-ns'), valueOf(outer, '--udp-ns')], ['none', 'none'])
  })

  test('says that there are no ports, since silence would mean all of them', () => {
    const line = lineOf({ guard: 'namespace', asRoot: false }, { forward: [] })
    assert.equal(line.filter((word) => word.endsWith('-ports')).length, 4)
    assert.deepEqual(
      line.filter((_, position) => line[position - 1]?.endsWith('-ports')),
      ['none', 'none', 'none', 'none'],
    )
  })

  test('leaves the user root behind before pasta starts', () => {
    assert.equal(lineOf({ guard: 'namespace', asRoot: true })[0], 'unshare')
  })

  test('gives each nic a socket and a network of its own', () => {
    const [first, second] = [0, 1].map((index) => lineOf({ guard: 'passt', asRoot: false }, {}, index))
    assert.deepEqual(
      [valueOf(first ?? [], '--socket'), valueOf(second ?? [], '--socket')],
      ['/run/i/nic0.sock', '/run/i/nic1.sock'],
    )
    assert.deepEqual(
      [valueOf(first ?? [], '--address'), valueOf(second ?? [], '--address')],
      ['10.0.2.15', '10.0.3.15'],
    )
  })

  test('is not there for an isolated nic', () => {
    const network = { guard: 'passt', asRoot: false } as const
    assert.equal(passtCommand({ ...nic, network: 'isolated' }, { runFolder: '/run/i', network }, 0), null)
  })
})

describe('how the guest is kept from the loopback of the host', () => {
  test('by passt itself when it is of 2024 or later', () => {
    assert.equal(chooseStyle(dropsLoopback('  --map-host-loopback ADDR'), false, false).guard, 'passt')
  })

  test('by a namespace when passt is older', () => {
    assert.equal(chooseStyle(dropsLoopback('  --no-map-gw'), true, false).guard, 'namespace')
  })

  test('not at all when passt is older and no namespace can be connected', () => {
    assert.equal(chooseStyle(dropsLoopback('  --no-map-gw'), false, false).guard, 'none')
  })
})
