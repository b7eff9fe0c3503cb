import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import type { Engine, Machine } from '../../src/contract/engine.ts'
import { openQemuEngine } from '../../src/engine/qemu/engine.ts'
import { readNetworkStyle } from '../../src/engine/qemu/network/read-style.ts'
import { TempDir } from '../../src/host/temp-dir.ts'
import { InstanceId } from '../../src/model/name.ts'
import { ExecRequest } from '../../src/model/instance.ts'
import { clockArguments } from '../../src/plan/instance/clock-arguments.ts'
import type { StartPlan } from '../../src/plan/instance/start-plan.ts'
import { smallPlan } from '../support/start-plan.ts'
import { buildTiny } from '../support/tiny-image.ts'
import { untilFound } from '../support/until.ts'
import { freePort } from '../support/free-port.ts'

const signal = AbortSignal.timeout(600_000)

describe('a guest in the network "user"', () => {
  let home: TempDir
  let engine: Engine
  let plan: StartPlan
  let machine: Machine
  let forwarded: number
  let kernels: Awaited<ReturnType<typeof buildTiny>>

  before(async () => {
    home = await TempDir.make('net')
    const paths = { state: home.path, runtime: join(home.path, 'run'), cache: join(home.path, 'cache') }
    kernels = await buildTiny(paths, signal)
    forwarded = await freePort()
    plan = smallPlan({
      firmware: 'direct',
      kernel: kernels.q35,
      memoryBytes: 256 * 2 ** 20,
      nics: [
        {
          network: 'user',
          model: 'virtio',
          mac: '52:54:00:00:00:01',
          forward: [{ address: '127.0.0.1', hostPort: forwarded, guestPort: 80, protocol: 'tcp' }],
        },
      ],
    })
    engine = openQemuEngine({ paths })
    machine = await start(plan)
    await machine.agentReady(signal)
    await untilFound(30_000, async () => ((await inGuest('ip addr')).includes('10.0.2.15') ? true : undefined))
  })
  after(async () => {
    await machine[Symbol.asyncDispose]()
    await engine.cleanUp(plan.id, plan.uuid)
    await home[Symbol.asyncDispose]()
  })

  async function start(wanted: StartPlan): Promise<Machine> {
    await engine.prepare({ id: wanted.id, name: wanted.name, arch: 'x86_64', disks: [], nvram: false }, signal)
    await engine.keep(wanted.id)
    const opened = await engine.open(wanted.id, wanted.uuid, await engine.launch(wanted, signal), signal)
    assert.ok(!('ended' in opened), JSON.stringify(opened))
    return opened
  }

  /** What a shell script prints in the guest, where it is root. */
  async function inGuest(script: string, guest = machine): Promise<string> {
    const { stdout } = await guest.exec(ExecRequest.parse({ command: ['sh', '-c', script] }), signal)
    return Buffer.from(stdout, 'base64').toString()
  }

  test('has an address and a gateway by DHCP, and a resolver', async () => {
    assert.match(await inGuest('ip route'), /default via 10\.0\.2\.2/)
    assert.match(await inGuest('cat /etc/resolv.conf'), /nameserver \d/)
  })

  test('reaches what listens outside, here on another address of the host', async (context) => {
    const address = outsideAddress()
    if (address === undefined) return context.skip('this host has no address but its loopback')
    await using outside = await serving(address)
    assert.match(await inGuest(asking(address, outside.port, 5)), /seen$/)
    assert.equal(outside.visits(), 1)
  })

  test('is reached through a forwarded port of 127.0.0.1', async () => {
    await inGuest('mkdir -p /www; echo from the guest > /www/index.html; httpd -h /www')
    const text = await untilFound(20_000, async () =>
      fetch(`http://127.0.0.1:${forwarded}/`, { signal: AbortSignal.timeout(2000) }).then(
        (response) => response.text(),
        () => undefined,
      ),
    )
    assert.equal(text, 'from the guest\n')
  })

  test('does not reach the loopback of the host, even when its kernel sends 127.0.0.1 and 0.0.0.0 outside', async (context) => {
    const { guard } = await readNetworkStyle(signal)
    if (guard === 'none') return context.skip('passt is old, and /dev/net/tun cannot be opened')
    await using inside = await serving('127.0.0.1')
    await inGuest(`
      echo 1 > /proc/sys/net/ipv4/conf/all/route_localnet
      ip addr del 127.0.0.1/8 dev lo
      ip route del local 127.0.0.0/8 dev lo table local; ip route del local 127.0.0.1 dev lo table local
      ip route add 127.0.0.0/8 via 10.0.2.2`)
    assert.match(await inGuest('ip route get 127.0.0.1; ip route'), /127\.0\.0\.0\/8 via 10\.0\.2\.2/)
    for (const host of ['10.0.2.2', '10.0.2.3', '127.0.0.1', '127.0.0.2', '0.0.0.0', '169.254.1.1']) {
      assert.equal(await inGuest(asking(host, inside.port, 1)), '', host)
    }
    assert.equal(inside.visits(), 0)
  })

  test('is on it in a microvm, too', async () => {
    const id = InstanceId.parse('testguest1')
    const { facts } = await engine.host(signal)
    const clock = clockArguments('microvm', plan.acceleration, facts)
    const microvm: StartPlan = {
      ...plan,
      id,
      uuid: crypto.randomUUID(),
      machine: 'microvm',
      machineType: 'microvm',
      kernel: { ...kernels.microvm, arguments: [kernels.microvm.arguments, ...clock].join(' ') },
      nics: plan.nics.map((nic) => ({ ...nic, forward: [] })),
    }
    try {
      await using guest = await start(microvm)
      await guest.agentReady(signal)
      await untilFound(30_000, async () => (/10\.0\.2\.15/.test(await inGuest('ip addr', guest)) ? true : undefined))
      assert.equal(await inGuest('hostname', guest), 'web\n')
    } finally {
      await engine.cleanUp(id, microvm.uuid)
    }
  })
})

/** A request with nc, since busybox's wget ends with a fault when it is given a time limit. */
function asking(host: string, port: number, seconds: number): string {
  return `printf 'GET / HTTP/1.0\\r\\n\\r\\n' | timeout ${seconds} nc ${host} ${port}`
}

type Serving = AsyncDisposable & { readonly port: number; readonly visits: () => number }

/** A service of the host that answers `seen`. */
async function serving(address: string): Promise<Serving> {
  let visits = 0
  const server = createServer((_request, response) => {
    visits += 1
    response.end('seen')
  })
  const port = await listen(server, address)
  return {
    port,
    visits: () => visits,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

async function listen(server: Server, address: string): Promise<number> {
  server.listen(0, address)
  await once(server, 'listening')
  const found = server.address()
  assert.ok(typeof found === 'object' && found !== null)
  return found.port
}

function outsideAddress(): string | undefined {
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? [])
  return all.find(({ family, internal }) => family === 'IPv4' && !internal)?.address
}
