import { InstanceName, PoolName, VolumeId, VolumeName } from '../../src/model/name.ts'
import type { VolumeFormat } from '../../src/model/volume.ts'
import type { KnownVolume, Use, VolumeFacts, VolumeScene } from '../../src/plan/volume/scene.ts'

const gibibyte = 2 ** 30
const layout = { clusterBytes: 65_536, compression: 'zlib', lazyRefcounts: false, extendedL2: false } as const

/** Ids from names: `data` has the id `vdata00000`. */
export function idOf(name: string): VolumeId {
  return VolumeId.parse(`v${name}`.padEnd(10, '0'))
}

type Traits = { readonly on?: string; readonly format?: VolumeFormat; readonly facts?: Partial<VolumeFacts> }

/** A volume of 1 GiB in the pool `default`. */
export function volume(name: string, { on, format = 'qcow2', facts = {} }: Traits = {}): KnownVolume {
  return {
    id: idOf(name),
    name: VolumeName.parse(name),
    pool: PoolName.parse('default'),
    place: { kind: 'directory', path: '/volumes' },
    format,
    facts: {
      sizeBytes: gibibyte,
      allocatedBytes: 4096,
      backing: on === undefined ? null : idOf(on),
      layout: format === 'qcow2' ? layout : null,
      snapshots: 0,
      encrypted: false,
      ...facts,
    },
    problem: null,
  }
}

export function broken(name: string, problem = 'its file is gone'): KnownVolume {
  return { ...volume(name), facts: null, problem }
}

/** `web writes data`, `web reads data`, `web! writes data` when it runs. */
function use(text: string): Use {
  const [who = '', how, what = ''] = text.split(' ')
  return {
    instance: InstanceName.parse(who.replace('!', '')),
    running: who.endsWith('!'),
    readOnly: how === 'reads',
    volume: VolumeName.parse(what),
  }
}

export function sceneOf(volumes: readonly KnownVolume[], uses: readonly string[] = []): VolumeScene {
  return { volumes, uses: uses.map(use) }
}
