import { InstanceParams, SnapshotParams } from '../../model/request.ts'
import { Snapshot, SnapshotCreate, SnapshotListing, SnapshotRestore } from '../../model/snapshot.ts'
import { createSnapshot } from '../../service/snapshot/create.ts'
import { deleteSnapshot } from '../../service/snapshot/delete.ts'
import { listSnapshots, showSnapshot } from '../../service/snapshot/list.ts'
import { restoreSnapshot } from '../../service/snapshot/restore.ts'
import { json, operation } from '../answer.ts'
import { route } from '../route.ts'

const onOne = ['instance.not-found', 'snapshot.not-found'] as const

export const snapshotRoutes = [
  route('GET', '/v1/instances/:name/snapshots', {
    operationId: 'listSnapshots',
    summary: 'List the snapshots of an instance, oldest first, and the one that it goes on from',
    params: InstanceParams,
    faults: ['instance.not-found'],
    answer: json(SnapshotListing),
    handle: ({ deps, params }) => listSnapshots(deps, params.name),
  }),
  route('POST', '/v1/instances/:name/snapshots', {
    operationId: 'createSnapshot',
    summary: 'Keep the disks of an instance as they are now, running or not, and its memory when that is wanted',
    params: InstanceParams,
    body: SnapshotCreate,
    bodyOptional: true,
    faults: ['instance.not-found', 'instance.busy', 'instance.wrong-state', 'snapshot.exists', 'snapshot.refused'],
    answer: operation(),
    handle: ({ deps, params, body, request }) => createSnapshot(deps, params.name, body, request),
  }),
  route('GET', '/v1/instances/:name/snapshots/:snapshot', {
    operationId: 'showSnapshot',
    summary: 'Show a snapshot',
    params: SnapshotParams,
    faults: onOne,
    answer: json(Snapshot),
    handle: ({ deps, params }) => showSnapshot(deps, params.name, params.snapshot),
  }),
  route('DELETE', '/v1/instances/:name/snapshots/:snapshot', {
    operationId: 'deleteSnapshot',
    summary: 'Remove a snapshot; what others stand on stays',
    params: SnapshotParams,
    faults: [...onOne, 'instance.busy', 'instance.wrong-state'],
    answer: operation(),
    handle: ({ deps, params, request }) => deleteSnapshot(deps, params.name, params.snapshot, request),
  }),
  route('POST', '/v1/instances/:name/snapshots/:snapshot/restore', {
    operationId: 'restoreSnapshot',
    summary: 'Take an instance back to a snapshot; what was written since is gone',
    params: SnapshotParams,
    body: SnapshotRestore,
    bodyOptional: true,
    faults: [...onOne, 'instance.busy', 'instance.wrong-state', 'snapshot.restore-refused'],
    answer: operation(),
    handle: ({ deps, params, body, request }) => restoreSnapshot(deps, params.name, params.snapshot, body, request),
  }),
]
