import type { Operation } from '../model/operation.ts'
import type { VolumeSnapshotListing } from '../model/volume-snapshot.ts'
import { begin, call, type CallOptions, type OperationOptions, path } from './call.ts'
import type { Wire } from './wire.ts'

const at = (volume: string, ...more: readonly string[]): string => path('v1', 'volumes', volume, 'snapshots', ...more)

/** The states that a volume keeps inside of itself, oldest first. */
export function listVolumeSnapshots(
  wire: Wire,
  volume: string,
  options: CallOptions = {},
): Promise<VolumeSnapshotListing> {
  return call(wire, { method: 'GET', path: at(volume) }, options)
}

/** Keeps what a qcow2 volume has now inside of it. */
export function createVolumeSnapshot(
  wire: Wire,
  volume: string,
  name: string,
  options: OperationOptions = {},
): Promise<Operation> {
  return begin(wire, { method: 'POST', path: at(volume), body: { name } }, options)
}

/** Takes it back to a state; what was written since is gone. */
export function restoreVolumeSnapshot(
  wire: Wire,
  volume: string,
  name: string,
  options: OperationOptions = {},
): Promise<Operation> {
  return begin(wire, { method: 'POST', path: at(volume, name, 'restore') }, options)
}

/** Forgets a state. */
export function deleteVolumeSnapshot(
  wire: Wire,
  volume: string,
  name: string,
  options: OperationOptions = {},
): Promise<Operation> {
  return begin(wire, { method: 'DELETE', path: at(volume, name) }, options)
}
