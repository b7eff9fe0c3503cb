import assert from 'node:assert/strict'
import { test } from 'node:test'
import { lastPhase, packagesDone } from '../../../../src/source/debian/bootstrap-output.ts'
import { bookworm, packagesWith } from '../../../../src/source/debian/parts.ts'
import { bootstrapWords } from '../../../../src/source/debian/bootstrap.ts'
import { layoutOf, partitions } from '../../../../src/source/debian/layout.ts'

test('progress is counted in packages that were set up', () => {
  const output =
    'I: extracting archives...\nSetting up a (1) ...\nI: installing essential packages...\nSetting up b (2) ...\n'
  assert.equal(packagesDone(output), 2)
  assert.equal(lastPhase(output), 'installing the essential packages')
  assert.equal(lastPhase(''), undefined)
})

test('mmdebstrap fetches nothing by itself, and its paths cannot be taken for options', () => {
  const words = bootstrapWords({
    release: bookworm,
    root: '-x',
    sourcesFile: '/s',
    packages: packagesWith(bookworm, []),
  })
  assert.ok(words.includes('--skip=check/signed-by,update'))
  assert.deepEqual(words.slice(-4), ['--', 'bookworm', '-x', '/s'])
})

test('a kernel that is wished for stands in for the one of the recipe', () => {
  const kernels = packagesWith(bookworm, ['linux-image-amd64', 'less', 'kmod']).filter((name) =>
    name.startsWith('linux-image-'),
  )
  assert.deepEqual(kernels, ['linux-image-amd64'])
  assert.equal(packagesWith(bookworm, ['less']).length, packagesWith(bookworm, []).length)
})

for (const gibibytes of [2, 10, 8192]) {
  test(`on a disk of ${gibibytes} GiB partitions do not overlap, begin at whole MiB and leave room for both tables`, () => {
    const layout = layoutOf(gibibytes * 2 ** 30)
    const sorted = partitions(layout, () => 'id').toSorted((a, b) => a.first - b.first)
    let free = 34
    for (const { first, last } of sorted) {
      assert.ok(first >= free && first % 2048 === 0)
      free = last + 1
    }
    assert.ok(free <= layout.diskSectors - 33)
    assert.equal(sorted.at(-1)?.name, 'root')
  })
}
