import type { Identity } from '../../../../contract/warm.ts'
import type { SshKeyFiles, SshKeyKind } from '../../../../host/ssh-host-key.ts'
import type { WarmSurvey } from '../../../../model/warm.ts'
import { firstOpened } from './calls-program.ts'
import type { Call } from './frame.ts'

/** The files of new keys, by their kind. */
export type SshKeys = ReadonlyMap<SshKeyKind, SshKeyFiles>

/** What a fork must know beside who it is. */
export type Becoming = {
  readonly identity: Identity
  readonly survey: WarmSurvey
  readonly keys: SshKeys
  readonly now: Date
}

/** System calls by their numbers (arch/x86/entry/syscalls/syscall_64.tbl). */
const call = {
  write: 1,
  open: 2,
  close: 3,
  ioctl: 16,
  pwrite: 18,
  socket: 41,
  kill: 62,
  rename: 82,
  unlink: 87,
  setScheduler: 144,
  setHostName: 170,
  setClock: 227,
} as const

const [writeOnly, readWrite, truncate, noFollow] = [0o1, 0o2, 0o1000, 0o400000]
/** RNDRESEEDCRNG (random(4)): the kernel makes the key of its random numbers anew, from all that was written to its pool. */
const reseed = 0x5207
const setHardwareAddress = 0x8924 // SIOCSIFHWADDR (netdevice(7))
const [hangUp, end] = [1, 9]
const firstComeFirstServed = 1 // SCHED_FIFO (sched(7))

/** What makes another machine of a guest, before anybody reaches it. */
export function callsToBecome({ identity, survey, keys, now }: Becoming): readonly Call[] {
  return [
    // What it does wakes others, who would go first.
    { number: call.setScheduler, args: [0, firstComeFirstServed, Buffer.of(1, 0, 0, 0)] },
    // Whatever its shell may have left open.
    ...[0, 1, 2, 3, 4, 5].map((index) => ({ number: call.close, args: [firstOpened + index] })),
    ...takeSeed(identity, survey),
    ...setClock(now),
    ...takeName(identity.name, survey),
    ...identity.macs.flatMap((mac) => takeAddress(mac, survey)),
    ...takeMachineId(identity.machineId, survey),
    ...takeKeys(keys, survey),
    // Its supervisor starts it anew: with this machine's id, and a journal that begins here.
    ...(survey.journald === null ? [] : [{ number: call.kill, args: [survey.journald, end] }]),
  ]
}

function takeSeed({ seed }: Identity, { seedFiles }: WarmSurvey): readonly Call[] {
  const bytes = Buffer.from(seed, 'hex')
  const orElse = 'the pool of randomness was not filled'
  return [
    { number: call.open, args: ['/dev/urandom', readWrite] },
    { number: call.write, args: [firstOpened, bytes, bytes.length], must: { give: bytes.length, orElse } },
    { number: call.ioctl, args: [firstOpened, reseed], must: { give: 0, orElse } },
    { number: call.close, args: [firstOpened] },
    ...seedFiles.flatMap((file) => put(file, Buffer.from(seed + seed))),
  ]
}

function setClock(now: Date): readonly Call[] {
  const time = Buffer.alloc(16)
  time.writeBigInt64LE(BigInt(Math.floor(now.getTime() / 1000)))
  time.writeBigInt64LE(BigInt(now.getTime() % 1000) * 1_000_000n, 8)
  return [{ number: call.setClock, args: [0, time], must: { give: 0, orElse: 'the clock was not set' } }]
}

function takeName(name: string, { nameFiles, hosts, name: old }: WarmSurvey): readonly Call[] {
  const must = { give: 0, orElse: 'the host name was not taken' }
  return [
    { number: call.setHostName, args: [name, Buffer.byteLength(name)], must },
    ...nameFiles.flatMap((file) => put(file, Buffer.from(`${name}\n`))),
    ...(hosts === null ? [] : put('/etc/hosts', Buffer.from(hostsFor(hosts, old, name)), 0)),
  ]
}

/** The old name is replaced where it is a whole word. */
function hostsFor(hosts: string, old: string, name: string): string {
  return hosts.replaceAll(/\S+/g, (word) => (word === old ? name : word))
}

/** Also the address of IPv6 that is made of it. */
function takeAddress({ from, to }: Identity['macs'][number], { nics }: WarmSurvey): readonly Call[] {
  const orElse = `the address ${to} was not taken`
  const nic = nics.find(({ mac }) => mac === from)
  if (!nic) return [{ number: call.close, args: [-1], must: { give: 0, orElse } }]
  const request = Buffer.alloc(40)
  request.write(nic.name)
  request.writeUInt16LE(1, 16) // ARPHRD_ETHER
  request.write(to.replaceAll(':', ''), 18, 'hex')
  return [
    { number: call.socket, args: [1, 2, 0] },
    { number: call.ioctl, args: [firstOpened, setHardwareAddress, request], must: { give: 0, orElse } },
    { number: call.close, args: [firstOpened] },
    ...(nic.ipv6 ? renewIpv6(nic.name) : []),
  ]
}

function renewIpv6(nic: string): readonly Call[] {
  return [
    { number: call.open, args: [`/proc/sys/net/ipv6/conf/${nic}/disable_ipv6`, writeOnly] },
    ...['1', '0'].map((value) => ({ number: call.pwrite, args: [firstOpened, value, 1, 0] })),
    { number: call.close, args: [firstOpened] },
  ]
}

function takeMachineId(id: string, { machineFiles, journals }: WarmSurvey): readonly Call[] {
  return [
    ...machineFiles.flatMap((file) => put(file, Buffer.from(`${id}\n`))),
    ...journals.flatMap(({ folder, old, files }) => [
      ...files.map((file) => ({ number: call.unlink, args: [file] })),
      { number: call.rename, args: [`${folder}/${old}`, `${folder}/${id}`] },
    ]),
  ]
}

function takeKeys(keys: SshKeys, { sshd }: WarmSurvey): readonly Call[] {
  const orElse = 'no SSH host keys were taken'
  const files = [...keys].flatMap(([kind, { secret, open }]) => {
    const path = `/etc/ssh/ssh_host_${kind}_key`
    return [...put(path, Buffer.from(secret), noFollow, orElse), ...put(`${path}.pub`, Buffer.from(open))]
  })
  return [...files, ...sshd.map((pid) => ({ number: call.kill, args: [pid, hangUp] }))]
}

/** Only where the file is; links are not followed unless `flags` says so. */
function put(path: string, bytes: Uint8Array, flags = noFollow, orElse?: string): readonly Call[] {
  const must = orElse === undefined ? undefined : { give: bytes.length, orElse }
  return [
    { number: call.open, args: [path, writeOnly + truncate + flags] },
    { number: call.write, args: [firstOpened, bytes, bytes.length], ...(must && { must }) },
    { number: call.close, args: [firstOpened] },
  ]
}
