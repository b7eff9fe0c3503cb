import assert from 'node:assert/strict'
import { test } from 'node:test'
import { lastPhase, packagesDone } from '../../../../src/source/debian/bootstrap-output.ts'
import { packagesWith } from '../../../../src/source/debian/parts.ts'
import { bootstrapWords } from '../../../../src/source/debian/bootstrap.ts'
import { diskSectors, partitions } from '../../../../src/source/debian/layout.ts'

test('progress is counted in packages that were set up', () => {
  const output =
    'I: extracting archives...\nSetting up a (1) ...\nI: installing essential packages...\nSetting up b (2) ...\n'
  assert.equal(packagesDone(output), 2)
  assert.equal(lastPhase(output), 'installing the essential packages')
  assert.equal(lastPhase(''), undefined)
})

test('mmdebstrap fetches nothing by itself, and its paths cannot be taken for options', () => {
  const words = bootstrapWords({ root: '-x', sourcesFile: '/s', packages: packagesWith([]) })
  assert.ok(words.includes('--skip=check/signed-by,update'))
  assert.deepEqual(words.slice(-4), ['--', 'bookworm', '-x', '/s'])
})

test('a kernel that is wished for stands in for the one of the recipe', () => {
  const kernels = packagesWith(['linux-image-amd64', 'less', 'kmod']).filter((name) => name.startsWith('linux-image-'))
  assert.deepEqual(kernels, ['linux-image-amd64'])
  assert.equal(packagesWith(['less']).length, packagesWith([]).length)
})

test('partitions do not overlap, begin at whole MiB and leave room for both tables', () => {
  const sorted = partitions(() => 'id').toSorted((a, b) => a.first - b.first)
  let free = 34
  for (const { first, last } of sorted) {
    assert.ok(first >= free && first % 2048 === 0)
    free = last + 1
  }
  assert.ok(free <= diskSectors - 33)
  assert.equal(sorted.at(-1)?.name, 'root')
})
