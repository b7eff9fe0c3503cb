import type { Qcow2Header } from './qcow2-header.ts'

const dataFileName = 0x44415441
const encryption = 0x0537be77

/** Why one of the header extensions forbids the file, if one does. They end with type 0 or with the first cluster. */
export function extensionRefusal(
  head: Uint8Array,
  { headerLength, clusterBits }: Pick<Qcow2Header, 'headerLength' | 'clusterBits'>,
): string | undefined {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength)
  const end = 2 ** clusterBits
  for (let at = headerLength; at + 8 <= end; ) {
    if (at + 8 > head.length) return 'it is cut off: the header is not complete'
    const type = view.getUint32(at)
    const length = view.getUint32(at + 4)
    if (type === 0) return undefined
    if (type === dataFileName) return 'its data lie in another file (an external data file)'
    if (type === encryption) return 'it is encrypted'
    if (at + 8 + length > end) return 'an extension of its header is longer than the header may be'
    at += 8 + Math.ceil(length / 8) * 8
  }
  return undefined
}
