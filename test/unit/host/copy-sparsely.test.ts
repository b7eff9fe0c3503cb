import assert from 'node:assert/strict'
import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { copySparsely } from '../../../src/host/copy-sparsely.ts'
import { TempDir } from '../../../src/host/temp-dir.ts'

test('a copy has the same bytes, and zeros take no space in it', async () => {
  await using folder = await TempDir.make('sparse')
  const [from, to] = [join(folder.path, 'from'), join(folder.path, 'to')]
  const bytes = new Uint8Array(4 * 2 ** 20 + 5)
  bytes.set([1, 2, 3], 100)
  bytes.set([4], 3 * 2 ** 20)
  await writeFile(from, bytes)
  await writeFile(to, 'what was there before')
  await copySparsely(from, to)
  assert.ok((await readFile(to)).equals(bytes))
  const { blocks } = await stat(to)
  assert.ok(blocks * 512 <= 4 * 64 * 1024, `${blocks * 512} bytes`)
})

test('a file that ends in zeros, or has nothing, keeps its size', async () => {
  await using folder = await TempDir.make('sparse')
  for (const size of [0, 1, 64 * 1024, 100_000]) {
    const [from, to] = [join(folder.path, `${size}`), join(folder.path, `${size}.copy`)]
    await writeFile(from, new Uint8Array(size))
    await copySparsely(from, to)
    assert.equal((await stat(to)).size, size)
  }
})
