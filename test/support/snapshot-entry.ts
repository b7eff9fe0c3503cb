import { SnapshotName } from '../../src/model/name.ts'
import { InstanceSpec } from '../../src/model/spec.ts'
import type { SnapshotEntry } from '../../src/plan/snapshot/tree.ts'

/** A snapshot of an instance that was at rest. */
export function snapshotEntry(name: string, layer: string): SnapshotEntry {
  return {
    name: SnapshotName.parse(name),
    layer,
    createdAt: '2026-01-01T00:00:00Z',
    kind: 'stopped',
    consistency: 'at-rest',
    pauseMs: null,
    memory: null,
    automatic: false,
    configuration: { spec: InstanceSpec.parse({ disk: '1GiB' }), macs: [], machineType: 'pc-q35-7.2' },
    leftOut: [],
  }
}
