const decoder = new TextDecoder('latin1')

/**
 * Names of the modules that a kernel module needs, from `depends=` in its section .modinfo.
 * Undefined when the bytes are no ELF file (elf(5)) with such a section.
 */
export function moduleNeeds(bytes: Uint8Array): readonly string[] | undefined {
  const section = elfSection(bytes, '.modinfo')
  if (section === undefined) return undefined
  const entry = decoder
    .decode(section)
    .split('\0')
    .find((text) => text.startsWith('depends='))
  const names = entry?.slice('depends='.length) ?? ''
  // Names in it may have dashes, as files have.
  return names === '' ? [] : names.replaceAll('-', '_').split(',')
}

/** Offsets in the header of the file, and in that of a section, of both widths (elf(5): Elf64_Ehdr, Elf32_Ehdr …). */
const layouts = {
  wide: { header: 64, table: 0x28, counts: 0x3a, entry: 64, offset: 0x18, size: 0x20 },
  narrow: { header: 52, table: 0x20, counts: 0x2e, entry: 40, offset: 0x10, size: 0x14 },
} as const

function elfSection(bytes: Uint8Array, wanted: string): Uint8Array | undefined {
  const [, width, order] = /^\x7fELF([\x01\x02])([\x01\x02])/.exec(decoder.decode(bytes.subarray(0, 6))) ?? []
  const layout = width === '\x01' ? layouts.narrow : layouts.wide
  if (width === undefined || bytes.length < layout.header) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const little = order === '\x01'
  const address = (at: number) =>
    layout === layouts.narrow ? view.getUint32(at, little) : Number(view.getBigUint64(at, little))
  const half = (at: number) => view.getUint16(layout.counts + at, little)

  const [table, entrySize, count, namesIndex] = [address(layout.table), half(0), half(2), half(4)]
  if (entrySize < layout.entry || table + entrySize * count > bytes.length || namesIndex >= count) return undefined
  const contentOf = (index: number) => {
    const header = table + index * entrySize
    const offset = address(header + layout.offset)
    return bytes.subarray(offset, offset + address(header + layout.size))
  }
  const names = decoder.decode(contentOf(namesIndex))
  for (let index = 0; index < count; index += 1) {
    const name = view.getUint32(table + index * entrySize, little)
    if (names.slice(name, names.indexOf('\0', name)) === wanted) return contentOf(index)
  }
  return undefined
}
