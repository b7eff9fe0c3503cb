import { formatBytes } from '../../kit/bytes.ts'
import type { Confinement } from '../../model/confinement.ts'
import type { Acceleration, GivenDevice, Instance, InstanceState, PendingChange } from '../../model/instance.ts'
import type { DiskUse } from '../../model/disk-use.ts'
import type { InstanceSpec } from '../../model/spec.ts'
import type { ExtraDisk, Nic } from '../../model/spec-devices.ts'
import { hostText, shortImage, statePaints } from './instance-row.ts'
import { type Fact, type Look, sections } from './sections.ts'
import { ago, span } from './time.ts'
import { visible } from './visible.ts'

/** What `stroj show` prints for people. */
export function instanceText(instance: Instance, now: Date, look: Look): string {
  const { spec, state } = instance
  return sections(
    [
      [
        ['Name', look.paint(instance.name, 'strong')],
        ['State', look.paint(state.kind, statePaints[state.kind]) + stateRemark(state, now)],
        ['Possible', instance.actions.join(', ')],
        [
          'Pending',
          instance.pending.map((change) =>
            look.paint(`${pendingText(change)} (at the next start: ${visible(change.reason)})`, 'warning'),
          ),
        ],
      ],
      [...accelerationFacts(instance.acceleration, spec), ...confinementFacts(instance.confinement)],
      [...hardwareFacts(instance), ...networkFacts(instance)],
      [
        ['Labels', Object.entries(spec.labels).map(([key, value]) => visible(`${key}=${value}`))],
        ['Restart', spec.restart === 'never' ? undefined : spec.restart],
        ['Autostart', spec.autostart ? 'together with the daemon' : undefined],
        ['Park', parkText(instance, now)],
        ['Expires', expiryText(instance, now)],
        ['Created', `${ago(instance.createdAt, now)} (${instance.createdAt})`],
        ['Id', instance.id],
        ['UUID', instance.uuid],
      ],
    ],
    look,
  )
}

function parkText({ spec, state, parking }: Instance, now: Date): string | undefined {
  if (spec.park === undefined) return undefined
  const rule = `when it is idle for ${span(spec.park.after)}`
  if (state.kind === 'parked') return `${rule}; woken by whoever needs it`
  if (parking === null) return rule
  if (parking.idleSince !== null)
    return `${rule}; idle for ${span((now.getTime() - Date.parse(parking.idleSince)) / 1000)}`
  return parking.busy === null ? rule : `${rule}; not idle: ${visible(parking.busy)}`
}

function expiryText({ expiresAt }: Instance, now: Date): string | undefined {
  if (expiresAt === null) return undefined
  const leftSeconds = Math.max(0, Date.parse(expiresAt) - now.getTime()) / 1000
  return `in ${span(leftSeconds)} (${expiresAt}), unless it is renewed`
}

function stateRemark(state: InstanceState, now: Date): string {
  const reason = 'reason' in state && state.reason !== undefined ? `: ${visible(state.reason)}` : ''
  const since = 'since' in state ? ` for ${span(Math.max(0, now.getTime() - Date.parse(state.since)) / 1000)}` : ''
  return `${since}${'pid' in state ? ` (pid ${state.pid})` : ''}${reason}`
}

/** `memory: 1GiB → 2GiB` */
export function pendingText({ key, current, wanted }: PendingChange): string {
  return `${key}: ${pendingValue(key, current)} → ${pendingValue(key, wanted)}`
}

function pendingValue(key: string, value: unknown): string {
  if (value === undefined || value === null) return 'none'
  if (typeof value === 'number')
    return /^(?:memory|memoryMax|disk)$|\bsize$/.test(key) ? formatBytes(value) : String(value)
  if (key === 'cpus' && typeof value === 'object' && Object.keys(value).join() === 'count')
    return String(Object.values(value)[0])
  return visible(typeof value === 'string' ? value : JSON.stringify(value))
}

function accelerationFacts(acceleration: Acceleration | null, { accel }: InstanceSpec): readonly Fact[] {
  if (acceleration === null) return [['Accel', accel === 'auto' ? 'chosen at the start' : accel]]
  return [
    ['Accel', accelerationText(acceleration)],
    ['Because', visible(acceleration.reason)],
    ['Isolation', acceleration.isolation === 'hardware' ? 'by hardware' : 'none: emulation is no security boundary'],
  ]
}

function confinementFacts(confinement: Confinement | null): readonly Fact[] {
  if (confinement === null) return []
  const { level, user, ownUser, limits, namespaces, reason } = confinement
  const who = ownUser ? `user ${user}, its own` : user === 0 ? 'root' : `user ${user}, that of the daemon`
  const limited = limits ? 'limited by the kernel' : 'without limits'
  const seen = namespaces ? 'only its files and those of the system' : 'the files of the host'
  return [
    ['Confined', `level ${level} of 3: runs as ${who}; ${limited}; sees ${seen}`],
    ['No more', visible(reason)],
  ]
}

function accelerationText({ kind }: Acceleration): string {
  return kind === 'kvm' ? 'hardware virtualization (KVM)' : 'emulated (TCG)'
}

function hardwareFacts({ spec, arch, machineType, image, screen, devices, disk }: Instance): readonly Fact[] {
  return [
    ['Image', image === null ? undefined : imageText(image)],
    ['CPUs', cpuText(spec.cpus)],
    ['Nested', spec.nested ? 'the guest can run guests of its own' : undefined],
    ['IOMMU', spec.iommu === undefined ? undefined : makers[spec.iommu]],
    ['Memory', formatBytes(spec.memory)],
    ['Disks', diskTexts(spec)],
    ['On disk', disk && useText(disk)],
    ['Medium', spec.cdrom === undefined ? undefined : visible(spec.cdrom)],
    [
      'Boot',
      `${spec.boot.order.join(', ')}${spec.boot.once === undefined ? '' : `; the first time ${spec.boot.once}`}`,
    ],
    ['Machine', `${machineType}, ${arch}${spec.firmware === undefined ? '' : `, firmware ${spec.firmware}`}`],
    ['Devices', devices.length === 0 ? spec.hostdevs.map(wishText) : devices.map(deviceText)],
    ['Screen', screen === null ? undefined : `VNC on ${visible(screen)}`],
  ]
}

/** Files that only it has, and those that go with the last instance that has them. */
function useText({ ownBytes, sharedBytes }: DiskUse): string | undefined {
  if (ownBytes + sharedBytes === 0) return undefined
  const own = `${formatBytes(ownBytes)} of its own`
  return sharedBytes === 0 ? own : `${own}, ${formatBytes(sharedBytes)} shared with others`
}

/** What it will ask the host for. */
function wishText(wish: InstanceSpec['hostdevs'][number]): string {
  return 'pci' in wish ? `PCI ${wish.pci}` : `USB ${wish.usb}`
}

function deviceText(device: GivenDevice): string {
  if (device.kind === 'usb') return `USB port ${device.port} of the host`
  const card = device.physicalFunction === null ? '' : `, a virtual function of ${device.physicalFunction}`
  return `PCI ${device.address} of the host${card}`
}

function imageText({ name, digest }: NonNullable<Instance['image']>): string {
  return name.startsWith('sha256:') ? shortImage(name) : `${name} (${shortImage(digest)})`
}

const makers = { intel: 'of Intel', amd: 'of AMD' } as const

/** `4 (1 socket × 2 cores × 2 threads), model host, +aes -x2apic` */
function cpuText({ count, topology, model, features = [] }: InstanceSpec['cpus']): string {
  const parts = Object.entries(topology ?? {}).map(([part, number]) =>
    number === 1 ? `1 ${part.slice(0, -1)}` : `${number} ${part}`,
  )
  const shape = parts.length === 0 ? '' : ` (${parts.join(' × ')})`
  const changed = features.length === 0 ? '' : `, ${features.join(' ')}`
  return `${count}${shape}${model === undefined ? '' : `, model ${model}`}${changed}`
}

function diskTexts({ disk, disks, image }: InstanceSpec): readonly string[] {
  const first = disk === undefined ? (image === undefined ? [] : ['of the size of the image']) : [formatBytes(disk)]
  return [...first, ...disks.map(extraDiskText)]
}

/** `10GiB, NVMe with 4 virtual functions` */
function extraDiskText(disk: ExtraDisk): string {
  const { bus, virtualFunctions } = disk
  const parts = virtualFunctions === undefined ? '' : ` with ${virtualFunctions} virtual functions`
  const controller = bus === 'nvme' ? `, NVMe${parts}` : bus === 'sata' ? ', SATA' : ''
  return visible(`${sourceText(disk)}${controller}`)
}

function sourceText(disk: ExtraDisk): string {
  if ('size' in disk) return formatBytes(disk.size)
  const name = 'file' in disk ? disk.file : `volume ${disk.volume}`
  return `${name}${disk.readOnly ? ' (read-only)' : ''}`
}

function networkFacts({ spec, addresses }: Instance): readonly Fact[] {
  return [
    ['Network', spec.nics.flatMap(nicLines)],
    ['Addresses', addresses.map(visible)],
  ]
}

function nicLines({ network, forward, mac, model }: Nic): readonly string[] {
  const ports = forward.map(
    ({ address, hostPort, guestPort, protocol }) => `${hostText(address)}:${hostPort} → ${guestPort}/${protocol}`,
  )
  const card = [network, ...(model === 'virtio' ? [] : [model]), ...(mac === undefined ? [] : [mac])]
  return [card.join(', '), ...ports]
}
