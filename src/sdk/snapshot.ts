import type { Operation } from '../model/operation.ts'
import type { Snapshot, SnapshotCreateInput, SnapshotListing, SnapshotRestoreInput } from '../model/snapshot.ts'
import { begin, call, type CallOptions, type OperationOptions, path } from './call.ts'
import type { Wire } from './wire.ts'

/** Oldest first. */
export function listSnapshots(wire: Wire, instance: string, options: CallOptions = {}): Promise<SnapshotListing> {
  return call(wire, { method: 'GET', path: path('v1', 'instances', instance, 'snapshots') }, options)
}

export function showSnapshot(wire: Wire, instance: string, name: string, options: CallOptions = {}): Promise<Snapshot> {
  return call(wire, { method: 'GET', path: path('v1', 'instances', instance, 'snapshots', name) }, options)
}

/** Keeps the disks of an instance, and its memory when that is wanted. Without a name it gets one of the time. */
export function createSnapshot(
  wire: Wire,
  instance: string,
  want: SnapshotCreateInput = {},
  options: OperationOptions = {},
): Promise<Operation> {
  return begin(wire, { method: 'POST', path: path('v1', 'instances', instance, 'snapshots'), body: want }, options)
}

/** Takes an instance back. What was written since is gone. */
export function restoreSnapshot(
  wire: Wire,
  instance: string,
  name: string,
  want: SnapshotRestoreInput = {},
  options: OperationOptions = {},
): Promise<Operation> {
  const where = path('v1', 'instances', instance, 'snapshots', name, 'restore')
  return begin(wire, { method: 'POST', path: where, body: want }, options)
}

export function deleteSnapshot(
  wire: Wire,
  instance: string,
  name: string,
  options: OperationOptions = {},
): Promise<Operation> {
  return begin(wire, { method: 'DELETE', path: path('v1', 'instances', instance, 'snapshots', name) }, options)
}
