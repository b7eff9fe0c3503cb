import type { DatabaseSync } from 'node:sqlite'
import { type Row, sumOf } from '../record.ts'

/** The fields of a record of an older schema. */
export type Fields = Record<string, unknown>

/** Writes the record of every instance anew. A damaged record stays as it is: whoever reads it is told. */
export function eachInstance(database: DatabaseSync, change: (record: Fields) => Fields): void {
  const rows = database.prepare("SELECT kind, key, revision, value, sum FROM record WHERE kind = 'instance'").all()
  const write = database.prepare('UPDATE record SET value = ?, sum = ? WHERE kind = ? AND key = ?')
  for (const row of rows as Row[]) {
    if (sumOf(row) !== row.sum) continue
    const value = JSON.stringify(change(JSON.parse(row.value) as Fields))
    write.run(value, sumOf({ ...row, value }), row.kind, row.key)
  }
}
