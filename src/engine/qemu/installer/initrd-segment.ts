import { cpio, type CpioEntry } from '../../../kit/cpio.ts'

export type SegmentFile = { readonly name: string; readonly content: Uint8Array }

/**
 * A segment for the end of an initrd, which the kernel unpacks over what comes before (Linux, initramfs-buffer-format).
 * Folders of the names are made, too; everything is root's and only root's to read.
 */
export function initrdSegment(files: readonly SegmentFile[]): Uint8Array {
  const folders = [...new Set(files.flatMap(({ name }) => foldersOf(name)))]
  return cpio([
    ...folders.map((path): CpioEntry => ({ kind: 'folder', path, mode: 0o700 })),
    ...files.map(({ name, content }): CpioEntry => ({ kind: 'file', path: name, mode: 0o600, bytes: content })),
  ])
}

function foldersOf(name: string): readonly string[] {
  const parts = name.split('/').slice(0, -1)
  return parts.map((_part, index) => parts.slice(0, index + 1).join('/'))
}
