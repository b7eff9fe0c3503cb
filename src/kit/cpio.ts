import { joinBytes } from './join-bytes.ts'

/** One member of an archive; paths without a slash at the beginning. Owner is root, time is 1970. */
export type CpioEntry =
  | { readonly kind: 'folder'; readonly path: string; readonly mode: number }
  | { readonly kind: 'file'; readonly path: string; readonly mode: number; readonly bytes: Uint8Array }
  | { readonly kind: 'link'; readonly path: string; readonly target: string }

const fileTypes = { folder: 0o040000, file: 0o100000, link: 0o120000 } as const
const encoder = new TextEncoder()

/** An archive in the "newc" format, as the kernel unpacks it (Documentation/driver-api/early-userspace/buffer-format). */
export function cpio(entries: readonly CpioEntry[]): Uint8Array {
  const parts = entries.flatMap((entry, index) => member(entry, index + 1))
  return joinBytes([...parts, ...record({ path: 'TRAILER!!!', inode: 0, mode: 0, body: new Uint8Array() })])
}

function member(entry: CpioEntry, inode: number): readonly Uint8Array[] {
  const permissions = entry.kind === 'link' ? 0o777 : entry.mode
  return record({ path: entry.path, inode, mode: fileTypes[entry.kind] | permissions, body: bodyOf(entry) })
}

function bodyOf(entry: CpioEntry): Uint8Array {
  if (entry.kind === 'file') return entry.bytes
  return entry.kind === 'link' ? encoder.encode(entry.target) : new Uint8Array()
}

type Record = { readonly path: string; readonly inode: number; readonly mode: number; readonly body: Uint8Array }

function record({ path, inode, mode, body }: Record): readonly Uint8Array[] {
  const name = encoder.encode(`${path}\0`)
  // ino mode uid gid nlink mtime filesize devmajor devminor rdevmajor rdevminor namesize check
  const fields = [inode, mode, 0, 0, 1, 0, body.length, 0, 0, 0, 0, name.length, 0]
  const header = encoder.encode(`070701${fields.map((field) => field.toString(16).padStart(8, '0')).join('')}`)
  return [header, name, padding(header.length + name.length), body, padding(body.length)]
}

/** Headers and bodies each begin at a multiple of four. */
function padding(length: number): Uint8Array {
  return new Uint8Array((4 - (length % 4)) % 4)
}
