import { formatBytes } from '../kit/bytes.ts'
import { boardContradictions } from './board-contradictions.ts'
import type { Contradiction } from './contradiction.ts'
import { deviceContradictions } from './device-contradictions.ts'
import { needContradictions } from './guest-needs.ts'
import { hardwareContradictions } from './hardware-contradictions.ts'
import { installContradictions } from './install-contradictions.ts'
import { nicContradictions } from './nic-contradictions.ts'
import { reserveContradictions } from './reserve-contradictions.ts'
import { parkingContradictions } from './parking-contradictions.ts'
import type { InstanceSpec } from './spec.ts'

const mebibyte = 2 ** 20
const leastSnapshotSeconds = 60
/** Below this no supported guest kernel unpacks itself. */
const leastMemoryBytes = 32 * mebibyte
/** What QEMU's x86 machines take without extras (KVM and the guest need an interrupt remapper above). */
const mostProcessors = 255

/** What cannot be true together inside one spec, whatever the host. */
export function contradictions(spec: InstanceSpec): readonly Contradiction[] {
  return [
    sizes,
    passwords,
    files,
    processors,
    booting,
    schedule,
    kernelWords,
    direct,
    boardContradictions,
    nicContradictions,
    deviceContradictions,
    hardwareContradictions,
    installContradictions,
    reserveContradictions,
    needContradictions,
    parkingContradictions,
  ].flatMap((find) => [...find(spec)])
}

function* sizes({ memory, disk, disks }: InstanceSpec): Generator<Contradiction> {
  if (memory < leastMemoryBytes) {
    yield { path: ['memory'], message: `${formatBytes(memory)} of memory is too little; the least is 32MiB` }
  } else if (memory % mebibyte !== 0) {
    yield { path: ['memory'], message: 'memory must be a whole number of MiB' }
  }
  const message = 'a disk has at least 1MiB and is a multiple of 512 bytes'
  if (disk !== undefined && !isDiskSize(disk)) yield { path: ['disk'], message }
  for (const [index, extra] of disks.entries()) {
    if ('size' in extra && !isDiskSize(extra.size)) yield { path: ['disks', index, 'size'], message }
  }
}

function* passwords({ cloud }: InstanceSpec): Generator<Contradiction> {
  if (cloud?.passwordHash === undefined || cloud.user !== undefined) return
  yield { path: ['cloud', 'passwordHash'], message: 'a password is for a user: name the user, too' }
}

function isDiskSize(bytes: number): boolean {
  return bytes >= mebibyte && bytes % 512 === 0
}

function* schedule({ snapshots }: InstanceSpec): Generator<Contradiction> {
  if (snapshots === undefined || snapshots.every >= leastSnapshotSeconds) return
  yield { path: ['snapshots', 'every'], message: 'snapshots are at least a minute apart (1m)' }
}

/** One file that two disks write is soon no file system any more. */
function* files({ disks }: InstanceSpec): Generator<Contradiction> {
  for (const [index, disk] of disks.entries()) {
    if ('volume' in disk && disks.findIndex((other) => 'volume' in other && other.volume === disk.volume) < index) {
      yield { path: ['disks', index, 'volume'], message: `${disk.volume} is another disk too` }
    }
    if (!('file' in disk)) continue
    const other = disks.slice(0, index).find((before) => 'file' in before && before.file === disk.file)
    if (!other || ('file' in other && other.readOnly && disk.readOnly)) continue
    yield { path: ['disks', index, 'file'], message: `${disk.file} is another disk too; both must be readOnly` }
  }
}

function* processors({ cpus, accel }: InstanceSpec): Generator<Contradiction> {
  const { count, max, topology, model } = cpus
  if (topology !== undefined) {
    const { sockets, cores, threads } = topology
    const product = sockets * cores * threads
    const wanted = max ?? count
    const message = `${sockets} sockets × ${cores} cores × ${threads} threads are ${product} processors, not ${wanted}`
    if (product !== wanted) yield { path: ['cpus', 'count'], message }
  }
  if (count > mostProcessors) {
    yield { path: ['cpus'], message: `${count} processors are too many; the most is ${mostProcessors}` }
  }
  if (accel === 'tcg' && model === 'host') {
    yield { path: ['cpus', 'model'], message: 'only KVM has the CPU model host; with accel tcg use max' }
  }
}

function* booting({ boot, cdrom, nics, image, disk, disks }: InstanceSpec): Generator<Contradiction> {
  if (
    image === undefined &&
    disk === undefined &&
    disks.length === 0 &&
    cdrom === undefined &&
    boot.installer === undefined
  ) {
    yield { path: [], message: 'there is nothing to boot from: give an image, a disk or a cdrom' }
  }
  if (boot.once === 'cdrom' && cdrom === undefined) {
    yield { path: ['boot', 'once'], message: 'boot.once is cdrom, but there is no cdrom' }
  }
  if (boot.once === 'network' && nics.length === 0) {
    yield { path: ['boot', 'once'], message: 'boot.once is network, but there is no nic' }
  }
  if (new Set(boot.order).size !== boot.order.length) {
    yield { path: ['boot', 'order'], message: 'boot.order names the same device twice' }
  }
}

/** A boot loader has its own words for the kernel, inside the guest. */
function* kernelWords({ kernelArguments, firmware, image }: InstanceSpec): Generator<Contradiction> {
  if (kernelArguments === undefined) return
  if (image === undefined) {
    yield {
      path: ['kernelArguments'],
      message: 'kernelArguments are for the kernel of an image, but there is no image',
    }
  } else if (firmware !== undefined && firmware !== 'direct') {
    const message = `with firmware ${firmware} the boot loader of the guest starts the kernel; use firmware direct`
    yield { path: ['kernelArguments'], message }
  }
}

/** Firmware `direct`, which machine microvm always has. */
function* direct({ boot, firmware, image, machine }: InstanceSpec): Generator<Contradiction> {
  const [path, what] = machine === 'microvm' ? ['machine', 'machine microvm'] : ['firmware', 'firmware direct']
  if (machine !== 'microvm' && firmware !== 'direct') return
  if (image === undefined) {
    yield { path: [path], message: `${what} boots the kernel of an image, but there is no image` }
  }
  if (boot.once !== undefined) {
    yield { path: ['boot', 'once'], message: `with ${what} the kernel comes from the image; boot.once has no meaning` }
  }
}
