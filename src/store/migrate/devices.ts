import type { DatabaseSync } from 'node:sqlite'
import { type Row, sumOf } from '../record.ts'

type Fields = Record<string, unknown>

/**
 * Schema 2: instances can have devices of the host, disks and nics of other models, and guests of their own. Records from
 * before have none of that, and say so now. A damaged record stays as it is: whoever reads it is told.
 */
export function devices(database: DatabaseSync): void {
  const rows = database.prepare("SELECT kind, key, revision, value, sum FROM record WHERE kind = 'instance'").all()
  const write = database.prepare('UPDATE record SET value = ?, sum = ? WHERE kind = ? AND key = ?')
  for (const row of rows as Row[]) {
    if (sumOf(row) !== row.sum) continue
    const value = JSON.stringify(withDevices(JSON.parse(row.value) as Fields))
    write.run(value, sumOf({ ...row, value }), row.kind, row.key)
  }
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
