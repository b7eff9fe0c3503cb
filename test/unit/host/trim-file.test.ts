import assert from 'node:assert/strict'
import { open, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { TempDir } from '../../../src/host/temp-dir.ts'
import { trimFile } from '../../../src/host/trim-file.ts'

const signal = new AbortController().signal
const mebibyte = 2 ** 20

async function allocated(path: string): Promise<number> {
  return (await stat(path)).blocks * 512
}

describe('trimming a log', () => {
  test('frees its beginning, keeps its end, and does not move it', async () => {
    await using dir = await TempDir.make('trim')
    const path = join(dir.path, 'log')
    await writeFile(path, Buffer.concat([Buffer.alloc(3 * mebibyte, 'a'), Buffer.from('end')]))
    await trimFile(path, mebibyte, signal)
    const { size } = await stat(path)
    assert.equal(size, 3 * mebibyte + 3)
    assert.ok((await allocated(path)) < 1.1 * mebibyte)
    const file = await open(path)
    const { buffer } = await file.read(Buffer.alloc(mebibyte), 0, mebibyte, size - mebibyte)
    await file.close()
    assert.equal(buffer.indexOf(0), -1)
    assert.ok(buffer.toString().endsWith('aend'))
  })

  test('leaves a log alone that is not twice too long', async () => {
    await using dir = await TempDir.make('trim')
    const path = join(dir.path, 'log')
    await writeFile(path, Buffer.alloc(1.5 * mebibyte, 'a'))
    const before = await allocated(path)
    await trimFile(path, mebibyte, signal)
    assert.equal(await allocated(path), before)
  })

  test('of no file is no failure', async () => {
    await trimFile('/nonexistent/log', mebibyte, signal)
  })
})
