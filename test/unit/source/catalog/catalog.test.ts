import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CatalogImage } from '../../../../src/model/listing.ts'
import { ImageName } from '../../../../src/model/name.ts'
import { publications } from '../../../../src/source/catalog/catalog.ts'

for (const own of ['x86_64', 'aarch64', 'riscv64'] as const) {
  test(`on ${own} every name of the catalog is a name for an image, and means one thing`, () => {
    const all = publications(own)
    const names = all.flatMap(({ name, aliases }) => [name, ...aliases])
    for (const name of names) assert.ok(ImageName.safeParse(name).success, name)
    assert.equal(new Set(names).size, names.length)
    for (const { entry: _entry, place: _place, ...image } of all) CatalogImage.parse(image)
  })
}

test('every file and list of the catalog has an address with https, and every file a way to boot', () => {
  for (const { place, entry, architecture } of publications('x86_64')) {
    for (const folder of place.folders) {
      assert.match(folder, /^https:\/\/[a-z.0-9-]+\/.*\/$/)
      assert.equal(new URL(place.list, folder).protocol, 'https:')
    }
    assert.ok((entry.boot[architecture] ?? []).length > 0, entry.name)
  }
})

test('what is for the host has the plain name, what is for others has theirs', () => {
  const names = publications('aarch64').map(({ name, architecture }) => `${name} ${architecture}`)
  assert.ok(names.includes('ubuntu:24.04 aarch64'))
  assert.ok(names.includes('ubuntu:24.04-x86_64 x86_64'))
})
