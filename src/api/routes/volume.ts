import { VolumeParams } from '../../model/request.ts'
import { Volume, VolumeCreate, VolumeListing, VolumeMap, VolumeRename } from '../../model/volume.ts'
import { createVolume } from '../../service/volume/create.ts'
import { deleteVolume } from '../../service/volume/delete.ts'
import { mapVolume } from '../../service/volume/map.ts'
import { renameVolume } from '../../service/volume/rename.ts'
import { listVolumes, showVolume } from '../../service/volume/view.ts'
import { json, operation } from '../answer.ts'
import { route } from '../route.ts'

export const volumeRoutes = [
  route('GET', '/v1/volumes', {
    operationId: 'listVolumes',
    summary: 'List the volumes by name',
    answer: json(VolumeListing),
    handle: ({ deps }) => listVolumes(deps),
  }),
  route('POST', '/v1/volumes', {
    operationId: 'createVolume',
    summary: 'Make a volume: empty, from another, or from a file of the host',
    body: VolumeCreate,
    faults: [
      'volume.exists',
      'volume.not-found',
      'volume.wrong-size',
      'volume.in-use',
      'pool.not-found',
      'pool.unusable',
      'image.refused',
    ],
    answer: operation(),
    handle: ({ deps, body, request }) => createVolume(deps, body, request),
  }),
  route('GET', '/v1/volumes/:name', {
    operationId: 'showVolume',
    summary: 'Show a volume, what it stands on and who uses it',
    params: VolumeParams,
    faults: ['volume.not-found'],
    answer: json(Volume),
    handle: ({ deps, params }) => showVolume(deps, params.name),
  }),
  route('GET', '/v1/volumes/:name/map', {
    operationId: 'mapVolume',
    summary: 'What of a volume is allocated, and where',
    params: VolumeParams,
    faults: ['volume.not-found', 'volume.in-use', 'volume.damaged', 'volume.failed'],
    answer: json(VolumeMap),
    handle: ({ deps, params, signal }) => mapVolume(deps, params.name, signal),
  }),
  route('DELETE', '/v1/volumes/:name', {
    operationId: 'deleteVolume',
    summary: 'Delete a volume that nobody uses, and answer what it was',
    params: VolumeParams,
    faults: ['volume.not-found', 'volume.in-use', 'volume.stood-on'],
    answer: json(Volume),
    handle: ({ deps, params }) => deleteVolume(deps, params.name),
  }),
  route('POST', '/v1/volumes/:name/rename', {
    operationId: 'renameVolume',
    summary: 'Give a volume another name',
    params: VolumeParams,
    body: VolumeRename,
    faults: ['volume.not-found', 'volume.exists'],
    answer: json(Volume),
    handle: ({ deps, params, body }) => renameVolume(deps, params.name, body.name),
  }),
]
