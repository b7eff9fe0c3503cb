import type { Contradiction } from './contradiction.ts'
import type { InstanceSpec } from './spec.ts'

type Hardware = Pick<InstanceSpec, 'cpus' | 'nested' | 'iommu' | 'arch' | 'disks' | 'nics' | 'machine'>

/** What cannot be true together in the hardware that the guest sees. */
export function* hardwareContradictions(spec: Hardware): Generator<Contradiction> {
  yield* featuresTwice(spec)
  yield* virtualization(spec)
  yield* splitDisks(spec)
  yield* withoutPci(spec)
  yield* ofAnotherMaker(spec)
}

function* featuresTwice({ cpus: { features = [] } }: Hardware): Generator<Contradiction> {
  const names = features.map((feature) => feature.slice(1))
  for (const [index, name] of names.entries()) {
    const first = names.indexOf(name)
    if (first === index) continue
    const isSame = features[first] === features[index]
    const message = isSame ? `${name} is named twice` : `${name} is both added and removed; name it once`
    yield { path: ['cpus', 'features', index], message }
  }
}

/** Which of the two extensions a guest can have depends on the host, so people say what it is for. */
function* virtualization({ cpus: { features = [] }, nested }: Hardware): Generator<Contradiction> {
  for (const [index, feature] of features.entries()) {
    const path = ['cpus', 'features', index]
    if (feature === '+vmx' || feature === '+svm') {
      const message = 'it is for guests of the guest; say `nested: true`, which adds what the host has'
      yield { path, message }
    }
    if (nested && (feature === '-vmx' || feature === '-svm')) {
      yield { path, message: 'nested is true, and guests of the guest need it; leave one of them out' }
    }
  }
}

function* splitDisks({ disks }: Hardware): Generator<Contradiction> {
  for (const [index, { bus, virtualFunctions }] of disks.entries()) {
    if (virtualFunctions === undefined || bus === 'nvme') continue
    const message = `only an NVMe controller has virtual functions; with them write bus: nvme, not ${bus}`
    yield { path: ['disks', index, 'virtualFunctions'], message }
  }
}

function* withoutPci({ machine, iommu, disks, nics }: Hardware): Generator<Contradiction> {
  if (machine !== 'microvm') return
  const why = 'which machine microvm does not have; use machine q35'
  if (iommu !== undefined) yield { path: ['iommu'], message: `an IOMMU stands before PCI devices, ${why}` }
  for (const [index, { bus }] of disks.entries()) {
    if (bus === 'nvme') yield { path: ['disks', index, 'bus'], message: `nvme is on the PCI bus, ${why}` }
  }
  for (const [index, { model }] of nics.entries()) {
    if (model === 'e1000e') yield { path: ['nics', index, 'model'], message: `e1000e is on the PCI bus, ${why}` }
  }
}

function* ofAnotherMaker({ iommu, arch = 'x86_64' }: Hardware): Generator<Contradiction> {
  if (iommu === undefined || arch === 'x86_64') return
  yield { path: ['iommu'], message: `only guests of x86_64 have an IOMMU of ${iommu}, and this one is ${arch}` }
}
