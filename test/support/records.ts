import type { ImageRecord, InstanceRecord, OperationRecord } from '../../src/contract/store.ts'
import { ImageDigest, ImageName, InstanceId, InstanceName, OperationId } from '../../src/model/name.ts'
import { InstanceSpec, type InstanceSpecInput } from '../../src/model/spec.ts'

const at = '2026-01-01T00:00:00.000Z'

/** A stopped instance that has never run. */
export function instanceRecord(name: string, spec: InstanceSpecInput = {}): InstanceRecord {
  return {
    version: 1,
    id: InstanceId.parse('a123456789'),
    name: InstanceName.parse(name),
    uuid: '00000000-0000-4000-8000-000000000001',
    macs: ['52:54:00:00:00:01'],
    arch: 'x86_64',
    machineType: 'pc-q35-7.2',
    createdAt: at,
    spec: InstanceSpec.parse({ image: 'debian:12', ...spec }),
    image: { digest: digestOf('a'), name: 'debian:12' },
    booted: false,
    run: null,
    end: null,
  }
}

/** An image with one disk. `letter` is a hex digit and makes the digest. */
export function imageRecord(letter: string, names: readonly string[] = ['debian:12']): ImageRecord {
  const sha256 = letter.repeat(64)
  return {
    version: 1,
    digest: digestOf(letter),
    names: names.map((name) => ImageName.parse(name)),
    manifest: {
      version: 1,
      files: [{ role: 'disk', name: 'disk.qcow2', format: 'qcow2', sizeBytes: 1 << 20, sha256 }],
      virtualSizeBytes: 2 ** 31,
      os: 'debian:12',
      architecture: 'x86_64',
      boot: ['bios', 'uefi'],
      kernelArguments: '',
      agent: true,
      shell: true,
      source: { kind: 'built', from: 'debian:12' },
    },
    createdAt: at,
  }
}

export function operationRecord(id: string): OperationRecord {
  return {
    version: 1,
    operation: {
      id: OperationId.parse(id),
      kind: 'instance.start',
      target: 'web',
      state: 'running',
      phase: 'starting',
      progress: null,
      notes: [],
      cancellable: true,
      createdAt: at,
      endedAt: null,
      result: null,
      problem: null,
    },
    idempotency: null,
  }
}

export function digestOf(letter: string): ImageDigest {
  return ImageDigest.parse(`sha256:${letter.repeat(64)}`)
}
