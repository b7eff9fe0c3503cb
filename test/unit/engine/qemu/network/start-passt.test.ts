import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect, createServer, type Server } from 'node:net'
import { networkInterfaces } from 'node:os'
import { after, before, describe, test } from 'node:test'
import { endPasst } from '../../../../../src/engine/qemu/network/end-passt.ts'
import { nicSocket } from '../../../../../src/engine/qemu/network/passt-command.ts'
import { readNetworkStyle } from '../../../../../src/engine/qemu/network/read-style.ts'
import { startPasst } from '../../../../../src/engine/qemu/network/start-passt.ts'
import type { NetworkStyle } from '../../../../../src/engine/qemu/network/style.ts'
import { isAlive, untilGone } from '../../../../../src/host/process.ts'
import { TempDir } from '../../../../../src/host/temp-dir.ts'
import { Fault } from '../../../../../src/model/fault.ts'
import type { PortForward } from '../../../../../src/model/port-forward.ts'
import type { PlannedNic } from '../../../../../src/plan/instance/start-plan.ts'
import { RawGuest } from './raw-guest.ts'
import { freePort } from '../../../../support/free-port.ts'

const signal = AbortSignal.timeout(60_000)

describe('the user network', () => {
  let folder: TempDir
  let network: NetworkStyle

  before(async () => {
    folder = await TempDir.make('passt')
    network = await readNetworkStyle(signal)
  })
  after(async () => {
    await endPasst(folder.path)
    await folder[Symbol.asyncDispose]()
  })

  const start = (forward: readonly PortForward[], index: number) =>
    startPasst('web', userNic(forward), { runFolder: folder.path, network }, index, signal)
  const plugIn = (index: number) => RawGuest.plugIn(nicSocket({ runFolder: folder.path }, index))

  test('gives the guest an address, a gateway and a resolver that are the same on every host', async () => {
    await start([], 0)
    using guest = await plugIn(0)
    const { address, gateway } = await guest.lease()
    assert.deepEqual([address, gateway], ['10.0.2.15', '10.0.2.2'])
  })

  test('gives a second nic a network of its own', async () => {
    await start([], 1)
    using guest = await plugIn(1)
    assert.equal((await guest.lease()).address, '10.0.3.15')
  })

  test('ends when QEMU hangs up', async () => {
    const process = await start([], 2)
    assert.ok(process)
    assert.ok(isAlive(process))
    using guest = await plugIn(2)
    guest[Symbol.dispose]()
    assert.ok(await untilGone(process, 5000))
  })

  test('ends when it is told to, though nobody knows its number any more', async () => {
    await using own = await TempDir.make('passt')
    const process = await startPasst('web', userNic([]), { runFolder: own.path, network }, 0, signal)
    assert.ok(process)
    await endPasst(own.path)
    assert.ok(!isAlive(process))
  })

  test('leads a port of the host to a port of the guest', async () => {
    const port = await freePort()
    await start([{ address: '127.0.0.1', hostPort: port, guestPort: 80, protocol: 'tcp' }], 3)
    using guest = await plugIn(3)
    await guest.lease()
    const client = connect(port, '127.0.0.1').on('error', () => {})
    assert.equal(await guest.knock(), 80)
    client.destroy()
  })

  test('says which port is in use, and leaves nothing behind', async () => {
    await using server = await listening('127.0.0.1')
    const forward = { address: '127.0.0.1', hostPort: portOf(server), guestPort: 80, protocol: 'tcp' } as const
    await assert.rejects(start([forward], 4), (error) => {
      assert.ok(error instanceof Fault)
      assert.equal(error.code, 'instance.port-in-use')
      assert.match(error.message, new RegExp(`127\\.0\\.0\\.1:${portOf(server)}:80/tcp .*address already in use`))
      return true
    })
  })

  test('says that an address is not one of this host', async () => {
    const forward = { address: '203.0.113.9', hostPort: await freePort(), guestPort: 80, protocol: 'tcp' } as const
    await assert.rejects(start([forward], 5), /cannot be opened: address not available/)
  })

  test('refuses to listen on an IPv6 address, which it cannot lead into the guest', async () => {
    const forward = { address: '::1', hostPort: 8080, guestPort: 80, protocol: 'tcp' } as const
    await assert.rejects(start([forward], 6), { code: 'instance.port-in-use' })
  })

  test('keeps a guest that makes its own frames away from the loopback of the host', async (context) => {
    if (network.guard === 'none') return context.skip('passt is old, and /dev/net/tun cannot be opened')
    using services = await loopbackServices()
    await start([], 7)
    using guest = await plugIn(7)
    await tryEveryLoopback(guest, services.port)
    assert.deepEqual(await services.visitors(), [])
  })

  test('would let it in by any of several addresses if an old passt stood alone', async (context) => {
    if (network.guard !== 'namespace') return context.skip('this passt is not old, or cannot be guarded')
    using services = await loopbackServices()
    const places = { runFolder: folder.path, network: { ...network, guard: 'none' } } as const
    await startPasst('web', userNic([]), places, 10, signal)
    using guest = await plugIn(10)
    await tryEveryLoopback(guest, services.port)
    assert.notDeepEqual(await services.visitors(), [])
  })

  test('reaches what listens on another address of the host', async (context) => {
    const outside = outsideAddress()
    if (outside === undefined) return context.skip('this host has no address but its loopback')
    await using server = await listening(outside)
    await start([], 8)
    using guest = await plugIn(8)
    const { address } = await guest.lease()
    assert.equal(await guest.tcp(address, outside, portOf(server)), 'accepted')
  })

  test('needs nothing for an isolated nic', async () => {
    const nic: PlannedNic = { network: 'isolated', model: 'virtio', mac: '52:54:00:00:00:01', forward: [] }
    assert.equal(await startPasst('web', nic, { runFolder: folder.path, network }, 9, signal), null)
  })
})

function userNic(forward: readonly PortForward[]): PlannedNic {
  return { network: 'user', model: 'virtio', mac: '52:54:00:00:00:01', forward }
}

async function listening(address: string): Promise<Server> {
  const server = createServer((socket) => socket.destroy())
  server.listen(0, address)
  await once(server, 'listening')
  return server
}

function portOf(server: Server): number {
  const address = server.address()
  assert.ok(typeof address === 'object' && address !== null)
  return address.port
}

async function tryEveryLoopback(guest: RawGuest, port: number): Promise<void> {
  const { address, gateway, dns } = await guest.lease()
  const targets = ['127.0.0.1', '127.0.0.2', '0.0.0.0', '::1', '::', '::ffff:7f00:1', gateway, dns, address]
  for (const target of targets) await guest.knockAt(target.includes(':') ? 'fd00::15' : address, target, port)
  // passt answers ARP before it looks at what came along with it, so only the second answer tells that it has.
  for (const _twice of [1, 2]) await guest.resolve(address, gateway)
}

type LoopbackServices = Disposable & { readonly port: number; readonly visitors: () => Promise<readonly string[]> }

/** The same port on both loopbacks, and where visitors came in until they are asked for. */
async function loopbackServices(): Promise<LoopbackServices> {
  const came: { readonly localAddress: string | undefined; readonly remotePort: number | undefined }[] = []
  const ip4 = await listening('127.0.0.1')
  const ip6 = createServer((socket) => socket.destroy()).on('error', () => {})
  for (const server of [ip4, ip6]) {
    // Before it is thrown out: a closed socket has forgotten where it was.
    server.prependListener('connection', ({ localAddress, remotePort }) => came.push({ localAddress, remotePort }))
  }
  const port = portOf(ip4)
  ip6.listen({ port, host: '::1', ipv6Only: true })
  const visitors = async () => {
    const own = [await visit(port, '127.0.0.1'), ...(ip6.listening ? [await visit(port, '::1')] : [])]
    return came.filter(({ remotePort }) => !own.includes(remotePort)).map(({ localAddress }) => String(localAddress))
  }
  const close = () => [ip4, ip6].forEach((server) => server.close())
  return { port, visitors, [Symbol.dispose]: close }
}

/** Comes in after everybody who came before, and is thrown out when those have been noticed. Resolves to its own port. */
async function visit(port: number, address: string): Promise<number | undefined> {
  const client = connect(port, address).on('error', () => {})
  await once(client, 'connect')
  const { localPort } = client
  client.resume()
  if (!client.destroyed) await once(client, 'close')
  return localPort
}

function outsideAddress(): string | undefined {
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? [])
  return all.find(({ family, internal }) => family === 'IPv4' && !internal)?.address
}
