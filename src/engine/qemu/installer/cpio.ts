export type ArchiveFile = { readonly name: string; readonly content: Uint8Array }

/**
 * A segment for the end of an initrd, which the kernel unpacks over what comes before (Linux, initramfs-buffer-format; cpio,
 * newc). Folders of the names are made, too; everything is root's and only root's to read.
 */
export function cpioSegment(files: readonly ArchiveFile[]): Uint8Array {
  const folders = new Set(files.flatMap(({ name }) => foldersOf(name)))
  const nothing = new Uint8Array()
  const parts = [
    ...[...folders].map((name) => entry(name, 0o040700, nothing)),
    ...files.map(({ name, content }) => entry(name, 0o100600, content)),
    entry('TRAILER!!!', 0, nothing),
  ]
  return joined(parts)
}

function foldersOf(name: string): readonly string[] {
  const parts = name.split('/').slice(0, -1)
  return parts.map((_part, index) => parts.slice(0, index + 1).join('/'))
}

function entry(name: string, mode: number, content: Uint8Array): Uint8Array {
  const encoded = new TextEncoder().encode(`${name}\0`)
  const fields = [0, mode, 0, 0, 1, 0, content.length, 0, 0, 0, 0, encoded.length, 0]
  const head = `070701${fields.map((field) => field.toString(16).padStart(8, '0')).join('')}`
  return joined([padded(joined([new TextEncoder().encode(head), encoded])), padded(content)])
}

/** To a multiple of four bytes. */
function padded(bytes: Uint8Array): Uint8Array {
  return joined([bytes, new Uint8Array((4 - (bytes.length % 4)) % 4)])
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
