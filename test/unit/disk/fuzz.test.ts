import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { TempDir } from '../../../src/host/temp-dir.ts'
import { fuzzGate } from '../../corpus/fuzz.ts'
import { Traced } from '../../corpus/traced.ts'
import { makeBases } from '../../corpus/write-corpus.ts'

const milliseconds = 30_000

test('whatever our inspectors let through, qemu-img opens that one file and no other', async (t) => {
  const seed = Date.now() % 2 ** 31
  t.diagnostic(`seed ${seed}; for longer: node tools/corpus/fuzz.ts SECONDS ${seed}`)
  await using folder = await TempDir.make('stroj-fuzz')
  const bases = await makeBases(folder.path)
  await using traced = await Traced.begin(join(folder.path, 'trace'))
  const { files, inspected, taken, findings } = await fuzzGate(bases, traced, {
    seed,
    milliseconds,
    folder: folder.path,
  })
  t.diagnostic(`${files} files, ${inspected} of them seen by qemu-img, ${taken} taken in`)
  assert.deepEqual(findings, [], `seed ${seed}`)
  assert.ok(inspected > 0, 'some of them must get as far as qemu-img')
})
