const decoder = new TextDecoder('latin1')

/**
 * Names of the modules that a kernel module needs, from `depends=` in its section .modinfo.
 * Undefined when the bytes are no 64-bit little-endian ELF file (elf(5)) with such a section.
 */
export function moduleNeeds(bytes: Uint8Array): readonly string[] | undefined {
  const section = elfSection(bytes, '.modinfo')
  if (section === undefined) return undefined
  const entry = decoder
    .decode(section)
    .split('\0')
    .find((text) => text.startsWith('depends='))
  const names = entry?.slice('depends='.length) ?? ''
  return names === '' ? [] : names.split(',')
}

function elfSection(bytes: Uint8Array, wanted: string): Uint8Array | undefined {
  if (decoder.decode(bytes.subarray(0, 6)) !== '\x7fELF\x02\x01' || bytes.length < 64) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const table = Number(view.getBigUint64(0x28, true))
  const [entrySize, count, namesIndex] = [0x3a, 0x3c, 0x3e].map((at) => view.getUint16(at, true))
  if (entrySize === undefined || count === undefined || namesIndex === undefined || entrySize < 64) return undefined
  if (table + entrySize * count > bytes.length || namesIndex >= count) return undefined
  const contentOf = (index: number) => {
    const header = table + index * entrySize
    const offset = Number(view.getBigUint64(header + 0x18, true))
    return bytes.subarray(offset, offset + Number(view.getBigUint64(header + 0x20, true)))
  }
  const names = decoder.decode(contentOf(namesIndex))
  for (let index = 0; index < count; index += 1) {
    const name = view.getUint32(table + index * entrySize, true)
    if (names.slice(name, names.indexOf('\0', name)) === wanted) return contentOf(index)
  }
  return undefined
}
