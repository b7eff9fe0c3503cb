import type { InstanceRecord } from '../../src/contract/store.ts'
import { InstanceId, InstanceName } from '../../src/model/name.ts'
import type { InstanceSpec } from '../../src/model/spec.ts'

/** A stopped instance as it is stored, without files. */
export function storedInstance(number: number, spec: InstanceSpec): InstanceRecord {
  const digits = String(number).padStart(6, '0')
  return {
    version: 1,
    id: InstanceId.parse(`b000${digits}`),
    name: InstanceName.parse(`i${digits}`),
    uuid: `00000000-0000-4000-8000-000000${digits}`,
    macs: ['52:54:00:00:00:01'],
    arch: 'x86_64',
    machineType: 'pc-q35-7.2',
    createdAt: '2026-01-01T00:00:00.000Z',
    spec,
    image: null,
    booted: false,
    run: null,
    end: null,
  }
}
