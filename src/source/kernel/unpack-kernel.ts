/** The kernel inside a bzImage, when it is packed with LZ4; undefined for anything else. An ELF file that QEMU starts by PVH. */
export function unpackKernel(image: Uint8Array): Uint8Array | undefined {
  const payload = payloadOf(image)
  if (payload === undefined || payload.length < 12) return undefined
  const view = new DataView(payload.buffer, payload.byteOffset, payload.byteLength)
  // The legacy frame of lz4(1): a magic number, then blocks with their length before them; the build of the kernel
  // adds the unpacked length at the end.
  if (view.getUint32(0, true) !== 0x184c2102) return undefined
  const end = payload.length - 4
  const kernel = new Uint8Array(Math.min(view.getUint32(end, true), largestKernel))
  let written = 0
  for (let at = 4; at + 4 < end && written < kernel.length; ) {
    const length = view.getUint32(at, true)
    const block = payload.subarray(at + 4, Math.min(at + 4 + length, end))
    const next = unpackBlock(block, kernel, written)
    if (next === undefined) return undefined
    written = next
    at += 4 + length
  }
  return written === kernel.length && isElf(kernel) ? kernel : undefined
}

const largestKernel = 256 << 20

/** Offsets of the boot protocol (Documentation/arch/x86/boot.rst): setup_sects, magic, payload_offset, payload_length. */
function payloadOf(image: Uint8Array): Uint8Array | undefined {
  if (image.length < 0x250) return undefined
  const view = new DataView(image.buffer, image.byteOffset, image.byteLength)
  if (view.getUint32(0x202, true) !== 0x53726448) return undefined
  const start = (view.getUint8(0x1f1) + 1) * 512 + view.getUint32(0x248, true)
  const end = start + view.getUint32(0x24c, true)
  return end <= image.length ? image.subarray(start, end) : undefined
}

/** Writes one LZ4 block to `into` from `at` on (lz4_Block_format.md); where it ended, or undefined when it is damaged. */
function unpackBlock(block: Uint8Array, into: Uint8Array, at: number): number | undefined {
  let read = 0
  let written = at
  const longer = (length: number): number => {
    let total = length
    for (let more = 255; more === 255 && read < block.length; ) {
      more = block[read++] ?? 0
      total += more
    }
    return total
  }
  while (read < block.length) {
    const token = block[read++] ?? 0
    const literals = token >> 4 === 15 ? longer(15) : token >> 4
    if (read + literals > block.length || written + literals > into.length) return undefined
    into.set(block.subarray(read, read + literals), written)
    read += literals
    written += literals
    if (read >= block.length) break
    const distance = (block[read] ?? 0) | ((block[read + 1] ?? 0) << 8)
    read += 2
    const length = ((token & 15) === 15 ? longer(15) : token & 15) + 4
    if (distance === 0 || distance > written || written + length > into.length) return undefined
    copyWithin(into, written, distance, length)
    written += length
  }
  return written
}

/** What is copied may reach into what is being written: then it repeats. */
function copyWithin(into: Uint8Array, at: number, distance: number, length: number): void {
  if (distance >= length) into.copyWithin(at, at - distance, at - distance + length)
  else for (let index = at; index < at + length; index += 1) into[index] = into[index - distance] ?? 0
}

function isElf(bytes: Uint8Array): boolean {
  return bytes[0] === 0x7f && bytes[1] === 0x45 && bytes[2] === 0x4c && bytes[3] === 0x46
}
