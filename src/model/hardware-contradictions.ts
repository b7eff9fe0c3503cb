import type { Contradiction } from './contradiction.ts'
import type { InstanceSpec } from './spec.ts'

type Hardware = Pick<InstanceSpec, 'cpus' | 'nested' | 'disks'>

/** What cannot be true together in processors and disks, on whatever board. */
export function* hardwareContradictions(spec: Hardware): Generator<Contradiction> {
  yield* featuresTwice(spec)
  yield* virtualization(spec)
  yield* splitDisks(spec)
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
