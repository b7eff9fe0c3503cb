import { formatBytes } from '../kit/bytes.ts'
import { formatPortForward } from './port-forward.ts'
import type { InstanceSpec } from './spec.ts'

export type Contradiction = { readonly path: readonly (string | number)[]; readonly message: string }

const mebibyte = 2 ** 20
/** Below this no supported guest kernel unpacks itself. */
const leastMemoryBytes = 32 * mebibyte

/** What cannot be true together inside one spec, whatever the host. */
export function contradictions(spec: InstanceSpec): readonly Contradiction[] {
  return [...sizes(spec), ...processors(spec), ...booting(spec), ...microvm(spec), ...forwards(spec)]
}

function* sizes({ memory, disk, image, disks }: InstanceSpec): Generator<Contradiction> {
  if (memory < leastMemoryBytes) {
    yield { path: ['memory'], message: `${formatBytes(memory)} of memory is too little; the least is 32MiB` }
  }
  if (memory % mebibyte !== 0) yield { path: ['memory'], message: 'memory must be a whole number of MiB' }
  if (disk !== undefined && (disk < mebibyte || disk % 512 !== 0)) {
    yield { path: ['disk'], message: 'a disk has at least 1MiB and is a multiple of 512 bytes' }
  }
  for (const [index, extra] of disks.entries()) {
    if ('size' in extra && (extra.size < mebibyte || extra.size % 512 !== 0)) {
      yield { path: ['disks', index, 'size'], message: 'a disk has at least 1MiB and is a multiple of 512 bytes' }
    }
  }
  if (image === undefined && disk === undefined && disks.length === 0) {
    yield { path: [], message: 'there is nothing to boot from: give an image, or a disk (and a cdrom to install from)' }
  }
}

function* processors({ cpus }: InstanceSpec): Generator<Contradiction> {
  if (cpus.topology === undefined) return
  const { sockets, cores, threads } = cpus.topology
  if (sockets * cores * threads === cpus.count) return
  yield {
    path: ['cpus', 'count'],
    message: `${sockets} sockets × ${cores} cores × ${threads} threads are ${sockets * cores * threads} processors, not ${cpus.count}`,
  }
}

function* booting({ boot, cdrom, nics, firmware, image }: InstanceSpec): Generator<Contradiction> {
  if (boot.once === 'cdrom' && cdrom === undefined) {
    yield { path: ['boot', 'once'], message: 'boot.once is cdrom, but there is no cdrom' }
  }
  if (boot.once === 'network' && nics.length === 0) {
    yield { path: ['boot', 'once'], message: 'boot.once is network, but there is no nic' }
  }
  if (new Set(boot.order).size !== boot.order.length) {
    yield { path: ['boot', 'order'], message: 'boot.order names the same device twice' }
  }
  if (firmware === 'direct' && image === undefined) {
    yield { path: ['firmware'], message: 'firmware direct boots the kernel of an image, but there is no image' }
  }
  if (firmware === 'direct' && boot.once !== undefined) {
    yield {
      path: ['boot', 'once'],
      message: 'with firmware direct the kernel comes from the image; boot.once has no meaning',
    }
  }
}

function* microvm({ machine, firmware, cdrom, disks, nics }: InstanceSpec): Generator<Contradiction> {
  if (machine !== 'microvm') return
  if (firmware !== undefined && firmware !== 'direct') {
    yield { path: ['firmware'], message: `machine microvm boots a kernel directly; it has no ${firmware}` }
  }
  if (cdrom !== undefined) yield { path: ['cdrom'], message: 'machine microvm has no cdrom drive; use machine q35' }
  // Eight virtio-mmio slots, of which rng, serial channel and the first disk take three.
  if (disks.length + nics.length > 5) {
    yield {
      path: ['machine'],
      message: 'machine microvm has room for 5 extra disks and nics together; use machine q35',
    }
  }
}

function* forwards({ nics }: InstanceSpec): Generator<Contradiction> {
  const seen = new Set<string>()
  for (const [index, nic] of nics.entries()) {
    if (nic.network === 'isolated' && nic.forward.length > 0) {
      yield { path: ['nics', index, 'forward'], message: 'an isolated nic cannot have port forwards' }
    }
    for (const [position, forward] of nic.forward.entries()) {
      const key = `${forward.address} ${forward.hostPort} ${forward.protocol}`
      if (seen.has(key)) {
        yield {
          path: ['nics', index, 'forward', position],
          message: `${formatPortForward(forward)} uses a host port twice`,
        }
      }
      seen.add(key)
    }
  }
}
