import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { TempDir } from '../../../src/host/temp-dir.ts'
import type { ImageDigest } from '../../../src/model/name.ts'
import { openImageLibrary } from '../../../src/source/library.ts'

const never = new AbortController().signal
const quiet = () => undefined

async function desk() {
  const folder = await TempDir.make('stroj-left')
  const path = (name: string) => join(folder.path, name)
  const library = openImageLibrary({ state: path('state'), runtime: path('run'), cache: path('cache') })
  const place = async (): Promise<ImageDigest> => {
    await writeFile(path('disk'), randomBytes(1 << 20))
    const staged = await library.importFile({ path: path('disk') }, 'op', quiet, never)
    await library.place(staged)
    return staged.digest
  }
  return { path, library, place, [Symbol.asyncDispose]: async () => await folder[Symbol.asyncDispose]() }
}

test('an image that was placed and never recorded is left over, and one that is recorded is not', async () => {
  await using at = await desk()
  const [kept, orphan] = [await at.place(), await at.place()]
  const found = await at.library.leftovers(new Set([kept]))
  assert.deepEqual(
    found.map(({ kind, name }) => ({ kind, name })),
    [{ kind: 'folder', name: orphan.slice('sha256:'.length) }],
  )
  assert.ok((found[0]?.sizeBytes ?? 0) >= 1 << 20)
  for (const each of found) await at.library.removeLeftover(each)
  assert.deepEqual(await readdir(at.path('state/images')), ['.staging', kept.slice('sha256:'.length)].toSorted())
})

test('a download goes with what was noted about it, and only a cache that nobody has read for a month', async () => {
  await using at = await desk()
  for (const folder of ['downloads', 'packages-old', 'packages-new', 'other']) {
    await mkdir(at.path(`cache/${folder}`), { recursive: true })
    await writeFile(at.path(`cache/${folder}/x.part`), 'x')
  }
  await writeFile(at.path('cache/downloads/x.part.json'), '{}')
  const longAgo = new Date(Date.now() - 40 * 24 * 3_600_000)
  for (const name of ['packages-old/x.part', 'packages-old', 'other']) {
    await utimes(at.path(`cache/${name}`), longAgo, longAgo)
  }
  const found = await at.library.leftovers(new Set())
  assert.deepEqual(
    found.map(({ kind, name }) => `${kind} ${name}`),
    ['download x.part', 'cache packages-old'],
  )
  for (const each of found) await at.library.removeLeftover(each)
  assert.deepEqual(await readdir(at.path('cache/downloads')), [])
  assert.deepEqual((await readdir(at.path('cache'))).toSorted(), ['downloads', 'other', 'packages-new'])
})
