import type { VolumeLayout } from '../model/volume.ts'

/** What is read of the header of a file that we have made (QEMU, docs/interop/qcow2.txt). */
export type OwnQcow2 = {
  readonly sizeBytes: number
  /** As the header has it. */
  readonly backingFile: string | null
  /** In what format that is opened; without it QEMU would guess. */
  readonly backingFormat: string | null
  readonly layout: VolumeLayout
  readonly snapshots: number
  readonly encrypted: boolean
}

/** Incompatible features: compression type, extended L2; a dirty file is mended by QEMU when it opens it. */
const known = 0b1_1001n
const corrupt = 0b10n
const extendedL2 = 0b1_0000n
/** Type of the header extension with the format of the backing file. */
const backingFormat = 0xe2792aca
/** The way of encryption that is not the old and weak one. */
const luks = 2
const lazyRefcounts = 0b1n

/** The header, or why there is none. Only version 3 is written here. */
export function parseOwnQcow2(head: Uint8Array): OwnQcow2 | string {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength)
  if (head.length < 112 || view.getUint32(0) !== 0x514649fb) return 'it does not begin as a qcow2 file does'
  if (view.getUint32(4) !== 3) return `version ${view.getUint32(4)} of qcow2 is not known here`
  const incompatible = view.getBigUint64(72)
  if ((incompatible & corrupt) !== 0n) return 'QEMU has marked it as corrupt'
  if ((incompatible & ~known) !== 0n) return 'it uses features that are not known here'
  const encryption = view.getUint32(32)
  if (encryption !== 0 && encryption !== luks) return 'it is encrypted in a way that is not known here'
  const backingFile = backingOf(head, view)
  if (backingFile === undefined) return 'the name of what it stands on makes no sense'
  return {
    sizeBytes: Number(view.getBigUint64(24)),
    backingFile,
    backingFormat: backingFormatOf(head, view),
    snapshots: view.getUint32(60),
    encrypted: encryption === luks,
    layout: {
      clusterBytes: 2 ** view.getUint32(20),
      compression: view.getUint32(100) > 104 && view.getUint8(104) === 1 ? 'zstd' : 'zlib',
      lazyRefcounts: (view.getBigUint64(80) & lazyRefcounts) !== 0n,
      extendedL2: (incompatible & extendedL2) !== 0n,
    },
  }
}

/** The header is followed by extensions, each with type and length, up to one of type 0. */
function backingFormatOf(head: Uint8Array, view: DataView): string | null {
  for (let at = view.getUint32(100); at + 8 <= head.length; ) {
    const [type, length] = [view.getUint32(at), view.getUint32(at + 4)]
    if (type === 0) return null
    if (type === backingFormat) return new TextDecoder().decode(head.subarray(at + 8, at + 8 + Math.min(length, 64)))
    at += 8 + Math.ceil(length / 8) * 8
  }
  return null
}

/** Null for none, undefined for one that is not in what was read. */
function backingOf(head: Uint8Array, view: DataView): string | null | undefined {
  const [offset, length] = [Number(view.getBigUint64(8)), view.getUint32(16)]
  if (offset === 0) return null
  if (length > 1023 || offset + length > head.length) return undefined
  return new TextDecoder().decode(head.subarray(offset, offset + length))
}
