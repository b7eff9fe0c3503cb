import { VolumeParams, VolumeSnapshotParams } from '../../model/request.ts'
import { VolumeSnapshotCreate, VolumeSnapshotListing } from '../../model/volume-snapshot.ts'
import { listVolumeSnapshots, snapshotVolume } from '../../service/volume/snapshot.ts'
import { json, operation } from '../answer.ts'
import { route } from '../route.ts'

const faults = ['volume.not-found', 'volume.in-use', 'volume.damaged', 'volume.unfit'] as const

export const volumeSnapshotRoutes = [
  route('GET', '/v1/volumes/:name/snapshots', {
    operationId: 'listVolumeSnapshots',
    summary: 'List the states that a volume keeps inside of itself',
    params: VolumeParams,
    faults: ['volume.not-found', 'volume.damaged', 'volume.failed'],
    answer: json(VolumeSnapshotListing),
    handle: ({ deps, params, signal }) => listVolumeSnapshots(deps, params.name, signal),
  }),
  route('POST', '/v1/volumes/:name/snapshots', {
    operationId: 'createVolumeSnapshot',
    summary: 'Keep what a qcow2 volume has now inside of it',
    params: VolumeParams,
    body: VolumeSnapshotCreate,
    faults,
    answer: operation(),
    handle: ({ deps, params, body, request }) =>
      snapshotVolume(deps, params.name, { act: 'create', snapshot: body.name }, request),
  }),
  route('POST', '/v1/volumes/:name/snapshots/:snapshot/restore', {
    operationId: 'restoreVolumeSnapshot',
    summary: 'Take a volume back to a state that it keeps; what was written since is gone',
    params: VolumeSnapshotParams,
    faults: [...faults, 'volume.stood-on'],
    answer: operation(),
    handle: ({ deps, params, request }) =>
      snapshotVolume(deps, params.name, { act: 'restore', snapshot: params.snapshot }, request),
  }),
  route('DELETE', '/v1/volumes/:name/snapshots/:snapshot', {
    operationId: 'deleteVolumeSnapshot',
    summary: 'Forget a state that a volume keeps',
    params: VolumeSnapshotParams,
    faults,
    answer: operation(),
    handle: ({ deps, params, request }) =>
      snapshotVolume(deps, params.name, { act: 'remove', snapshot: params.snapshot }, request),
  }),
]
