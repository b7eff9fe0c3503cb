const wait = { prefer: 'wait=10' }

const at = '/v1/volumes/data'
const secret = '/v1/volumes/private'
const onWeb = { instance: 'web' }

/** Every request about volumes and pools. In this order they all succeed, where `web` runs. */
export const volumeCalls = [
  { does: 'createPool', method: 'POST', path: '/v1/pools', body: { name: 'fast', path: '/fast' } },
  { does: 'listPools', method: 'GET', path: '/v1/pools' },
  { does: 'deletePool', method: 'DELETE', path: '/v1/pools/fast' },
  {
    does: 'createVolume',
    method: 'POST',
    path: '/v1/volumes',
    body: { kind: 'empty', name: 'data', size: '1GiB' },
    headers: wait,
  },
  { does: 'listVolumes', method: 'GET', path: '/v1/volumes' },
  { does: 'mapVolume', method: 'GET', path: `${at}/map` },
  { does: 'checkVolume', method: 'POST', path: `${at}/check`, body: { repair: false }, headers: wait },
  { does: 'compactVolume', method: 'POST', path: `${at}/compact`, headers: wait },
  {
    does: 'createVolumeSnapshot',
    method: 'POST',
    path: `${at}/snapshots`,
    body: { name: 'first' },
    headers: wait,
  },
  { does: 'listVolumeSnapshots', method: 'GET', path: `${at}/snapshots` },
  { does: 'restoreVolumeSnapshot', method: 'POST', path: `${at}/snapshots/first/restore`, headers: wait },
  { does: 'deleteVolumeSnapshot', method: 'DELETE', path: `${at}/snapshots/first`, headers: wait },
  {
    does: 'createVolume',
    method: 'POST',
    path: '/v1/volumes',
    body: { kind: 'clone', name: 'top', from: 'data', linked: true },
    headers: wait,
  },
  { does: 'commitVolume', method: 'POST', path: '/v1/volumes/top/commit', headers: wait },
  { does: 'rebaseVolume', method: 'POST', path: '/v1/volumes/top/rebase', body: { onto: null }, headers: wait },
  {
    does: 'createVolume',
    method: 'POST',
    path: '/v1/volumes',
    body: { kind: 'empty', name: 'private', size: '1GiB', passphrase: 'correct horse' },
    headers: wait,
  },
  {
    does: 'rekeyVolume',
    method: 'POST',
    path: `${secret}/rekey`,
    body: { passphrase: 'battery staple' },
    headers: wait,
  },
  { does: 'lockVolume', method: 'POST', path: `${secret}/lock` },
  {
    does: 'unlockVolume',
    method: 'POST',
    path: `${secret}/unlock`,
    body: { passphrase: 'battery staple' },
    headers: wait,
  },
  { does: 'convertVolume', method: 'POST', path: `${at}/convert`, body: { format: 'raw' }, headers: wait },
  { does: 'exportVolume', method: 'POST', path: `${at}/export`, body: { path: '/out', format: 'vdi' }, headers: wait },
  { does: 'attachVolume', method: 'POST', path: `${at}/attach`, body: onWeb, headers: wait },
  { does: 'showVolume', method: 'GET', path: at },
  { does: 'limitVolume', method: 'POST', path: `${at}/limit`, body: { ...onWeb, limits: { iops: 9 } }, headers: wait },
  { does: 'resizeVolume', method: 'POST', path: `${at}/resize`, body: { size: '2GiB' }, headers: wait },
  { does: 'detachVolume', method: 'POST', path: `${at}/detach`, body: onWeb, headers: wait },
  { does: 'renameVolume', method: 'POST', path: `${at}/rename`, body: { name: 'archive' } },
  { does: 'deleteVolume', method: 'DELETE', path: '/v1/volumes/archive' },
] as const
