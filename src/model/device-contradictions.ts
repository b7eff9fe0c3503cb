import type { Contradiction } from './contradiction.ts'
import type { InstanceSpec } from './spec.ts'

type Devices = Pick<InstanceSpec, 'hostdevs' | 'nics' | 'iommu'>

/** What cannot be true together in the devices that a spec asks of the host. */
export function* deviceContradictions(spec: Devices): Generator<Contradiction> {
  yield* twice(spec)
  yield* cards(spec)
  yield* places(spec)
}

function* twice({ hostdevs, nics }: Devices): Generator<Contradiction> {
  const names = hostdevs.map((device) => ('pci' in device ? device.pci : device.usb))
  for (const [index, name] of names.entries()) {
    if (names.indexOf(name) === index) continue
    yield { path: ['hostdevs', index], message: `${name} is given already` }
  }
  for (const [index, { device }] of nics.entries()) {
    if (device === undefined || !names.includes(device)) continue
    const message = `${device} is given whole by hostdevs, so none of its virtual functions is left`
    yield { path: ['nics', index, 'device'], message }
  }
}

function* cards({ nics }: Devices): Generator<Contradiction> {
  for (const [index, { network, device, forward, model }] of nics.entries()) {
    if (network !== 'sriov') {
      const message = `only a nic of network sriov has a device, and this one is ${network}`
      if (device !== undefined) yield { path: ['nics', index, 'device'], message }
      continue
    }
    if (device === undefined) {
      const message = 'network sriov needs the PCI address of the card, such as device: 0000:03:00.0'
      yield { path: ['nics', index, 'device'], message }
    }
    if (forward.length > 0) {
      const message = 'a nic of network sriov is on the network of the card itself; it cannot have port forwards'
      yield { path: ['nics', index, 'forward'], message }
    }
    if (model !== 'virtio') {
      const message = 'the guest sees a virtual function as the card that it is; leave model out'
      yield { path: ['nics', index, 'model'], message }
    }
  }
}

function* places({ hostdevs, nics, iommu }: Devices): Generator<Contradiction> {
  const hasSriov = nics.some(({ network }) => network === 'sriov')
  // QEMU 7.2, hw/i386/amd_iommu.c: it does not tell vfio what the guest maps.
  if (iommu === 'amd' && (hasSriov || hostdevs.some((device) => 'pci' in device))) {
    yield { path: ['iommu'], message: 'behind an IOMMU of AMD QEMU cannot give devices of the host; use intel' }
  }
}
