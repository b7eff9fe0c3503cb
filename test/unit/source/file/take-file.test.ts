import assert from 'node:assert/strict'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { TempDir } from '../../../../src/host/temp-dir.ts'
import { openImageLibrary } from '../../../../src/source/library.ts'

const never = new AbortController().signal

async function imported(content: Uint8Array, format?: 'qcow2' | 'raw' | 'iso') {
  await using folder = await TempDir.make('stroj-medium')
  const path = (name: string) => join(folder.path, name)
  await writeFile(path('file'), content)
  const library = openImageLibrary({ state: path('state'), runtime: path('run'), cache: path('cache') })
  const staged = await library.importFile({ path: path('file'), format }, 'op', () => undefined, never)
  const [file] = staged.manifest.files
  return { manifest: staged.manifest, copy: await readFile(`${staged.staging}/image/${file?.name}`) }
}

function medium(mark: string): Uint8Array {
  const bytes = Buffer.alloc(40 * 2048, 7)
  bytes.write(mark, 16 * 2048 + 1, 'latin1')
  return bytes
}

for (const mark of ['CD001', 'BEA01']) {
  test(`a file with the mark ${mark} of a medium is taken as it is`, async () => {
    const { manifest, copy } = await imported(medium(mark))
    assert.deepEqual(copy, medium(mark))
    assert.deepEqual(
      manifest.files.map(({ role, format }) => ({ role, format })),
      [{ role: 'cdrom', format: 'raw' }],
    )
  })
}

test('what begins as a medium is a disk when that is said', async () => {
  const { manifest } = await imported(medium('CD001'), 'raw')
  assert.equal(manifest.files[0]?.role, 'disk')
})

test('what does not begin as a medium is none, whatever is said', async () => {
  await assert.rejects(imported(Buffer.alloc(100_000), 'iso'), /said to be an ISO image and does not begin as one/)
  await assert.rejects(imported(Buffer.alloc(10), 'iso'), /it is cut off/)
})

test('what cannot be opened is refused with the reason of the system', async () => {
  await using folder = await TempDir.make('stroj-medium')
  const path = (name: string) => join(folder.path, name)
  const library = openImageLibrary({ state: path('state'), runtime: path('run'), cache: path('cache') })
  const importing = library.importFile({ path: path('nothing'), format: 'iso' }, 'op', () => undefined, never)
  await assert.rejects(importing, { code: 'image.refused' })
})
