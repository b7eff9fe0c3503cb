import type { Architecture } from './architecture.ts'
import { boardHas, boardsOf, firmwareOf, type Hardware, hardwareOf } from './board.ts'
import type { Contradiction } from './contradiction.ts'
import { reserveOn } from './reserve-contradictions.ts'
import type { InstanceSpec } from './spec.ts'

type Spec = Pick<
  InstanceSpec,
  | 'arch'
  | 'machine'
  | 'boot'
  | 'firmware'
  | 'cpus'
  | 'memory'
  | 'memoryMax'
  | 'iommu'
  | 'cdrom'
  | 'disks'
  | 'nics'
  | 'hostdevs'
  | 'nested'
>

/** What the hardware of a spec cannot be or have, as far as the spec alone says which hardware that is. */
export function* boardContradictions(spec: Spec): Generator<Contradiction> {
  const known = hardwareOf(spec)
  if (known) yield* contradictionsOn(known, spec)
}

/** What this hardware cannot be or have, whatever the host. */
export function* contradictionsOn(hardware: Hardware, spec: Spec): Generator<Contradiction> {
  const { arch, machine } = hardware
  const boards = boardsOf[arch]
  if (!boards.includes(machine)) {
    const message = `guests of ${arch} have no machine ${machine}; use ${boards.join(' or ')}, or leave it out`
    yield { path: ['machine'], message }
    return
  }
  yield* processors(spec, hardware)
  yield* reserveOn(hardware, spec)
  yield* firmware(spec, hardware)
  yield* drive(spec, hardware)
  yield* splits(spec, hardware)
  yield* sata(spec, hardware)
  if (!boardHas[machine].pci) yield* cards(spec, hardware)
  if (machine === 'microvm') yield* slots(spec)
}

/** What QEMU's boards take. That of ARM has an interrupt controller for eight; others are held to 255 anyway. */
const mostProcessors: Partial<Record<Architecture, number>> = { arm: 8, s390x: 248 }

function* processors({ cpus, nested, iommu }: Spec, { arch }: Hardware): Generator<Contradiction> {
  const most = mostProcessors[arch] ?? Infinity
  if (cpus.count > most) {
    yield { path: ['cpus'], message: `${cpus.count} processors are too many; the most of ${arch} is ${most}` }
  }
  if (arch === 'x86_64') return
  if (nested) {
    yield { path: ['nested'], message: `only guests of x86_64 can have guests of their own, and this one is ${arch}` }
  }
  if (iommu !== undefined) {
    yield { path: ['iommu'], message: `only guests of x86_64 have an IOMMU of ${iommu}, and this one is ${arch}` }
  }
}

function* firmware({ firmware: wished }: Spec, { arch, machine }: Hardware): Generator<Contradiction> {
  if (wished === undefined || wished === 'direct') return
  if (machine === 'microvm') {
    yield { path: ['firmware'], message: `machine microvm boots a kernel directly; it has no ${wished}` }
  } else if (!firmwareOf[arch].includes(wished)) {
    const known = [...firmwareOf[arch], 'direct'].join(' or ')
    yield { path: ['firmware'], message: `guests of ${arch} have no firmware ${wished}; use ${known}` }
  }
}

function* drive({ boot, cdrom, firmware: wished }: Spec, { arch, machine }: Hardware): Generator<Contradiction> {
  // QEMU has no way to tell U-Boot the order, and U-Boot has no driver for virtio's SCSI.
  if (arch === 'riscv64' && wished !== 'direct' && boot.once !== undefined) {
    yield { path: ['boot', 'once'], message: 'U-Boot, which starts guests of riscv64, has an order of its own' }
  }
  if (cdrom === undefined || boardHas[machine].cdrom) return
  yield { path: ['cdrom'], message: `machine ${machine} has no cdrom drive; use machine q35` }
}

/** The controller of q35 has six ports, of which three are for media. A disk on it cannot be told that it is only read. */
function* sata({ disks }: Spec, { machine }: Hardware): Generator<Contradiction> {
  let left = 3
  for (const [index, disk] of disks.entries()) {
    if (disk.bus !== 'sata') continue
    const path = ['disks', index, 'bus']
    if (machine !== 'q35') yield { path, message: `only machine q35 has sata, and this one is ${machine}` }
    else if ('readOnly' in disk && disk.readOnly) {
      yield { path, message: 'a disk on sata can always be written to; take virtio for one that is only read' }
    } else if (left-- === 0) yield { path, message: 'there is room for 3 disks on sata' }
  }
}

/** SR-IOV is of PCI Express. */
function* splits({ disks }: Spec, { machine }: Hardware): Generator<Contradiction> {
  if (machine !== 'pseries') return
  for (const [index, { virtualFunctions }] of disks.entries()) {
    if (virtualFunctions === undefined) continue
    const message = 'the PCI bus of machine pseries knows no virtual functions'
    yield { path: ['disks', index, 'virtualFunctions'], message }
  }
}

function* cards({ disks, nics, hostdevs, iommu }: Spec, { arch, machine }: Hardware): Generator<Contradiction> {
  const instead = machine === 'microvm' ? 'use machine q35' : `guests of ${arch} know virtio`
  const why = `which machine ${machine} does not have; ${instead}`
  const noPlace = `machine ${machine} has no place for devices of the host${machine === 'microvm' ? `; ${instead}` : ''}`
  if (iommu !== undefined && arch === 'x86_64') {
    yield { path: ['iommu'], message: `an IOMMU stands before PCI devices, ${why}` }
  }
  for (const [index, { bus }] of disks.entries()) {
    if (bus === 'nvme') yield { path: ['disks', index, 'bus'], message: `nvme is on the PCI bus, ${why}` }
  }
  if (hostdevs.length > 0) yield { path: ['hostdevs'], message: noPlace }
  for (const [index, { model, network }] of nics.entries()) {
    if (model === 'e1000e') yield { path: ['nics', index, 'model'], message: `e1000e is on the PCI bus, ${why}` }
    if (network === 'sriov') yield { path: ['nics', index, 'network'], message: noPlace }
  }
}

/** Eight virtio-mmio slots, of which rng, serial channel and the first disk take three. */
function* slots({ disks, nics }: Spec): Generator<Contradiction> {
  if (disks.length + nics.length <= 5) return
  const message = 'machine microvm has room for 5 extra disks and nics together; use machine q35'
  yield { path: ['machine'], message }
}
