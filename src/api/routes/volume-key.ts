import { VolumeRekey, VolumeUnlock } from '../../model/passphrase.ts'
import { VolumeParams } from '../../model/request.ts'
import { Volume } from '../../model/volume.ts'
import { lockVolume, rekeyVolume, unlockVolume } from '../../service/volume/key.ts'
import { json, operation } from '../answer.ts'
import { route } from '../route.ts'

const faults = ['volume.not-found', 'volume.damaged', 'volume.unfit'] as const

export const volumeKeyRoutes = [
  route('POST', '/v1/volumes/:name/lock', {
    operationId: 'lockVolume',
    summary: 'Forget the passphrase of a volume; until it is unlocked nobody can use it',
    params: VolumeParams,
    faults: [...faults, 'volume.in-use'],
    answer: json(Volume),
    handle: ({ deps, params }) => lockVolume(deps, params.name),
  }),
  route('POST', '/v1/volumes/:name/unlock', {
    operationId: 'unlockVolume',
    summary: 'Give the passphrase of a volume; it is kept when it opens it',
    params: VolumeParams,
    body: VolumeUnlock,
    faults: [...faults, 'volume.wrong-passphrase'],
    answer: operation(),
    handle: ({ deps, params, body, request }) => unlockVolume(deps, params.name, body.passphrase, request),
  }),
  route('POST', '/v1/volumes/:name/rekey', {
    operationId: 'rekeyVolume',
    summary: 'Give a volume another passphrase',
    params: VolumeParams,
    body: VolumeRekey,
    faults: [...faults, 'volume.in-use', 'volume.locked'],
    answer: operation(),
    handle: ({ deps, params, body, request }) => rekeyVolume(deps, params.name, body.passphrase, request),
  }),
]
