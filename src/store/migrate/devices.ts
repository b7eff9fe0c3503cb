import type { DatabaseSync } from 'node:sqlite'
import { eachInstance, type Fields } from './each-instance.ts'

/**
 * Schema 2: instances can have devices of the host, disks and nics of other models, and guests of their own. Records from
 * before have none of that, and say so now.
 */
export function devices(database: DatabaseSync): void {
  eachInstance(database, withDevices)
}

function withDevices(record: Fields): Fields {
  const run = record['run'] as Fields | null
  return {
    ...record,
    spec: specWithDevices(record['spec'] as Fields),
    run: run && { ...run, spec: specWithDevices(run['spec'] as Fields), hostdevs: run['hostdevs'] ?? [] },
  }
}

/** The defaults of the spec as they were when these keys came; what is there stays. */
function specWithDevices(spec: Fields): Fields {
  const each = (key: string, defaults: Fields) =>
    (spec[key] as readonly Fields[]).map((item) => ({ ...defaults, ...item }))
  return {
    nested: false,
    hostdevs: [],
    ...spec,
    disks: each('disks', { bus: 'virtio' }),
    nics: each('nics', { model: 'virtio' }),
  }
}
