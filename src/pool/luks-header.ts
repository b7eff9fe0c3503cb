/** The magic of LUKS and version 1, which is all that QEMU writes (cryptsetup, docs/on-disk-format.pdf). */
const magic = [0x4c, 0x55, 0x4b, 0x53, 0xba, 0xbe, 0, 1] as const

/** Bytes before the disk itself, or why there is no such header. */
export function luksPayloadOffset(head: Uint8Array): number | string {
  if (head.length < 592 || magic.some((byte, at) => head[at] !== byte)) return 'it does not begin as a LUKS disk does'
  const offset = new DataView(head.buffer, head.byteOffset, head.byteLength).getUint32(104) * 512
  return offset >= 1024 ? offset : 'its LUKS header makes no sense'
}
