import assert from 'node:assert/strict'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const folder = join(import.meta.dirname, '../golden')

/** Holds a text against test/golden/NAME. With STROJ_GOLDEN=write it is written instead, to be read in the diff. */
export function assertGolden(name: string, text: string): void {
  const file = join(folder, name)
  if (process.env['STROJ_GOLDEN'] === 'write') {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
  }
  assert.equal(text, readFileSync(file, 'utf8'), `${name} is not as before; STROJ_GOLDEN=write accepts it`)
}
