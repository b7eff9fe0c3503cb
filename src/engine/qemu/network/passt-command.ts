import type { PortForward } from '../../../model/port-forward.ts'
import type { PlannedNic } from '../../../plan/instance/start-plan.ts'
import { asUser, type MachineUser } from '../confine/machine-user.ts'
import { type NicAddresses, nicAddresses } from './addresses.ts'
import type { NetworkStyle } from './style.ts'

export type NicPlaces = {
  /** Where sockets of one instance lie. */
  readonly runFolder: string
  readonly network: NetworkStyle
  readonly user?: MachineUser | undefined
}

export type NetworkCommand = {
  readonly file: string
  readonly args: readonly string[]
  /** How it tells that QEMU can connect. exit: it goes into the background and ends with 0. word: it says so, and stays. */
  readonly readyBy: 'exit' | 'word'
}

/** The unix socket between QEMU and the network of one nic. */
export function nicSocket({ runFolder }: Pick<NicPlaces, 'runFolder'>, index: number): string {
  return `${runFolder}/nic${index}.sock`
}

/** Where a passt that goes into the background writes its number. */
export function nicPidFile({ runFolder }: Pick<NicPlaces, 'runFolder'>, index: number): string {
  return `${runFolder}/nic${index}.pid`
}

/**
 * What connects one nic to the outside, or null when nothing does. It goes on until QEMU hangs up (`--one-off`).
 * IPv4 only. The options are those of passt 2023-03-09 (Debian 12) and later; passt(1).
 */
export function passtCommand(nic: PlannedNic, places: NicPlaces, index: number): NetworkCommand | null {
  if (nic.network !== 'user') return null
  const { guard, asRoot } = places.network
  if (guard === 'namespace') return enclosed(nic, places, index)
  const args = [
    ...(asRoot && guard === 'none' ? ['--runas', '0:0'] : []),
    ...serving(places, index),
    ...pair('--pid', nicPidFile(places, index)),
    ...outside(nicAddresses(index)),
    ...forwards(nic.forward, ({ guestPort }) => guestPort),
  ]
  const needsLowPorts = nic.forward.some(({ hostPort }) => hostPort < firstFreePort)
  return { ...asUser(places.user, ['passt', ...args], needsLowPorts), readyBy: 'exit' }
}

/** passt in a network namespace, and pasta between that and the host. */
function enclosed(nic: PlannedNic, places: NicPlaces, index: number): NetworkCommand {
  const addresses = nicAddresses(index)
  const inside = nic.forward.map((forward, position) => ({
    ...forward,
    address: null,
    hostPort: innerPort(forward, position),
  }))
  const [program, ...before] = places.network.asRoot ? unrooted : (['pasta'] as const)
  const args = [
    ...before,
    ...pasta,
    ...logging(`${places.runFolder}/nic${index}-pasta.log`),
    ...outside(addresses),
    ...forwards(nic.forward, innerPort),
    '--',
    'passt',
    '--foreground',
    ...serving(places, index),
    ...fence,
    ...pair('--dns', addresses.dns),
    ...forwards(inside, ({ guestPort }) => guestPort),
  ]
  return { ...asUser(places.user, [program, ...args]), readyBy: 'word' }
}

/** pasta needs a user that it can map, and as root it would become `nobody`, who may not open /dev/net/tun everywhere. */
const unrooted = ['unshare', '--user', '--map-user=1000', '--map-group=1000', '--', 'pasta'] as const

/** Without the last four, every port that is opened on the loopback of the namespace would lead to that of the host. */
const pasta = ['--quiet', '--config-net', '--ns-ifname', 'eth0', '--tcp-ns', 'none', '--udp-ns', 'none']

/** The gateway is no name for the host, and there is no IPv6. */
const fence = ['--no-map-gw', '--ipv4-only']

function serving(places: NicPlaces, index: number): readonly string[] {
  const socket = pair('--socket', nicSocket(places, index))
  return ['--quiet', '--one-off', ...socket, ...logging(`${places.runFolder}/nic${index}.log`)]
}

/** What it says while it runs, at most 64 KiB; it lies beside the socket and goes with it. */
function logging(file: string): readonly string[] {
  return ['--log-file', file, '--log-size', '65536']
}

/** Below it only root may listen, where net.ipv4.ip_unprivileged_port_start is what it usually is (ip(7)). */
const firstFreePort = 1024

/** Fixed addresses, with the loopback as the pattern: so it starts on a host that has no network, too. */
function outside({ guest, prefixBits, gateway, dns, gatewayMac }: NicAddresses): readonly string[] {
  return [
    ...fence,
    ...pair('--interface', 'lo'),
    ...pair('--mac-addr', gatewayMac),
    ...pair('--address', guest),
    ...pair('--netmask', String(prefixBits)),
    ...pair('--gateway', gateway),
    ...pair('--dns-forward', dns),
  ]
}

/** Inside the namespace each forward has a port of its own, since two may differ in their host address only. */
function innerPort(_forward: unknown, position: number): number {
  return 20_000 + position
}

type Listening = Omit<PortForward, 'address'> & { readonly address: string | null }

function forwards(
  all: readonly Listening[],
  target: (forward: Listening, position: number) => number,
): readonly string[] {
  const specs = all.flatMap((forward, position) => {
    const { protocol, address, hostPort } = forward
    const where = address === null ? '' : `${address}/`
    return pair(`--${protocol}-ports`, `${where}${hostPort}:${target(forward, position)}`)
  })
  // Said even when empty: otherwise UDP ports follow the TCP ports, and pasta forwards every port (passt(1)).
  const unused = (['tcp', 'udp'] as const).filter((protocol) => !all.some((forward) => forward.protocol === protocol))
  return [...specs, ...unused.flatMap((protocol) => pair(`--${protocol}-ports`, 'none'))]
}

function pair(option: string, value: string): readonly string[] {
  return [option, value]
}
