import assert from 'node:assert/strict'

const sector = 2048

export type Medium = {
  readonly volume: string
  /** Contents by name, as each protocol has it, in the order of the directory. */
  readonly plain: ReadonlyMap<string, Uint8Array>
  readonly rockRidge: ReadonlyMap<string, Uint8Array>
  readonly joliet: ReadonlyMap<string, Uint8Array>
}

/** Reads a small medium by ECMA-119, with Rock Ridge and Joliet; independent of what wrote it. */
export function readMedium(image: Uint8Array): Medium {
  assert.equal(image.length % sector, 0)
  const [primary, joliet] = [image.subarray(16 * sector), image.subarray(17 * sector)]
  assert.equal(latin(primary.subarray(0, 8)), '\x01CD001\x01\x00')
  assert.equal(latin(joliet.subarray(0, 6)), '\x02CD001')
  assert.equal(latin(joliet.subarray(88, 91)), '%/E')
  assert.equal(latin(image.subarray(18 * sector, 18 * sector + 6)), '\xffCD001')
  const view = new DataView(primary.buffer, primary.byteOffset)
  assert.equal(view.getUint32(80, true) * sector, image.length)
  assert.equal(view.getUint32(80, true), view.getUint32(84, false))
  const records = recordsOf(image, primary)
  return {
    volume: latin(primary.subarray(40, 72)).trimEnd(),
    plain: new Map(records.map(({ id, content }) => [latin(id), content])),
    rockRidge: new Map(records.map(({ more, content }) => [alternateName(more), content])),
    joliet: new Map(recordsOf(image, joliet).map(({ id, content }) => [wide(id), content])),
  }
}

function recordsOf(image: Uint8Array, descriptor: Uint8Array) {
  const { at: root, size } = extentOf(descriptor.subarray(156))
  const records = []
  for (let at = root; at < root + size && (image[at] ?? 0) > 0; at += image[at] ?? 0) {
    const record = image.subarray(at, at + (image[at] ?? 0))
    const idLength = record[32] ?? 0
    const id = record.subarray(33, 33 + idLength)
    const extent = extentOf(record)
    const content = image.slice(extent.at, extent.at + extent.size)
    records.push({ id, more: record.subarray(33 + idLength + (1 - (idLength % 2))), content })
  }
  // Itself and its parent.
  return records.slice(2)
}

function extentOf(record: Uint8Array): { readonly at: number; readonly size: number } {
  const view = new DataView(record.buffer, record.byteOffset)
  assert.equal(view.getUint32(2, true), view.getUint32(6, false))
  assert.equal(view.getUint32(10, true), view.getUint32(14, false))
  return { at: view.getUint32(2, true) * sector, size: view.getUint32(10, true) }
}

function alternateName(more: Uint8Array): string {
  for (let at = 0; at + 4 <= more.length && (more[at + 2] ?? 0) > 0; at += more[at + 2] ?? 0) {
    if (latin(more.subarray(at, at + 2)) === 'NM') return latin(more.subarray(at + 5, at + (more[at + 2] ?? 0)))
  }
  throw new Error('a record has no name of Rock Ridge')
}

const latin = (bytes: Uint8Array) => String.fromCharCode(...bytes)
const wide = (bytes: Uint8Array) => new TextDecoder('utf-16be').decode(bytes)
