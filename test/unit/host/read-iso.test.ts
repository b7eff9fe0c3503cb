import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { describe, test } from 'node:test'
import * as fc from 'fast-check'
import { isoImage } from '../../../src/engine/qemu/seed/iso9660.ts'
import { IsoReader } from '../../../src/host/iso/read-iso.ts'
import { TempDir } from '../../../src/host/temp-dir.ts'

const encode = (text: string) => new TextEncoder().encode(text)
const image = isoImage('Debian 12 n', [
  { name: 'vmlinuz', content: encode('kernel') },
  { name: 'initrd.gz', content: encode('i'.repeat(3000)) },
])

async function opened(bytes: Uint8Array) {
  const folder = await TempDir.make('iso')
  await writeFile(`${folder.path}/a.iso`, bytes)
  return { folder, reader: await IsoReader.open(`${folder.path}/a.iso`) }
}

describe('the image of a medium', () => {
  test('tells its volume id, and gives a file by its name in any letters', async () => {
    const { folder, reader } = await opened(image)
    await using _folder = folder
    assert.ok(reader)
    await using medium = reader
    assert.equal(medium.volume, 'Debian 12 n')
    const extent = await medium.find('INITRD.gz')
    assert.equal(extent?.sizeBytes, 3000)
    let text = ''
    for await (const bytes of medium.read(extent)) text += new TextDecoder().decode(bytes)
    assert.equal(text, 'i'.repeat(3000))
    assert.equal(await medium.find('install.amd/vmlinuz'), undefined)
    assert.equal(await medium.find(''), undefined)
  })

  test('is nothing else', async () => {
    for (const bytes of [new Uint8Array(), new Uint8Array(64 * 1024), encode('QFI\u00fb')]) {
      const { folder, reader } = await opened(bytes)
      await using _folder = folder
      assert.equal(reader, undefined)
    }
  })

  test('with any bytes changed is read to an end, or refused', async () => {
    const change = fc.array(
      fc.tuple(fc.integer({ min: 16 * 2048, max: image.length - 1 }), fc.integer({ min: 0, max: 255 })),
    )
    await fc.assert(
      fc.asyncProperty(change, async (changes) => {
        const bytes = image.slice()
        for (const [at, value] of changes) bytes[at] = value
        const { folder, reader } = await opened(bytes)
        await using _folder = folder
        if (!reader) return
        await using medium = reader
        const found = await medium.find('a/b/vmlinuz')
        assert.equal(found, undefined)
        await medium.find('vmlinuz')
      }),
      { numRuns: 60 },
    )
  })
})
