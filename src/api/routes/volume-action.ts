import { VolumeParams } from '../../model/request.ts'
import { VolumeCheck, VolumeConvert, VolumeExport, VolumeRebase, VolumeResize } from '../../model/volume.ts'
import { VolumeAttach, VolumeDetach, VolumeLimit } from '../../model/volume-attachment.ts'
import { attachVolume, detachVolume, limitVolume } from '../../service/volume/attach.ts'
import { checkVolume } from '../../service/volume/check.ts'
import { commitVolume } from '../../service/volume/commit.ts'
import { exportVolume } from '../../service/volume/export.ts'
import { rebaseVolume } from '../../service/volume/rebase.ts'
import { resizeVolume } from '../../service/volume/resize.ts'
import { compactVolume, convertVolume } from '../../service/volume/rewrite.ts'
import { operation } from '../answer.ts'
import { route } from '../route.ts'

const faults = ['volume.not-found', 'volume.in-use', 'volume.damaged'] as const
const ofInstance = ['instance.not-found', 'instance.busy', 'instance.wrong-state'] as const

export const volumeActionRoutes = [
  route('POST', '/v1/volumes/:name/resize', {
    operationId: 'resizeVolume',
    summary: 'Give a volume another size; smaller only where nothing was written',
    params: VolumeParams,
    body: VolumeResize,
    faults: [...faults, 'volume.stood-on', 'volume.wrong-size'],
    answer: operation(),
    handle: ({ deps, params, body, request }) => resizeVolume(deps, params.name, body, request),
  }),
  route('POST', '/v1/volumes/:name/convert', {
    operationId: 'convertVolume',
    summary: 'Write a volume anew in another format or layout',
    params: VolumeParams,
    body: VolumeConvert,
    faults: [...faults, 'volume.stood-on', 'volume.unfit'],
    answer: operation(),
    handle: ({ deps, params, body, request }) => convertVolume(deps, params.name, body, request),
  }),
  route('POST', '/v1/volumes/:name/compact', {
    operationId: 'compactVolume',
    summary: 'Give back to the host what is not needed',
    params: VolumeParams,
    faults: [...faults, 'volume.stood-on', 'volume.unfit'],
    answer: operation(),
    handle: ({ deps, params, request }) => compactVolume(deps, params.name, request),
  }),
  route('POST', '/v1/volumes/:name/rebase', {
    operationId: 'rebaseVolume',
    summary: 'Let a volume stand on another, or alone; it reads the same after it',
    params: VolumeParams,
    body: VolumeRebase,
    faults: [...faults, 'volume.stood-on', 'volume.unfit'],
    answer: operation(),
    handle: ({ deps, params, body, request }) => rebaseVolume(deps, params.name, body, request),
  }),
  route('POST', '/v1/volumes/:name/commit', {
    operationId: 'commitVolume',
    summary: 'Write what a volume has into the one that it stands on',
    params: VolumeParams,
    faults: [...faults, 'volume.stood-on', 'volume.unfit'],
    answer: operation(),
    handle: ({ deps, params, request }) => commitVolume(deps, params.name, request),
  }),
  route('POST', '/v1/volumes/:name/check', {
    operationId: 'checkVolume',
    summary: 'Look through the tables of a volume, and mend it on a copy when that is asked for',
    params: VolumeParams,
    body: VolumeCheck,
    bodyOptional: true,
    faults: [...faults, 'volume.unfit'],
    answer: operation(),
    handle: ({ deps, params, body, request }) => checkVolume(deps, params.name, body, request),
  }),
  route('POST', '/v1/volumes/:name/export', {
    operationId: 'exportVolume',
    summary: 'Write a copy of a volume to a file of the host',
    params: VolumeParams,
    body: VolumeExport,
    faults: [...faults, 'volume.failed'],
    answer: operation(),
    handle: ({ deps, params, body, request }) => exportVolume(deps, params.name, body, request),
  }),
  route('POST', '/v1/volumes/:name/attach', {
    operationId: 'attachVolume',
    summary: 'Make a volume a disk of an instance, running or not',
    params: VolumeParams,
    body: VolumeAttach,
    faults: [...faults, ...ofInstance, 'volume.stood-on', 'volume.unfit', 'spec.invalid'],
    answer: operation(),
    handle: ({ deps, params, body, request }) => attachVolume(deps, params.name, body, request),
  }),
  route('POST', '/v1/volumes/:name/detach', {
    operationId: 'detachVolume',
    summary: 'Take a volume out of an instance, running or not',
    params: VolumeParams,
    body: VolumeDetach,
    faults: [...faults, ...ofInstance, 'volume.unfit', 'volume.held'],
    answer: operation(),
    handle: ({ deps, params, body, request }) => detachVolume(deps, params.name, body, request),
  }),
  route('POST', '/v1/volumes/:name/limit', {
    operationId: 'limitVolume',
    summary: 'Change how fast an instance may be with a volume, at once when it runs',
    params: VolumeParams,
    body: VolumeLimit,
    faults: [...faults, ...ofInstance, 'volume.unfit'],
    answer: operation(),
    handle: ({ deps, params, body, request }) => limitVolume(deps, params.name, body, request),
  }),
]
